import { expect, test } from 'vitest';
import { atNameStart, inCompany, inEmail, inName } from '../../../../main/search/index/segment.ts';
import {
  elsewhereLevel,
  fuzzyRank,
  levelOf,
  rankStep,
  wholeMailLevel,
} from '../../../../main/search/ranking/rank.ts';

const fields = [atNameStart, inName, inCompany] as const;

test('a whole word stands before a prefix, the name’s start before the name, the name before the company', () => {
  expect([
    ...fields.map(field => levelOf(field, true)),
    ...fields.map(field => levelOf(field, false)),
  ]).toEqual([0, 1, 2, 3, 4, 5]);
});

test('e-mails stand last, those with the whole word before the others', () => {
  expect([levelOf(inEmail, true), levelOf(inEmail, false)]).toEqual([wholeMailLevel, elsewhereLevel]);
  expect(wholeMailLevel).toBeGreaterThan(levelOf(inCompany, false));
  expect(elsewhereLevel).toBeGreaterThan(wholeMailLevel);
});

test('a word with a typo ranks below every exact one, and below its level at a lower cost', () => {
  expect(fuzzyRank(1, 1, atNameStart, true)).toBe(2 * rankStep);
  expect(fuzzyRank(1, 1, atNameStart, false)).toBe(2 * rankStep + 3);
  expect(fuzzyRank(20, 1, inName, true)).toBe(40 * rankStep + 1);
});

test('at equal cost a rare word is likelier to be meant: each doubling of its rows is a step', () => {
  const steps = [0, 1, 2, 3, 4, 1024].map(rows => fuzzyRank(1, rows, atNameStart, true) / rankStep - 2);
  expect(steps).toEqual([0, 0, 1, 1, 2, 10]);
});

test('fields that people search by less often are further away: the company two steps, the e-mail four', () => {
  const steps = [...fields, inEmail].map(field => Math.floor(fuzzyRank(1, 1, field, true) / rankStep) - 2);
  expect(steps).toEqual([0, 0, 2, 4]);
});
