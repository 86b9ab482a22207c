import { describe, expect, test } from 'vitest';
import type { Opportunity, OpportunityId, StageId } from '../../../main/contract/model.ts';
import { unverified } from '../../../main/contract/model.ts';
import { extentOf } from '../../../main/raze/dialect/extent.ts';
import { isPastEnd, type ListRequest, listPath } from '../../../main/raze/dialect/list-request.ts';
import { joinPages, type Page } from '../../../main/raze/dialect/page.ts';
import { createFreshness } from '../../../main/raze/directory/freshness.ts';
import {
  emptyNote,
  gapOf,
  missingOf,
  type Note,
  readNote,
  recounted,
  wantedAfter,
  wantedAnew,
} from '../../../main/raze/directory/progress.ts';
import { isOff, reconcileDue, reconcilePaceMs } from '../../../main/raze/directory/reconcile.ts';
import { pullInParts } from '../../../main/raze/directory/split-page.ts';
import type { Pulled } from '../../../main/raze/requests/fetch-page.ts';

const minute = 60_000;
const hour = 60 * minute;
const note = (more: Partial<Note> = {}): Note => ({ ...emptyNote, ...more });

describe('how far a directory has come', () => {
  test('begins with nothing, also where the text of it is none', () => {
    const begun = note({ complete: true, total: 5, wanted: 'again', spared: ['a'] });
    expect(readNote(JSON.stringify(begun))).toEqual(begun);
    for (const text of [null, '{', '{}', '[]']) expect(readNote(text)).toEqual(emptyNote);
    expect(emptyNote).toEqual({
      ...{ dialect: null, complete: false, cursor: null, plan: null, watermark: null, highest: null },
      ...{ etag: null, total: null, unreadable: 0, refreshedAt: null, reconcile: null, sort: 0 },
      ...{ skipped: 0, reconciledAt: null, gap: 0, doubted: false, shifted: false, wanted: 'no', spared: [] },
    });
  });

  test('is read from a text of the version before, without what came since', () => {
    const { sort: _s, gap: _g, shifted: _h, wanted: _w, spared: _p, ...before } = note({ total: 7 });
    expect(readNote(JSON.stringify(before))).toEqual(note({ total: 7 }));
  });

  test('lacks as many rows as the server counts more than are known or cannot be read', () => {
    expect(gapOf(note({ total: 10, unreadable: 2 }), 5)).toBe(3);
    expect(gapOf(note({ total: 10 }), 12)).toBe(-2);
    expect(gapOf(note(), 5)).toBe(0);
  });

  test('says that rows are missing only where the last walk found them so', () => {
    expect(missingOf(note({ total: 10, gap: 3 }), 7)).toBe(3);
    expect(missingOf(note({ total: 10, gap: 3 }), 9)).toBe(1);
    expect(missingOf(note({ total: 10, gap: 3 }), 12)).toBe(0);
    expect(missingOf(note({ total: 10, gap: 0 }), 7)).toBe(0);
    expect(missingOf(note({ total: 10, gap: -1 }), 7)).toBe(0);
  });

  test.each([
    ['no', 'waiting', 'no'],
    ['waiting', 'waiting', 'waiting'],
    ['walking', 'again', 'no'],
    ['again', 'again', 'waiting'],
  ] as const)('with everything wanted (%s): wanted anew it is %s, after a walk %s', (was, anew, then) => {
    expect(wantedAnew(note({ wanted: was })).wanted).toBe(anew);
    expect(wantedAfter[was]).toBe(then);
  });

  test.each<[string, Partial<Note>, boolean]>([
    ['no walk', {}, false],
    ['a walk that was interrupted', { cursor: 2 }, true],
    ['a load by stages', { plan: { stages: [], page: 1, since: 0 } }, true],
    ['a reconcile before its first page', { reconcile: 1 }, false],
    ['a reconcile behind its first page', { reconcile: 2 }, true],
    ['a reconcile by its second sort', { reconcile: 1, sort: 1 }, true],
  ])('during %s: fewer rows than before have moved those behind them', (_, more, shifts) => {
    const before = note({ total: 10, ...more });
    expect(recounted(before, 9)).toMatchObject({ total: 9, shifted: shifts });
    expect(recounted(before, 10)).toMatchObject({ total: 10, shifted: false });
    expect(recounted({ ...before, total: null }, 9).shifted).toBe(false);
    expect(recounted({ ...before, shifted: true }, 10).shifted).toBe(true);
    expect(recounted(before, null)).toBe(before);
  });
});

