import { begin, end, none, rankIn } from './check.ts';
import { learn, wordsOf } from './freshest.ts';
import type { Searchable, Shelf } from './shelf.ts';
import type { Source } from './source.ts';
import { isSettled, isWelcome, offer, type Top } from './top.ts';

/** Rows looked at before it is judged by them whether there will be enough. */
const sample = 256;

/**
 * Offers the freshest rows that a source means until no row that is less fresh can be better.
 * @param best the best level that rows not met yet may have
 * @returns the highest prior that rows not offered may have
 */
export function offerFreshest<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  top: Top,
  best: number,
): number {
  const { rows, priors, count, floor } = learn(shelf.freshest, shelf.prior, shelf.rows.length);
  const words = wordsOf(shelf.freshest, shelf.forward);
  const checker = begin(shelf, source);
  let reached = floor;
  let hits = 0;
  for (let at = 0; at < count; at++) {
    const prior = priors[at] as number;
    if (isSettled(top, best, prior) || (at === sample && (hits * count) / sample < top.limit)) {
      reached = prior;
      break;
    }
    const row = rows[at] as number;
    const rank = rankIn(shelf, checker, row, words, at);
    if (rank === none) continue;
    hits++;
    if (isWelcome(top, rank, prior)) offer(top, row, rank, prior);
  }
  end(checker);
  return reached;
}
