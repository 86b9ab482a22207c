import { at32, at64 } from '../arrays/access.ts';
import { ensureFreshest, freshestWords } from '../index/freshest.ts';
import type { Searchable, Segment } from '../index/segment.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import type { CandidateSource } from './candidate-source.ts';
import { beginCheck, endCheck, noRank, rankRow } from './check-candidates.ts';

/**
 * Whether no row that is still to come can be better than those offered, given that all of ranks below `best` have been.
 * Before more than a few entries are read (`entries`, those read already included) the freshest rows are offered, once:
 * nearly always they have enough, and the reading ends.
 */
export type IsComplete = (best: number, entries?: number, isSlow?: boolean) => boolean;

/** A look at a row costs as much as so many entries of a list; more where its phone must be read. */
const entriesToLook = 8;
const entriesToRead = 133;

/** Watches over the search for one term. Rows that the term means by their ids it does not know. */
export function freshestFirst<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  top: TopK,
): IsComplete {
  /** Rows not offered yet have no higher prior. */
  let floor = Number.POSITIVE_INFINITY;
  return (best, entries = 0, isSlow = false) => {
    if (!isCompetitive(top, best, floor)) return true;
    const cost = isSlow ? entriesToRead : entriesToLook;
    const isFar = entries * entries > cost * top.limit * segment.liveRows;
    if (floor < Number.POSITIVE_INFINITY || !isFar) return false;
    floor = offerFreshest(segment, source, top, best);
    return !isCompetitive(top, best, floor);
  };
}

/** After so many rows in a row that were not kept, there will hardly be enough that are. */
const patience = 256;

/** Offers the freshest rows until no row that is less fresh is likely to be better; returns the highest prior of those left. */
function offerFreshest<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  top: TopK,
  best: number,
): number {
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
    if (rank === noRank || !isCompetitive(top, rank, prior)) continue;
    offer(top, row, rank, prior);
    kept = at;
  }
  endCheck(checker);
  return reached;
}
