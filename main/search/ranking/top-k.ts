import { mostHits } from '../../contract/find.ts';
import { at32, at64 } from '../arrays/access.ts';

/**
 * The best few rows met so far, best first. A row is better with a lower rank, then with a higher prior; rows that are
 * alike in both are told apart by `earlier`, so that the answer does not depend on the order in which rows are met.
 */
export interface TopK {
  limit: number;
  count: number;
  readonly row: Uint32Array;
  readonly rank: Float64Array;
  readonly prior: Float64Array;
  earlier: (a: number, b: number) => boolean;
}

export const newTopK = (): TopK => ({
  limit: 0,
  count: 0,
  row: new Uint32Array(mostHits + 1),
  rank: new Float64Array(mostHits + 1),
  prior: new Float64Array(mostHits + 1),
  earlier: (a, b) => a < b,
});

/** Whether a row so ranked would be kept. */
export function isCompetitive(top: TopK, rank: number, prior: number): boolean {
  if (top.count < top.limit) return true;
  const worst = top.count - 1;
  const worstRank = at64(top.rank, worst);
  return rank < worstRank || (rank === worstRank && prior >= at64(top.prior, worst));
}

/** Keeps the row if it is among the best; a row met before is kept in its better place. */
export function offer(top: TopK, row: number, rank: number, prior: number): void {
  const { row: rows, rank: ranks, prior: priors } = top;
  for (let at = 0; at < top.count; at++) {
    if (rows[at] !== row) continue;
    if (at64(ranks, at) <= rank) return;
    rows.copyWithin(at, at + 1, top.count);
    ranks.copyWithin(at, at + 1, top.count);
    priors.copyWithin(at, at + 1, top.count);
    top.count--;
  }
  let at = top.count;
  while (at > 0 && isBetter(top, row, rank, prior, at - 1)) at--;
  if (at >= top.limit) return;
  rows.copyWithin(at + 1, at, top.count);
  ranks.copyWithin(at + 1, at, top.count);
  priors.copyWithin(at + 1, at, top.count);
  rows[at] = row;
  ranks[at] = rank;
  priors[at] = prior;
  top.count = Math.min(top.count + 1, top.limit);
}

function isBetter(top: TopK, row: number, rank: number, prior: number, at: number): boolean {
  const otherRank = at64(top.rank, at);
  if (rank !== otherRank) return rank < otherRank;
  const otherPrior = at64(top.prior, at);
  return prior !== otherPrior ? prior > otherPrior : top.earlier(row, at32(top.row, at));
}
