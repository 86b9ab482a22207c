import { mostHits } from '../../contract/find.ts';
import { at32, at64 } from '../arrays/access.ts';

/**
 * The best rows met so far, best first: at most `limit`, and at most `mostHits`. A lower rank is better, then a higher prior, then
 * `isEarlier`, so that the result does not depend on the order in which rows are met.
 */
export interface TopK {
  limit: number;
  count: number;
  /** Added to the rank of every row that is offered: what the way costs in which the text is read. */
  penalty: number;
  readonly rows: Uint32Array;
  readonly ranks: Float64Array;
  readonly priors: Float64Array;
  isEarlier: (a: number, b: number) => boolean;
}

export const newTopK = (): TopK => ({
  limit: 0,
  count: 0,
  penalty: 0,
  rows: new Uint32Array(mostHits + 1),
  ranks: new Float64Array(mostHits + 1),
  priors: new Float64Array(mostHits + 1),
  isEarlier: (a, b) => a < b,
});

/** Whether a row with this rank and prior may be among the best. */
export function isCompetitive(
  { limit, count, penalty, ranks, priors }: TopK,
  rank: number,
  prior: number,
): boolean {
  if (count < limit) return true;
  if (count === 0) return false;
  const worst = at64(ranks, count - 1) - penalty;
  return rank < worst || (rank === worst && prior >= at64(priors, count - 1));
}

/** The highest rank, a whole number, with which a row of this prior may be among the best. */
export function highestRank({ limit, count, penalty, ranks, priors }: TopK, prior: number): number {
  if (count < limit) return Number.POSITIVE_INFINITY;
  if (count === 0) return Number.NEGATIVE_INFINITY;
  const worst = at64(ranks, count - 1) - penalty;
  return prior >= at64(priors, count - 1) ? worst : worst - 1;
}

/** Keeps a row if it is among the best; a row met twice is kept with its better rank. */
export function offer(top: TopK, row: number, bare: number, prior: number): void {
  const { rows, ranks, priors } = top;
  const rank = bare + top.penalty;
  for (let at = 0; at < top.count; at++) {
    if (rows[at] !== row) continue;
    if (at64(ranks, at) <= rank) return;
    move(top, at + 1, at);
    top.count--;
  }
  let at = top.count;
  while (at > 0 && isBetter(top, row, rank, prior, at - 1)) at--;
  if (at >= top.limit) return;
  move(top, at, at + 1);
  rows[at] = row;
  ranks[at] = rank;
  priors[at] = prior;
  top.count = Math.min(top.count + 1, top.limit);
}

/** Moves everything from a place on. */
function move({ rows, ranks, priors, count }: TopK, from: number, to: number): void {
  rows.copyWithin(to, from, count);
  ranks.copyWithin(to, from, count);
  priors.copyWithin(to, from, count);
}

/** Whether a row is better than the one at a place. */
function isBetter(top: TopK, row: number, rank: number, prior: number, at: number): boolean {
  const otherRank = at64(top.ranks, at);
  if (rank !== otherRank) return rank < otherRank;
  const otherPrior = at64(top.priors, at);
  return prior !== otherPrior ? prior > otherPrior : top.isEarlier(row, at32(top.rows, at));
}
