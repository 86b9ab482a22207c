import { expect, test } from 'vitest';
import { createPicks, halfLife } from '../../../../main/search/ranking/picks.ts';
import { id } from '../row.ts';

test('the row picked last for the same letters leads, unless another was picked much more often', () => {
  const picks = createPicks();
  picks.learn('ana', id('a'), 1000);
  picks.learn('ana', id('b'), 2000);
  expect(picks.pickedFor('ana')).toEqual(['b', 'a']);
  picks.learn('ana', id('a'), 1500);
  expect(picks.pickedFor('ana')).toEqual(['a', 'b']);
  picks.learn('ana', id('b'), 1500 + 2 * halfLife);
  expect(picks.pickedFor('ana')).toEqual(['b', 'a']);
  expect(picks.pickedFor('an')).toEqual([]);
});

test('a row is as warm as all its picks together, and a pick fades by half in two weeks', () => {
  const picks = createPicks();
  expect(picks.frecency(id('a'))).toBeNull();
  picks.learn('x', id('a'), 1000);
  expect(picks.frecency(id('a'))).toBe(1000);
  picks.learn('y', id('a'), 1000);
  expect(picks.frecency(id('a'))).toBeCloseTo(1000 + halfLife);
});

test('picks beyond ten thousand push the coldest out', () => {
  const picks = createPicks();
  for (let at = 0; at <= 10_000; at++) picks.learn(`letters ${at}`, id(`row-${at}`), at);
  expect(picks.all()).toHaveLength(9001);
  expect(picks.pickedFor('letters 0')).toEqual([]);
  expect(picks.pickedFor('letters 10000')).toEqual(['row-10000']);
});
