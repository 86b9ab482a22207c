import { expect, test } from 'vitest';
import { atNameStart, inCompany, inEmail, inName } from '../../../../main/search/index/segment.ts';
import {
  addressRanks,
  elsewhereLevel,
  fuzzyRank,
  leastRank,
  levelOf,
  rankStep,
  slippedLocalRank,
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

test('an address as typed stands before everything else: all of it, then its local part, then its beginning', () => {
  const { all, local, begun } = addressRanks;
  expect([leastRank, all < local, local < begun, begun < levelOf(atNameStart, true)]).toEqual([
    all,
    true,
    true,
    true,
  ]);
});

test('a local part with a slip ranks below all that is exact and above every word with a typo, by what the slip costs', () => {
  const ranks = [
    slippedLocalRank(0, true),
    slippedLocalRank(0, false),
    slippedLocalRank(7, true),
    slippedLocalRank(22, false),
  ];
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(ranks.length);
  expect([ranks[0], slippedLocalRank(22, false) < fuzzyRank(1, 1, atNameStart, true)]).toEqual([
    rankStep,
    true,
  ]);
});
