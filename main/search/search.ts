import { newCandidates, reset, settle } from './candidates.ts';
import { check, gather } from './gather.ts';
import { findPopular } from './popular.ts';
import type { Query } from './query.ts';
import { step } from './rank.ts';
import type { Searchable, Shelf } from './shelf.ts';
import { exactSource, rowsByIds, type Source, slippedSource } from './source.ts';
import { isWelcome, offer, type Top } from './top.ts';

/** Entries up to which every row is looked at and the total is exact. */
const fewEntries = 4096;
/** From this length on a term may have one slip, and two. */
const forOneSlip = 3;
const forTwoSlips = 8;
/** With this many rows found, one slip has been enough. */
const enough = 3;

const set = newCandidates();

/** Fills `top` with the best rows, exact ones before those with slips; returns how many match. */
export function search<Row extends Searchable>(shelf: Shelf<Row>, query: Query, top: Top): number {
  if (query.terms.length === 0) return 0;
  const sources = query.terms.map(term => exactSource(shelf, term));
  let total = searchExact(shelf, sources, top);
  if (query.id !== '' && query.terms.length > 1) {
    const ids = rowsByIds(shelf, query.id);
    for (const row of ids) offer(top, row, 0, shelf.prior[row] as number);
    total = Math.max(total, ids.length);
  }
  if (total >= top.limit) return total;
  let slipped = searchSlipped(shelf, sources, 1, top);
  if (total + slipped < enough && sources.some(({ term }) => term.letters.length >= forTwoSlips)) {
    slipped = searchSlipped(shelf, sources, 2, top);
  }
  return total + slipped;
}

function searchExact<Row extends Searchable>(
  shelf: Shelf<Row>,
  sources: readonly Source[],
  top: Top,
): number {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined && only.weight > fewEntries)
    return findPopular(shelf, only, top);
  collect(shelf, sources);
  return offerAll(shelf, top, 0);
}

/** Returns how many rows match with slips, those that match exactly left out. */
function searchSlipped<Row extends Searchable>(
  shelf: Shelf<Row>,
  exact: readonly Source[],
  edits: number,
  top: Top,
): number {
  const shortest = edits === 1 ? forOneSlip : forTwoSlips;
  const slips = exact.map(source => {
    const { length } = source.term.letters;
    if (length < forOneSlip || source.term.digits) return source;
    return slippedSource(shelf, source, length < shortest ? 1 : edits);
  });
  if (slips.every((source, at) => source === exact[at])) return 0;
  collect(shelf, slips);
  return offerAll(shelf, top, step);
}

/** Leaves in `set` the rows that every source has; the rarest source comes first. */
function collect<Row extends Searchable>(shelf: Shelf<Row>, sources: readonly Source[]): void {
  const inOrder = [...sources].sort((a, b) => a.weight - b.weight);
  reset(set, shelf.rows.length);
  inOrder.forEach((source, at) => {
    if (at > 0 && set.count === 0) return;
    if (at === 0) gather(shelf, source, set, true);
    else if (isCheckCheaper(set.count, source)) check(shelf, source, set);
    else gather(shelf, source, set, false);
    settle(set);
  });
}

/** A look at a row's own words costs about as much as fifteen entries of a list; words must be marked and unmarked. */
const isCheckCheaper = (candidates: number, { weight, spoken, mailCount }: Source): boolean =>
  candidates * 15 + spoken.count + mailCount < weight;

/** Offers the candidates of at least this rank; returns how many living ones there are. */
function offerAll<Row extends Searchable>(shelf: Shelf<Row>, top: Top, least: number): number {
  const { prior } = shelf;
  let total = 0;
  for (let at = 0; at < set.count; at++) {
    const rank = set.sums[at] as number;
    const row = set.rows[at] as number;
    const worth = prior[row] as number;
    if (worth < 0 || rank < least) continue;
    total++;
    if (isWelcome(top, rank, worth)) offer(top, row, rank, worth);
  }
  return total;
}
