import { at32, at64, numberAt } from '../arrays/access.ts';
import * as queues from '../arrays/priority-queue.ts';
import { atNameStart, inName, type Segment } from '../index/segment.ts';
import { type TermDictionary, wordBeginsWith } from '../index/term-dictionary.ts';
import { elsewhereLevel, levelOf, rankStep } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, wholeWordOf } from './candidate-source.ts';
import { type Candidates, confirmCandidate, unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { collectWord } from './collect-postings.ts';

/** Fewer candidates are all ranked: that is as quick. */
export const minToNarrow = 1500;
/** Candidates ranked before the others are judged by them, and before the attempt is given up. */
const sample = 256;
const patience = 1024;
/** Postings read in the time of ranking one candidate. */
const entriesPerRow = 2;
/** A smaller estimate would not be worth much. */
const minTotal = 1500;

const queue = queues.newPriorityQueue();

/**
 * The last of several terms, where very many rows meet all the others: candidates are ranked in the order of the best rank that
 * they can come to, until none that is left can be among the best.
 * @param before the other terms, whose ranks are in the candidates' sums
 * @param least rows of lower ranks have been offered before, and do not count
 * @returns about how many rows match; null where so few do that every candidate must be ranked
 */
export function narrow(
  segment: Segment,
  source: CandidateSource,
  before: readonly CandidateSource[],
  set: Candidates,
  top: TopK,
  least: number,
): number | null {
  const { prior } = segment;
  const areWholeConfirmed = confirmWholeWord(segment, source, set);
  for (const row of source.ids) confirmCandidate(set, row, elsewhereLevel);
  const bestFor = bestSums(segment.dictionary, before, source, areWholeConfirmed);
  // What is not confirmed by now has the term as a prefix.
  const bestLevel = levelOf(atNameStart, !areWholeConfirmed);
  let known = 0;
  queues.resetQueue(queue, set.count);
  for (let at = 0; at < set.count; at++) {
    const row = at32(set.rows, at);
    const worth = at64(prior, row);
    if (worth < 0) continue;
    const sum = at32(set.sums, at);
    const rank = sum + at32(set.bests, at);
    if (rank - sum >= bestLevel) {
      queues.enqueue(queue, bestFor(sum), worth, at);
    } else if (rank >= least) {
      known++;
      if (isCompetitive(top, rank, worth)) offer(top, row, rank, worth);
    }
  }
  const checker = beginCheck(segment, source);
  const total = rankInOrder(queue, top, at => {
    const row = at32(set.rows, at);
    const sum = at32(set.sums, at);
    const rank = Math.min(rankRow(segment, checker, row), at32(set.bests, at));
    if (rank === unmet || sum + rank < least) return false;
    const worth = at64(prior, row);
    if (isCompetitive(top, sum + rank, worth)) offer(top, row, sum + rank, worth);
    return true;
  });
  endCheck(checker);
  return total === null ? null : known + total;
}

/** The best rank that a candidate can come to, by the sum of its ranks for the terms before. */
function bestSums(
  dictionary: TermDictionary,
  before: readonly CandidateSource[],
  source: CandidateSource,
  areWholeConfirmed: boolean,
): (sum: number) => number {
  const start = levelOf(atNameStart, !areWholeConfirmed);
  // A name's first word that answers one of the terms is not there for the others.
  if (!areApart(dictionary, [...before, source])) return sum => sum + start;
  const later = levelOf(inName, !areWholeConfirmed);
  const isOne = before.length === 1;
  const least = before.reduce((sum, { term }) => sum + levelOf(inName, term.wholeCounts), start);
  return sum => Math.max(least, sum + (isOne && isNameStart(sum % rankStep) ? later : start));
}

const isNameStart = (level: number): boolean =>
  level === levelOf(atNameStart, true) || level === levelOf(atNameStart, false);

/** Ranks the candidates of the queue in its order; returns as `narrow` does. */
function rankInOrder(
  queue: queues.PriorityQueue,
  top: TopK,
  isMatch: (at: number) => boolean,
): number | null {
  const { count } = queue;
  queues.heapify(queue);
  let matches = 0;
  for (let seen = 0; seen < count; seen++) {
    if (seen >= sample) {
      const total = Math.round((matches / seen) * count);
      if (total < minTotal || seen > patience) return null;
      if (!isCompetitive(top, at32(queue.ranks, 0), at64(queue.priors, 0))) return total;
    }
    if (isMatch(at32(queue.items, 0))) matches++;
    queues.dequeue(queue);
  }
  return matches;
}

/** Whether no word answers two of the terms. */
export const areApart = (dictionary: TermDictionary, sources: readonly CandidateSource[]): boolean =>
  !sources.some((one, at) => sources.slice(at + 1).some(other => shareWords(dictionary, one, other)));

/** Whether a word may answer both terms. */
function shareWords(dictionary: TermDictionary, one: CandidateSource, other: CandidateSource): boolean {
  const answers = ({ term, equivalents }: CandidateSource, word: number): boolean =>
    wordBeginsWith(dictionary, word, term.letters) || equivalents.includes(word);
  const [{ textWords, hasTextWords }, second] = one.hasTextWords ? [one, other] : [other, one];
  if (!hasTextWords)
    return (
      one.term.text.startsWith(other.term.text) ||
      other.term.text.startsWith(one.term.text) ||
      one.equivalents.some(word => answers(other, word)) ||
      other.equivalents.some(word => answers(one, word))
    );
  for (let i = 0; i < textWords.count; i++) if (answers(second, numberAt(textWords.words, i))) return true;
  return false;
}

/** Confirms the rows that have the term as a whole word; false where they are too many. */
function confirmWholeWord(segment: Segment, { term }: CandidateSource, set: Candidates): boolean {
  const word = wholeWordOf(segment, term);
  if (word < 0) return true;
  if (at32(segment.dictionary.rowCounts, word) > set.count * entriesPerRow) return false;
  collectWord(segment, word, 0, true, set, 'confirm');
  return true;
}