describe('reading everything again', () => {
  const done = (more: Partial<Note> = {}) => note({ complete: true, total: 100, reconciledAt: 0, ...more });
  const isDue = (more: Partial<Note>, known: number, age: number) =>
    reconcileDue(done(more), known, () => age);

  test('takes a quarter of the plan at most, five seconds at least, and a small plan for granted', () => {
    expect(reconcilePaceMs(1_000, 100, true)).toBe((hour / 1_000) * 4);
    expect(reconcilePaceMs(null, 100, true)).toBe((hour / 100) * 4);
    expect(reconcilePaceMs(1_000_000, 100, true)).toBe(5_000);
  });

  test('is spread over eight hours of a day where nothing hurries', () => {
    expect(reconcilePaceMs(5_000, 300, false)).toBe((8 * hour) / 4);
    expect(reconcilePaceMs(5_000, 301, false)).toBe((8 * hour) / 5);
    expect(reconcilePaceMs(100, 1_000_000, false)).toBe((hour / 100) * 4);
  });

  test('is under way once it was begun, and waits for the first load', () => {
    expect(isDue({ reconcile: 1, complete: false }, 100, 0)).toBe(true);
    expect(isDue({ complete: false }, 50, 100 * hour)).toBe(false);
  });

  test('comes at once after a first load that does not add up', () => {
    const first = { reconciledAt: null };
    expect(isDue(first, 100, 0)).toBe(false);
    expect(isDue(first, 99, 0)).toBe(true);
    expect(isDue({ ...first, shifted: true }, 100, 0)).toBe(true);
  });

  test('comes a quarter of an hour after the last time where it does not add up any more', () => {
    expect(isDue({}, 99, 15 * minute - 1)).toBe(false);
    expect(isDue({}, 99, 15 * minute)).toBe(true);
    expect(isDue({ gap: 1 }, 99, 15 * minute)).toBe(false);
  });

  test.each<[string, Partial<Note>, number]>([
    ['it is wanted', { wanted: 'waiting' }, 100],
    ['the last one was in doubt', { doubted: true }, 100],
    ['more is known than the server counts', { gap: -1 }, 101],
  ])('comes an hour after the last time where %s', (_, more, known) => {
    expect(isDue(more, known, hour - 1)).toBe(false);
    expect(isDue(more, known, hour)).toBe(true);
  });

  test('comes once a day else, and less often for a list that fills a good part of it', () => {
    expect(isDue({}, 100, 16 * hour - 1)).toBe(false);
    expect(isDue({}, 100, 16 * hour)).toBe(true);
    const many = { total: 100_000 };
    expect(isDue(many, 100_000, 2_000 * minute - 1)).toBe(false);
    expect(isDue(many, 100_000, 2_000 * minute)).toBe(true);
  });

  test('finds the list off where it is not what the last walk left it', () => {
    expect([isOff(done(), 100), isOff(done(), 99), isOff(done({ gap: 1 }), 99)]).toEqual([
      false,
      true,
      false,
    ]);
    expect([isOff(done({ doubted: true }), 100), isOff(done({ gap: -1 }), 101)]).toEqual([true, true]);
  });
});

