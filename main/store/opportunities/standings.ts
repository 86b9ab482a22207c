import { CurrencySums } from '../../contract/currency-sums.ts';
import type { ListTotals, StandingQuery } from '../../contract/row-store.ts';
import type { Slice, StageKey } from './packed.ts';
import { groupsOf, type StageGroup } from './stage-groups.ts';

interface GroupOfSlice extends StageGroup {
  readonly slice: Slice;
  /** When its longest untouched row was last touched, in epoch milliseconds. */
  readonly since: number;
}

/** All rows that stand in one stage. */
interface Standing extends StageKey {
  /** The group with the longest untouched row first. */
  readonly groups: readonly GroupOfSlice[];
  readonly count: number;
  readonly sums: CurrencySums;
}

/** A row that may be among the first of a list. */
interface Candidate {
  readonly slice: Slice;
  readonly row: number;
  readonly touched: number;
}

/** Keeps which rows stand in which stage, as long as the slices stay the same. */
export function createStandings() {
  let known: readonly Slice[] = [];
  let standings: readonly Standing[] = [];
  return {
    /** The rows that a list has, the longest untouched first, with the count and the sums of all of them. */
    listOf(
      slices: readonly Slice[],
      query: StandingQuery,
    ): ListTotals & { readonly first: readonly Candidate[] } {
      const isKnown = slices.length === known.length && slices.every((slice, at) => slice === known[at]);
      if (!isKnown) standings = standingsOf(slices);
      known = slices;
      return answer(
        standings.filter(standing => query.has(standing)),
        query,
      );
    },
  };
}

function standingsOf(slices: readonly Slice[]): readonly Standing[] {
  const found = new Map<string, GroupOfSlice[]>();
  for (const slice of slices) {
    for (const group of groupsOf(slice)) {
      const key = `${group.pipeline}\n${group.stage}`;
      const one = { ...group, slice, since: group.touched[0] ?? Number.POSITIVE_INFINITY };
      const groups = found.get(key);
      if (groups === undefined) found.set(key, [one]);
      else groups.push(one);
    }
  }
  return [...found.values()].map((groups): Standing => {
    const sums = new CurrencySums();
    for (const group of groups) sums.addAll(group.sums);
    const { pipeline = '', stage = '' } = groups[0] ?? {};
    const count = groups.reduce((total, { rows }) => total + rows.length, 0);
    return { pipeline, stage, groups: groups.sort((a, b) => a.since - b.since), count, sums };
  });
}

function answer(
  standings: readonly Standing[],
  { touchedBefore, worth, owner, limit }: StandingQuery,
): ListTotals & { readonly first: readonly Candidate[] } {
  const isWhole = worth === undefined && touchedBefore === undefined && owner === undefined;
  const sums = new CurrencySums();
  let count = 0;
  let first: Candidate[] = [];
  /** Once there are enough rows, when the last of them was touched: another has to be older to be among them. */
  let last: number | null = null;
  const isLate = (since: number): boolean => last !== null && since >= last;
  const keepFirst = (): void => {
    first = first.sort((a, b) => a.touched - b.touched).slice(0, limit);
    if (first.length === limit) last = first.at(-1)?.touched ?? last;
  };
  /** Whether neither a row touched then nor any later one counts for the list. */
  const isPast = (since: number): boolean =>
    isWhole ? isLate(since) : touchedBefore !== undefined && since >= touchedBefore;
  for (const standing of standings) {
    if (isWhole) {
      count += standing.count;
      sums.addAll(standing.sums);
    }
    for (const { slice, since: from, rows, touched, values, currencies, owners } of standing.groups) {
      if (isPast(from)) break;
      for (let at = 0; at < rows.length; at += 1) {
        const [since, amount] = [touched[at] ?? 0, values[at] ?? Number.NaN];
        if (isPast(since)) break;
        if (owner !== undefined && owners[at] !== owner) continue;
        if (worth !== undefined && !worth(Number.isNaN(amount) ? null : amount)) continue;
        if (!isWhole) {
          count += 1;
          sums.add(currencies[at] ?? '', amount);
        }
        if (!isLate(since)) first.push({ slice, row: rows[at] ?? 0, touched: since });
        if (first.length >= 2 * limit) keepFirst();
      }
    }
  }
  keepFirst();
  return { count, ...sums.totals(), first };
}
