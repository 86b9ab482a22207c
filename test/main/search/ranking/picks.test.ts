import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createPicks,
  halfLife,
  type Pick,
  type Picks,
  picksCountFrom,
} from '../../../../main/search/ranking/picks.ts';
import { id, row } from '../row.ts';

const [a, b, c] = [id('a'), id('b'), id('c')];

const always = Number.NEGATIVE_INFINITY;
const pickedFor = (picks: Picks, letters: string, now: number): readonly string[] =>
  picks.pickedFor(letters, now, () => always);
const week = 7 * 24 * 3600 * 1000;

describe('the rows that lead for some letters', () => {
  test('come with the one picked last first, unless another was picked much more often', () => {
    const picks = createPicks();
    picks.learn('ana', a, 1000);
    picks.learn('ana', b, 2000);
    expect(pickedFor(picks, 'ana', 2000)).toEqual(['b', 'a']);
    picks.learn('ana', a, 1500);
    expect(pickedFor(picks, 'ana', 2000)).toEqual(['a', 'b']);
    picks.learn('ana', b, 1500 + 2 * halfLife);
    expect(pickedFor(picks, 'ana', 2000)).toEqual(['b', 'a']);
  });

  test('come in the order of their ids where nothing else sets them apart', () => {
    const picks = createPicks();
    for (const one of [c, a, b]) picks.learn('ana', one, 1000);
    expect(pickedFor(picks, 'ana', 1000)).toEqual(['a', 'b', 'c']);
  });

  test('are those picked for them, for letters that begin with them, and for letters that they begin with', () => {
    const picks = createPicks();
    picks.learn('mar', a, 1000);
    for (const letters of ['m', 'ma', 'mar', 'mari', 'maria s'])
      expect(pickedFor(picks, letters, 1000), letters).toEqual(['a']);
    for (const letters of ['', 'ar', 'mb', 'n', 'nmar']) expect(pickedFor(picks, letters, 1000)).toEqual([]);
  });

  test('come with those picked for just these letters first, then for longer ones, then for shorter ones', () => {
    const picks = createPicks();
    picks.learn('m', a, 1200);
    picks.learn('mar', b, 1100);
    picks.learn('ma', c, 1000);
    expect(pickedFor(picks, 'ma', 2000)).toEqual(['c', 'b', 'a']);
  });

  test('are each there once, for the heaviest of their picks', () => {
    const picks = createPicks();
    picks.learn('m', a, 1000);
    picks.learn('mari', a, 1000);
    picks.learn('mar', b, 1000);
    expect(pickedFor(picks, 'mar', 1000)).toEqual(['b', 'a']);
    for (let times = 0; times < 3; times++) picks.learn('mari', a, 1000);
    expect(pickedFor(picks, 'mar', 1000)).toEqual(['a', 'b']);
  });

  test.each([
    ['mar', 1, 6],
    ['ma', 1, 4],
    ['mari', 1, 2],
    ['mar', 2, 8],
    ['ma', 4, 8],
    ['mari', 4, 6],
    ['mar', 8, 12],
    ['mar', 500, 12],
  ])('lead for "%s" after %j picks for "mar" for %j weeks', (letters, times, weeks) => {
    const picks = createPicks();
    picks.replace([{ letters: 'mar', id: a, times, at: 1000 }]);
    expect(pickedFor(picks, letters, 999 + weeks * week)).toEqual(['a']);
    expect(pickedFor(picks, letters, 1000 + weeks * week)).toEqual([]);
  });

  test('lead for no text without a letter, and not by one', () => {
    const picks = createPicks();
    picks.learn('', a, 1000);
    expect([...pickedFor(picks, '', 1000), ...pickedFor(picks, 'a', 1000)]).toEqual([]);
  });

  test('overtake nobody by time alone: it only ends leads', () => {
    const pick = fc.record({
      letters: fc.constantFrom('m', 'ma', 'mar', 'mara', 'n'),
      id: fc.constantFrom(a, b, c, id('d')),
      at: fc.nat(30 * week),
    });
    const time = fc.nat(45 * week);
    fc.assert(
      fc.property(fc.array(pick, { maxLength: 12 }), time, time, (all, one, other) => {
        const picks = createPicks();
        for (const { letters, id, at } of all) picks.learn(letters, id, at);
        const before = pickedFor(picks, 'ma', Math.min(one, other));
        const after = pickedFor(picks, 'ma', Math.max(one, other));
        expect(after).toEqual(before.slice(0, after.length));
      }),
    );
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

  test('counts half as often two weeks later, when it is made again', () => {
    const picks = createPicks();
    picks.replace([{ letters: 'ana', id: a, times: 8, at: 1000 }]);
    expect(picks.learn('ana', a, 1000 + halfLife)).toMatchObject({ times: 5, at: 1000 + halfLife });
    expect(picks.learn('ana', a, 1000 + 9 * halfLife)).toMatchObject({ times: 1 });
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
    expect(picks.frecency(a, always)).toBeNull();
    picks.learn('x', a, 1000);
    expect(picks.frecency(a, always)).toBe(1000);
    expect(picks.frecency(b, always)).toBeNull();
    picks.learn('y', a, 1000);
    expect(picks.frecency(a, always)).toBeCloseTo(1000 + halfLife);
    picks.learn('x', b, 1000 + 2 * halfLife);
    picks.learn('y', b, 1000 + halfLife);
    picks.learn('z', b, 1000 + halfLife);
    expect(picks.frecency(b, always)).toBeCloseTo(1000 + 3 * halfLife);
  });

  test('of two picks of the same letters is as of two of different ones', () => {
    const picks = createPicks();
    picks.learn('x', a, 1000);
    picks.learn('x', a, 1000);
    expect(picks.frecency(a, always)).toBeCloseTo(1000 + halfLife);
  });
});

test('however often a row was picked, it counts as changed six weeks after its last pick at most', () => {
  const picks = createPicks();
  picks.replace(
    ['x', 'y', 'z'].map((letters, at): Pick => ({ letters, id: a, times: 500, at: 1000 - at * halfLife })),
  );
  expect(picks.frecency(a, always)).toBe(1000 + 6 * week);
});

describe('a row that is won or lost', () => {
  test.each(['won', 'lost'] as const)('%s since leads no longer; a later pick leads again', role => {
    const picks = createPicks();
    const hour = 3600 * 1000;
    const ended = row('a', { role, updatedAt: 5 * hour });
    const pickedAs = (one: typeof ended) => picks.pickedFor('mar', 9 * hour, () => picksCountFrom(one));
    picks.learn('mar', a, 5 * hour);
    expect(pickedAs(row('a', { updatedAt: 5 * hour }))).toEqual(['a']);
    expect(pickedAs(ended)).toEqual([]);
    expect(picks.frecency(a, picksCountFrom(ended))).toBeNull();
    picks.learn('mar', a, 6 * hour);
    expect(pickedAs(ended)).toEqual(['a']);
    expect(picks.frecency(a, picksCountFrom(ended))).not.toBeNull();
    expect(pickedAs(row('a', { role, updatedAt: null }))).toEqual([]);
  });

  test('may have been changed within an hour of the pick: two clocks tell the times', () => {
    expect(picksCountFrom(row('a', { role: 'won', updatedAt: 1000 }))).toBe(1000 + 3600 * 1000);
    expect(picksCountFrom(row('a', { role: 'open', updatedAt: 1000 }))).toBe(always);
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
    expect(pickedFor(picks, 'z', 0)).toEqual([]);
    expect(picks.frecency(c, always)).toBeNull();
    picks.replace([]);
    expect(picks.frecency(a, always)).toBeNull();
  });
});

describe('beyond ten thousand picks', () => {
  const many = Array.from(
    { length: 10_001 },
    (_, at): Pick => ({ letters: `${at} letters`, id: id(`row-${at}`), times: 1, at }),
  );

  test('the thousand of the lowest frecency are forgotten, rows and all', () => {
    const picks = createPicks();
    picks.replace(many.slice(0, 10_000));
    expect(picks.all()).toHaveLength(10_000);
    picks.learn('10000 letters', id('row-10000'), 10_000);
    expect(picks.all()).toHaveLength(9001);
    expect([...picks.ids()]).toHaveLength(9001);
    expect(pickedFor(picks, '999 letters', 0)).toEqual([]);
    expect(picks.frecency(id('row-999'), always)).toBeNull();
    expect(pickedFor(picks, '1000 letters', 0)).toEqual(['row-1000']);
    expect(pickedFor(picks, '10000 letters', 0)).toEqual(['row-10000']);
  });

  test('so are those that come at once, and room is for as many again', () => {
    const picks = createPicks();
    picks.replace(many.toReversed());
    expect(picks.all()).toHaveLength(9001);
    for (let at = 0; at < 999; at++) picks.learn(`new ${at}`, id(`new-${at}`), 20_000 + at);
    expect(picks.all()).toHaveLength(10_000);
    picks.learn('one more', c, 30_000);
    expect(picks.all()).toHaveLength(9001);
    expect(pickedFor(picks, 'new 0', 0)).toEqual(['new-0']);
  });

  test('a pick made again takes no room', () => {
    const picks = createPicks();
    picks.replace(many.slice(0, 10_000));
    picks.learn('5 letters', id('row-5'), 30_000);
    expect(picks.all()).toHaveLength(10_000);
  });

  test('letters and rows keep their other picks when one of them is forgotten', () => {
    const picks = createPicks();
    picks.replace([
      ...many.slice(0, 9_998),
      { letters: '0 letters', id: c, times: 1, at: 90_000 },
      { letters: 'other', id: id('row-0'), times: 1, at: 90_000 },
      { letters: 'last', id: a, times: 1, at: 90_000 },
    ]);
    expect(pickedFor(picks, '0 letters', 0)).toEqual([c]);
    expect(pickedFor(picks, 'other', 0)).toEqual(['row-0']);
    expect(picks.frecency(id('row-0'), always)).toBe(90_000);
  });
});

test('picks that others take the place of are gone, by letters and by row', () => {
  const picks = createPicks();
  picks.learn('ana', id('a'), 1000);
  picks.replace([{ letters: 'bo', id: id('b'), times: 1, at: 2000 }]);
  expect(pickedFor(picks, 'ana', 0)).toEqual([]);
  expect(picks.frecency(id('a'), always)).toBeNull();
  expect([...picks.ids()]).toEqual(['b']);
  expect(pickedFor(picks, 'bo', 0)).toEqual(['b']);
});
