import { describe, expect, test } from 'vitest';
import { createPicks, halfLife, type Pick } from '../../../../main/search/ranking/picks.ts';
import { id } from '../row.ts';

const [a, b, c] = [id('a'), id('b'), id('c')];

describe('the rows picked for the same letters', () => {
  test('come with the one picked last first, unless another was picked much more often', () => {
    const picks = createPicks();
    picks.learn('ana', a, 1000);
    picks.learn('ana', b, 2000);
    expect(picks.pickedFor('ana')).toEqual(['b', 'a']);
    picks.learn('ana', a, 1500);
    expect(picks.pickedFor('ana')).toEqual(['a', 'b']);
    picks.learn('ana', b, 1500 + 2 * halfLife);
    expect(picks.pickedFor('ana')).toEqual(['b', 'a']);
    expect(picks.pickedFor('an')).toEqual([]);
  });

  test('come in the order of their ids where nothing else sets them apart', () => {
    const picks = createPicks();
    for (const one of [c, a, b]) picks.learn('ana', one, 1000);
    expect(picks.pickedFor('ana')).toEqual(['a', 'b', 'c']);
  });
});

describe('a pick', () => {
  test('is kept with how often and when it was last made, also behind a clock that was set back', () => {
    const picks = createPicks();
    expect(picks.learn('ana', a, 2000)).toEqual({ letters: 'ana', id: a, times: 1, at: 2000 });
    expect(picks.learn('ana', a, 1000)).toEqual({ letters: 'ana', id: a, times: 2, at: 2000 });
    expect(picks.learn('ana', a, 3000)).toEqual({ letters: 'ana', id: a, times: 3, at: 3000 });
    expect(picks.all()).toEqual([{ letters: 'ana', id: a, times: 3, at: 3000 }]);
  });

  test('is told of by its row as well, once for each', () => {
    const picks = createPicks();
    expect([...picks.ids()]).toEqual([]);
    picks.learn('x', a, 1);
    picks.learn('y', a, 2);
    picks.learn('x', b, 3);
    expect([...picks.ids()]).toEqual(['a', 'b']);
    expect(picks.all()).toHaveLength(3);
  });
});

describe('the frecency of a row', () => {
  test('is that of all its picks together, and fades by half in two weeks', () => {
    expect(halfLife).toBe(1_209_600_000);
    const picks = createPicks();
    expect(picks.frecency(a)).toBeNull();
    picks.learn('x', a, 1000);
    expect(picks.frecency(a)).toBe(1000);
    expect(picks.frecency(b)).toBeNull();
    picks.learn('y', a, 1000);
    expect(picks.frecency(a)).toBeCloseTo(1000 + halfLife);
    picks.learn('x', b, 1000 + 2 * halfLife);
    picks.learn('y', b, 1000 + halfLife);
    picks.learn('z', b, 1000 + halfLife);
    expect(picks.frecency(b)).toBeCloseTo(1000 + 3 * halfLife);
  });

  test('of two picks of the same letters is as of two of different ones', () => {
    const picks = createPicks();
    picks.learn('x', a, 1000);
    picks.learn('x', a, 1000);
    expect(picks.frecency(a)).toBeCloseTo(1000 + halfLife);
  });
});

describe('picks of an earlier run', () => {
  const kept: readonly Pick[] = [
    { letters: 'x', id: a, times: 2, at: 5 },
    { letters: 'y', id: b, times: 1, at: 7 },
  ];

  test('replace all that are there', () => {
    const picks = createPicks();
    picks.learn('z', c, 1);
    picks.replace(kept);
    expect(picks.all()).toEqual(kept);
    expect([...picks.ids()]).toEqual(['a', 'b']);
    expect(picks.pickedFor('z')).toEqual([]);
    expect(picks.frecency(c)).toBeNull();
    picks.replace([]);
    expect(picks.frecency(a)).toBeNull();
  });
});

describe('beyond ten thousand picks', () => {
  const many = Array.from(
    { length: 10_001 },
    (_, at): Pick => ({ letters: `letters ${at}`, id: id(`row-${at}`), times: 1, at }),
  );

  test('the thousand of the lowest frecency are forgotten, rows and all', () => {
    const picks = createPicks();
    picks.replace(many.slice(0, 10_000));
    expect(picks.all()).toHaveLength(10_000);
    picks.learn('letters 10000', id('row-10000'), 10_000);
    expect(picks.all()).toHaveLength(9001);
    expect([...picks.ids()]).toHaveLength(9001);
    expect(picks.pickedFor('letters 999')).toEqual([]);
    expect(picks.frecency(id('row-999'))).toBeNull();
    expect(picks.pickedFor('letters 1000')).toEqual(['row-1000']);
    expect(picks.pickedFor('letters 10000')).toEqual(['row-10000']);
  });

  test('so are those that come at once, and room is for as many again', () => {
    const picks = createPicks();
    picks.replace(many.toReversed());
    expect(picks.all()).toHaveLength(9001);
    for (let at = 0; at < 999; at++) picks.learn(`new ${at}`, id(`new-${at}`), 20_000 + at);
    expect(picks.all()).toHaveLength(10_000);
    picks.learn('one more', c, 30_000);
    expect(picks.all()).toHaveLength(9001);
    expect(picks.pickedFor('new 0')).toEqual(['new-0']);
  });

  test('a pick made again takes no room', () => {
    const picks = createPicks();
    picks.replace(many.slice(0, 10_000));
    picks.learn('letters 5', id('row-5'), 30_000);
    expect(picks.all()).toHaveLength(10_000);
  });

  test('letters and rows keep their other picks when one of them is forgotten', () => {
    const picks = createPicks();
    picks.replace([
      ...many.slice(0, 9_998),
      { letters: 'letters 0', id: c, times: 1, at: 90_000 },
      { letters: 'other', id: id('row-0'), times: 1, at: 90_000 },
      { letters: 'last', id: a, times: 1, at: 90_000 },
    ]);
    expect(picks.pickedFor('letters 0')).toEqual([c]);
    expect(picks.pickedFor('other')).toEqual(['row-0']);
    expect(picks.frecency(id('row-0'))).toBe(90_000);
  });
});

test('picks that others take the place of are gone, by letters and by row', () => {
  const picks = createPicks();
  picks.learn('ana', id('a'), 1000);
  picks.replace([{ letters: 'bo', id: id('b'), times: 1, at: 2000 }]);
  expect(picks.pickedFor('ana')).toEqual([]);
  expect(picks.frecency(id('a'))).toBeNull();
  expect([...picks.ids()]).toEqual(['b']);
  expect(picks.pickedFor('bo')).toEqual(['b']);
});