describe('how fresh a row is', () => {
  const kit = () => {
    const at = { wall: 1_000_000, uptime: 500_000 };
    const fresh = createFreshness({ now: () => at.wall, uptime: () => at.uptime });
    const pass = (ms: number): void => {
      at.wall += ms;
      at.uptime += ms;
    };
    return { at, fresh, pass };
  };
  const row = (id: string): Opportunity => unverified(id as OpportunityId);
  const id = (text: string): OpportunityId => text as OpportunityId;

  test('is told for a minute, and not a moment longer', () => {
    const { at, fresh, pass } = kit();
    fresh.note([row('a')], at.wall);
    pass(minute);
    expect(fresh.at(id('a'))).toBe(1_000_000);
    pass(1);
    expect([fresh.at(id('a')), fresh.at(id('b'))]).toEqual([null, null]);
  });

  test('goes by whichever clock is further on', () => {
    for (const clock of ['wall', 'uptime'] as const) {
      const { at, fresh } = kit();
      fresh.note([row('a')], at.wall - 10);
      at[clock] += 20;
      expect(fresh.at(id('a'))).toBe(at.wall - 30);
      at[clock] += minute;
      expect(fresh.at(id('a'))).toBeNull();
    }
  });

  test('is not older than what was asked later, nor from the future', () => {
    const { at, fresh, pass } = kit();
    fresh.note([row('a')], at.wall);
    pass(50_000);
    fresh.note([row('a'), row('b')], at.wall + 5_000);
    pass(20_000);
    expect(fresh.at(id('a'))).toBe(at.wall - 20_000);
  });

  test('is kept of the thousand rows that were asked for last', () => {
    const { at, fresh } = kit();
    fresh.note(
      Array.from({ length: 1_000 }, (_, place) => row(`r${place}`)),
      at.wall,
    );
    expect(fresh.at(id('r0'))).toBe(at.wall);
    fresh.note([row('r0'), row('one more')], at.wall);
    expect(['r0', 'r1', 'r2', 'one more'].map(one => fresh.at(id(one)))).toEqual([
      ...[at.wall, null, at.wall, at.wall],
    ]);
  });
});

describe('a page of the list', () => {
  test('is asked for with its length, its order, and what it is searched for', () => {
    const asked = (request: ListRequest) =>
      Object.fromEntries(new URL(listPath(request), 'https://a.example').searchParams);
    const usual = { page: '1', limit: '100', sort_by: 'updated_at', sort_order: 'desc' };
    expect(asked({ page: 1 })).toEqual(usual);
    expect(
      asked({ page: 2, limit: 10, search: 'a&b', status: 'won', sort: { by: 'name', order: 'asc' } }),
    ).toEqual({ page: '2', limit: '10', sort_by: 'name', sort_order: 'asc', search: 'a&b', status: 'won' });
    expect(asked({ page: 1, search: '' })).toEqual({ ...usual, search: '' });
    expect(listPath({ page: 1 })).toMatch(/^\/opportunities\?page=1&/);
  });

  test('can have nothing behind it one page after the last that is known of', () => {
    expect([3, 4].map(number => isPastEnd(number, { pages: 2, size: 100 }, 0))).toEqual([false, true]);
    const unknown = { pages: null, size: 100 };
    expect([3, 4].map(number => isPastEnd(number, unknown, 200))).toEqual([false, true]);
    expect([3, 4].map(number => isPastEnd(number, unknown, 101))).toEqual([false, true]);
  });
});

