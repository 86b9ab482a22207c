import { at32, at64 } from '../arrays/access.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import type { Segment } from '../index/segment.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import type { CandidateSource } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';

/**
 * Early termination: whether no row that is still to come can be among the best, given that all rows of ranks below `best` have
 * been offered. Once many postings are ahead, the freshest rows are offered first; nearly always they are enough.
 * @param entries postings that were read or are about to be; their cost is weighed against that of the freshest rows
 * @param isSlow a phone must be read for each posting
 */
export type IsComplete = (best: number, entries?: number, isSlow?: boolean) => boolean;

/** Postings read in the time of ranking one row; phones take longer. */
const entriesPerRow = 8;
const entriesPerPhone = 133;

/** Watches over the search for one term. Rows that the term means by their ids are offered by the caller. */
export function freshestFirst(segment: Segment, source: CandidateSource, top: TopK): IsComplete {
  /** No row that has not been offered has a higher prior. */
  let floor = Number.POSITIVE_INFINITY;
  return (best, entries = 0, isSlow = false) => {
    if (!isCompetitive(top, best, floor)) return true;
    const cost = isSlow ? entriesPerPhone : entriesPerRow;
    const isLong = entries * entries > cost * top.limit * segment.liveRows;
    if (floor < Number.POSITIVE_INFINITY || !isLong) return false;
    floor = offerFreshest(segment, source, top, best);
    return !isCompetitive(top, best, floor);
  };
}

/** After so many rows in a row that do not match, the others hardly suffice either. */
const patience = 256;

/** Offers the freshest rows until none that is left is likely to be better; returns the highest prior of those left. */
function offerFreshest(segment: Segment, source: CandidateSource, top: TopK, best: number): number {
  const { rows, priors, records, count, floor } = ensureFreshest(
    segment.freshest,
    segment.prior,
    segment.rows.length,
  );
  const words = freshestWords(segment.freshest, segment.forward);
  const checker = beginCheck(segment, source);
  let reached = floor;
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const prior = at64(priors, at);
    if (at - kept > patience || !isCompetitive(top, best, prior)) {
      reached = prior;
      break;
    }
    const row = at32(rows, at);
    const rank = rankRow(segment, checker, row, words, records[at]);
    if (rank === unmet || !isCompetitive(top, rank, prior)) continue;
    offer(top, row, rank, prior);
    kept = at;
  }
  endCheck(checker);
  return reached;
}
