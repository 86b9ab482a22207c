import { revisions } from '../deployed/revisions.ts';
import type { Seed } from '../deployed/seed.ts';
import type { Answered } from './pack.ts';
import type { Ours, Replayed } from './replay.ts';

/** Members whose values are not compared (`left-out.ts` says why). */
const unworded = new Set(['message', 'endpoints', 'documentation']);
const keptHeaders = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'] as const;

/** Each difference between what was recorded and what the stand-in answered, as one line. */
export function differences(replayed: Replayed, seed: Seed): readonly string[] {
  const { exchange, ours, untold, hour } = replayed;
  const { request, response } = exchange;
  const isNow = isWithin(hour);
  if (!('status' in response)) return ours === null ? [] : [`answered ${ours.status}, not at all expected`];
  if (ours === null) return ['refused the connection'];
  const found: string[] = [];
  if (ours.status !== response.status) found.push(`status ${ours.status}, not ${response.status}`);
  for (const name of keptHeaders) {
    const [theirs, mine] = [response.headers[name], ours.headers[name]];
    if (theirs !== mine) found.push(`${name} ${mine}, not ${theirs}`);
  }
  if ((response.headers.etag === undefined) !== (ours.headers.etag === undefined)) found.push('etag');
  const order = orderOf(String(request.query), seed, isNow);
  compare(response.body, ours.body, '', { found, untold, order, isNow });
  return found;
}

interface Comparison {
  readonly found: string[];
  readonly untold: ReadonlySet<string>;
  /** The sort key of a row of the list. */
  readonly order: (row: unknown) => unknown;
  /** Whether a value is a moment of the time in which the recording was made. */
  readonly isNow: (value: unknown) => boolean;
}

function compare(theirs: unknown, mine: unknown, at: string, all: Comparison): void {
  const name = at.split('.').at(-1) ?? '';
  if (unworded.has(name) || all.untold.has(name)) {
    if (typeof theirs !== typeof mine) all.found.push(`${at} is ${kindOf(mine)}, not ${kindOf(theirs)}`);
    return;
  }
  if (Array.isArray(theirs) && Array.isArray(mine) && at === '.data') {
    compareRows(theirs, mine, all);
    return;
  }
  if (isObject(theirs) && isObject(mine)) {
    for (const member of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      if (!(member in mine)) all.found.push(`${at}.${member} is missing`);
      else if (!(member in theirs)) all.found.push(`${at}.${member} is not in the recording`);
      else compare(theirs[member], mine[member], `${at}.${member}`, all);
    }
    return;
  }
  const form = formOf(theirs);
  if (form === null || !all.isNow(theirs)) {
    if (JSON.stringify(theirs) !== JSON.stringify(mine)) {
      all.found.push(`${at} is ${shortly(mine)}, not ${shortly(theirs)}`);
    }
  } else if (formOf(mine) !== form)
    all.found.push(`${at} is ${shortly(mine)}, not a moment as ${shortly(theirs)}`);
}

/** Rows come by their keys; of rows with the same key any may stand there. What both told must be the same. */
function compareRows(theirs: readonly unknown[], mine: readonly unknown[], all: Comparison): void {
  if (theirs.length !== mine.length) {
    all.found.push(`${mine.length} rows, not ${theirs.length}`);
    return;
  }
  const told = new Map(mine.map(row => [idOf(row), row]));
  for (const [index, row] of theirs.entries()) {
    if (!isObject(row)) {
      all.found.push(`.data[${index}] is a row, not ${shortly(row)}`);
      continue;
    }
    const key = JSON.stringify(all.order(row));
    if (JSON.stringify(all.order(mine[index])) !== key) {
      all.found.push(
        `.data[${index}] has the sort key ${shortly(all.order(mine[index]))}, not ${shortly(key)}`,
      );
    }
    const same = told.get(idOf(row));
    // A row of the bulk account is told by its id alone.
    if (same !== undefined && Object.keys(row).length > 1) compare(row, same, `.data[${index}]`, all);
  }
}

/** Reads a row's sort key; from the seed where the list does not show that column. */
function orderOf(query: string, seed: Seed, isNow: (value: unknown) => boolean): (row: unknown) => unknown {
  const asked = new URLSearchParams(query).get('sort_by') ?? 'created_at';
  const known = revisions[seed.dialect].sorts.includes(asked) ? asked : 'created_at';
  const kept = new Map(seed.rows.map(row => [row.id, row]));
  return row => {
    const told = (row as Record<string, unknown>)[known] ?? kept.get(idOf(row))?.[known] ?? null;
    return isNow(told) ? 'now' : plainMoment(told);
  };
}

/** A moment in one spelling, to the thousandth: the seed's, the list's of either revision. */
function plainMoment(value: unknown): unknown {
  const [, day, time, fraction = ''] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|\+00)?$/.exec(String(value)) ?? [];
  return day === undefined ? value : `${day} ${time}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

const rowsIn = (answer: Ours): readonly unknown[] =>
  (answer?.body as { data?: readonly unknown[] })?.data ?? [];
const idOf = (row: unknown): string => String((row as { readonly id?: unknown }).id);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value);
const shortly = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 120);

const forms = [
  ['iso', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ['postgres', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/],
] as const;

const formOf = (value: unknown): string | null =>
  typeof value === 'string' ? (forms.find(([, pattern]) => pattern.test(value))?.[0] ?? null) : null;

/** Whether a moment (epoch milliseconds) lies in the hour of the recording: its own clock is not in it. */
export const isInHour = (at: number | null, hour: number): boolean =>
  at !== null && at >= hour && at < hour + 3_600_000;

const isWithin =
  (hour: number) =>
  (value: unknown): boolean =>
    formOf(value) !== null &&
    isInHour(Date.parse(String(value).replace(' ', 'T').replace(/\+00$/, 'Z')), hour);

/** Walks of a scenario that lost rows when they were recorded and lose none here. */
export function unlostWalks(
  walks: readonly { readonly query: string; readonly limit: number; readonly missing: number }[],
  pages: readonly { readonly query: string; readonly answer: Ours; readonly recorded: Answered }[],
): readonly string[] {
  return walks.flatMap(walk => {
    const sort = walk.query === '(default)' ? '' : walk.query;
    const own = pages.filter(({ query }) => {
      const params = new URLSearchParams(query);
      const rest = query.replace(/^page=\d+&limit=\d+/, '');
      return params.get('limit') === String(walk.limit) && rest === sort;
    });
    const rows = own.flatMap(({ answer }) => rowsIn(answer).map(idOf));
    const missing = rows.length - new Set(rows).size;
    if (own.length === 0) return [`no pages of the walk ${walk.query} at ${walk.limit}`];
    return walk.missing > 0 && missing === 0 ? [`the walk ${walk.query} at ${walk.limit} lost no row`] : [];
  });
}