describe('how far a list goes on', () => {
  const extent = (pagination: object | null, count: number, page = 1, limit = 100) =>
    extentOf(pagination === null ? {} : { data: [], pagination }, count, page, limit);

  test('is told beside the rows or around them', () => {
    const pagination = { total: 250, total_pages: 3 };
    const told = { total: 250, pages: 3, size: 100, hasMore: true };
    expect(extentOf({ data: { pagination } }, 100, 1, 100)).toEqual(told);
    expect(extentOf({ data: [], pagination }, 100, 1, 100)).toEqual(told);
    expect(extentOf({ data: { pagination: 7 } }, 100, 1, 100)).toMatchObject({ total: null, pages: null });
  });

  test.each([
    [{ total: 100 }, 100, 1, { total: 100, pages: 1, hasMore: false }],
    [{ total: 101 }, 100, 1, { total: 101, pages: 2, hasMore: true }],
    [{ total: 101 }, 1, 2, { total: 101, pages: 2, hasMore: false }],
    [{ total: 1, total_pages: 1 }, 100, 1, { total: null, pages: 1, hasMore: false }],
    [{ total: 99 }, 100, 1, { total: null, hasMore: true }],
    [{ total: 100 }, 50, 2, { total: null, hasMore: true }],
    [{ total: -1 }, 0, 1, { total: null, hasMore: false }],
    [{ total: 1.5 }, 1, 1, { total: null }],
    [{ total: 0 }, 0, 1, { total: 0, pages: 0, hasMore: false }],
    [{ total: 100, has_next: true }, 100, 1, { total: null, hasMore: true }],
    [{ total: 100, total_pages: 2 }, 100, 1, { total: null, pages: 2, hasMore: true }],
    [{ total: 100, has_next: false }, 100, 1, { total: 100, hasMore: false }],
    [{ has_next: false }, 100, 1, { pages: null, hasMore: false }],
    [{ has_next: 'false' }, 100, 1, { pages: null, hasMore: true }],
    [{ total_pages: 2, has_next: true }, 100, 2, { pages: 2, hasMore: true }],
    [{ total_pages: 1 }, 100, 2, { pages: null, hasMore: true }],
    [{ total_pages: 2 }, 100, 2, { pages: 2, hasMore: false }],
    [{ total: 300, total_pages: 2 }, 100, 1, { pages: 3, hasMore: true }],
    [{ total: 150, total_pages: 3 }, 100, 1, { pages: 3, hasMore: true }],
    [{ total: 250 }, 250, 1, { total: 250, size: 250, pages: 1, hasMore: false }],
    [{ total: 250 }, 250, 2, { total: 250, hasMore: false }],
    [{ total: 1_000 }, 20, 1, { total: 1_000, size: 20, pages: 50, hasMore: true }],
    [{ total: 1_000 }, 20, 2, { size: 100, pages: 10, hasMore: true }],
    [{ total: 1_000, per_page: 20 }, 20, 2, { size: 20, pages: 50, hasMore: true }],
    [{ total: 1_000, limit: '20' }, 20, 2, { size: 20, pages: 50, hasMore: true }],
    [{ total: 120 }, 20, 2, { size: 100, pages: 2, hasMore: false }],
    [{ total: 120 }, 0, 2, { hasMore: false }],
  ])('by %j of %i rows on page %i', (pagination, count, page, expected) => {
    expect(extent(pagination, count, page)).toMatchObject(expected);
  });
});

const page = (more: Partial<Page> = {}): Page => ({
  ...{ dialect: 'stage_id', rows: [], untold: new Map(), size: 10, pages: null, unreadable: 0 },
  ...{ total: null, hasMore: true, pipelines: [] },
  ...more,
});
const opportunity = (id: string): Opportunity => unverified(id as OpportunityId);

describe('pages that are joined', () => {
  const stage = (id: string) => ({ id: id as StageId, name: id, role: 'open' as const });
  const pipeline = (id: string, rows: Readonly<Record<string, number>>) => ({
    ...{ id: id as never, name: id, stages: Object.keys(rows).map(stage) },
    rows: new Map(Object.entries(rows).map(([one, count]) => [one as StageId, count])),
  });

  test('are one, with the rows, stages and counts of all', () => {
    const joined = joinPages(
      [
        page({ dialect: null, rows: [opportunity('a')], unreadable: 1, total: 40 }),
        page({
          rows: [opportunity('b')],
          untold: new Map([['b' as OpportunityId, ['owner']]]),
          unreadable: 2,
          total: 41,
          pipelines: [pipeline('p', { x: 1, y: 2 })],
        }),
        page({ hasMore: false, pipelines: [pipeline('p', { y: 3, z: 1 }), pipeline('q', { w: 1 })] }),
      ],
      20,
    );
    expect(joined).toMatchObject({ dialect: 'stage_id', unreadable: 3, total: 41, size: 20, pages: 3 });
    expect([joined.hasMore, joined.rows.map(({ id }) => id)]).toEqual([false, ['a', 'b']]);
    expect([...joined.untold]).toEqual([['b', ['owner']]]);
    expect(
      joined.pipelines.map(({ id, stages, rows }) => [id, stages.map(one => one.id), [...(rows ?? [])]]),
    ).toEqual([
      [
        'p',
        ['x', 'y', 'z'],
        [
          ['x', 1],
          ['y', 5],
          ['z', 1],
        ],
      ],
      ['q', ['w'], [['w', 1]]],
    ]);
  });

  test('go on as the last of them does, and count nothing where none counts', () => {
    expect(joinPages([page({ hasMore: false }), page()], 20)).toMatchObject({
      ...{ hasMore: true, total: null, pages: null },
    });
  });
});

describe('a page too large to be read', () => {
  /** Pages of rows, of which the ones named by their place are too large alone, and pages that hold more than `most`. */
  const asking = (count: number, large: readonly number[], most = 1_000) => {
    const asked: string[] = [];
    const ask = async ({ page: number, limit = 100 }: ListRequest): Promise<Pulled> => {
      asked.push(`${number} of ${limit}`);
      const places = Array.from({ length: limit }, (_, at) => (number - 1) * limit + at).filter(
        at => at < count,
      );
      if (places.length > most || places.some(at => large.includes(at))) return { kind: 'too-large' };
      const rows = places.map(at => opportunity(`r${at}`));
      return { kind: 'page', etag: 'e', page: page({ rows, hasMore: number * limit < count }) };
    };
    return { asked, ask };
  };

  test('is asked for in tenths, and those in single rows', async () => {
    const { asked, ask } = asking(100, [12]);
    const pulled = await pullInParts(ask, { page: 1 });
    expect(pulled).toMatchObject({ kind: 'page', etag: null, page: { unreadable: 1, size: 100 } });
    expect(pulled?.kind === 'page' && pulled.page.rows.length).toBe(99);
    expect(asked.slice(0, 4)).toEqual(['1 of 100', '1 of 10', '2 of 10', '11 of 1']);
    expect(asked.slice(-2)).toEqual(['9 of 10', '10 of 10']);
  });

  test('of a length that has no tenths is asked for in single rows', async () => {
    const { asked, ask } = asking(25, [], 5);
    const pulled = await pullInParts(ask, { page: 2, limit: 7 });
    expect(pulled?.kind === 'page' && pulled.page.rows.map(({ id }) => id)).toEqual([
      ...['r7', 'r8', 'r9', 'r10', 'r11', 'r12', 'r13'],
    ]);
    expect(asked).toEqual(['2 of 7', ...[8, 9, 10, 11, 12, 13, 14].map(at => `${at} of 1`)]);
  });

  test('ends where the list does', async () => {
    const { asked, ask } = asking(15, [], 10);
    expect(await pullInParts(ask, { page: 1 })).toMatchObject({ page: { hasMore: false } });
    expect(asked).toEqual(['1 of 100', '1 of 10', '2 of 10']);
  });

  test('costs three rows that are too large by themselves, not a fourth', async () => {
    expect(await pullInParts(asking(100, [1, 2, 3]).ask, { page: 1 })).toMatchObject({
      page: { unreadable: 3 },
    });
    expect(await pullInParts(asking(100, [1, 2, 3, 4]).ask, { page: 1 })).toEqual({ kind: 'too-large' });
  });

  test('is left at whatever else is said of a part, or where a part has no leave', async () => {
    const { ask } = asking(100, [55]);
    const refused: Pulled = { kind: 'limited', waitMs: 5 };
    for (const other of [refused, null]) {
      const pulled = await pullInParts(
        async request => (request.limit === 10 && request.page === 2 ? other : ask(request)),
        { page: 1 },
      );
      expect(pulled).toEqual(other);
    }
  });

  test('that is read at once stays what it is, with its tag', async () => {
    const { asked, ask } = asking(100, []);
    expect(await pullInParts(ask, { page: 1 })).toMatchObject({ kind: 'page', etag: 'e' });
    expect(asked).toEqual(['1 of 100']);
  });
});
