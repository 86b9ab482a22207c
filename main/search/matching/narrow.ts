import { at8, at32, at64, item } from '../arrays/access.ts';
import { readPostings } from '../index/postings.ts';
import { inName, type Searchable, type Segment } from '../index/segment.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import { findWord, textRoot } from '../index/trie.ts';
import { dequeue, enqueue, heapify, newPriorityQueue, resetQueue } from '../ranking/priority-queue.ts';
import { elsewhereLevel, levelOf, rankStep } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import type { CandidateSource } from './candidate-source.ts';
import { type Candidates, confirmCandidate } from './candidates.ts';
import { beginCheck, endCheck, noRank, rankRow } from './check-candidates.ts';
import { entryBuffer } from './collect-postings.ts';

/** With fewer candidates it is as quick to look at all of them. */
export const manyCandidates = 1500;
/** Candidates looked at before the rest is judged by them, and before the attempt is given up. */
const sample = 256;
const patience = 1024;
/** Entries read in the time of one look at a candidate. */
const entriesToLook = 2;
/** An estimate below this would not be worth much. */
const leastTotal = 1500;

/**
 * The last term of several, where very many rows have all the others: the candidates are looked at in the order of what they
 * may come to, the best first, until none that is left can come near the top.
 * @param before the terms before this one, whose ranks are in the candidates' sums
 * @param least rows of a lower rank have been offered before and do not count
 * @returns about how many rows match, or null when too few do for this to end soon: then every candidate must be looked at
 */
export function narrow<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  before: readonly CandidateSource[],
  set: Candidates,
  top: TopK,
  least: number,
): number | null {
  /** Those not confirmed have the term as a beginning only. */
  const whole = !confirmWhole(segment, source, set);
  const bestLevel = levelOf(0, whole);
  const bestLater = levelOf(inName, whole);
  for (const row of source.ids) confirmCandidate(set, row, elsewhereLevel);
  const { prior } = segment;
  let known = 0;
  resetQueue(queue, set.count);
  for (let at = 0; at < set.count; at++) {
    const worth = at64(prior, at32(set.rows, at));
    if (worth < 0) continue;
    const sum = at32(set.sums, at);
    const best = at32(set.bests, at);
    if (best >= bestLevel) {
      enqueue(queue, sum, worth, at);
    } else if (sum + best >= least) {
      known++;
      if (isCompetitive(top, sum + best, worth)) offer(top, at32(set.rows, at), sum + best, worth);
    }
  }
  const isApart = before.length === 1 && before.every(one => !sharesWords(segment.dictionary, one, source));
  /** The best rank that a candidate may come to: a name's first word that one term has taken is not there for another. */
  const bestFor = (sum: number): number =>
    sum + (isApart && isOfFirst(sum % rankStep) ? bestLater : bestLevel);
  const checker = beginCheck(segment, source);
  const total = visit(top, bestFor, (at, sum) => {
    const row = at32(set.rows, at);
    const rank = Math.min(rankRow(segment, checker, row), at32(set.bests, at));
    if (rank === noRank || sum + rank < least) return false;
    const worth = at64(prior, row);
    if (isCompetitive(top, sum + rank, worth)) offer(top, row, sum + rank, worth);
    return true;
  });
  endCheck(checker);
  return total === null ? null : known + total;
}

const isOfFirst = (level: number): boolean => level === levelOf(0, true) || level === levelOf(0, false);

const queue = newPriorityQueue();

/** Looks at the candidates in their order; see `narrow`. */
function visit(
  top: TopK,
  bestFor: (sum: number) => number,
  look: (at: number, sum: number) => boolean,
): number | null {
  const { count } = queue;
  heapify(queue);
  let hits = 0;
  for (let seen = 0; seen < count; seen++) {
    const sum = at32(queue.ranks, 0);
    if (seen >= sample) {
      const total = Math.round((hits / seen) * count);
      if (total < leastTotal || seen > patience) return null;
      if (isOut(top, bestFor(sum), at64(queue.priors, 0))) return total;
    }
    if (look(at32(queue.items, 0), sum)) hits++;
    dequeue(queue);
  }
  return hits;
}

/** Whether no row of this rank with a prior below this one can be among the best. */
const isOut = (top: TopK, rank: number, prior: number): boolean => {
  if (top.count < top.limit) return false;
  const worst = at64(top.rank, top.count - 1);
  return rank > worst || (rank === worst && prior < at64(top.prior, top.count - 1));
};

/** Whether a word may answer both terms. */
function sharesWords(
  { letters, starts, lengths }: TermDictionary,
  { textWords }: CandidateSource,
  { term }: CandidateSource,
): boolean {
  for (let i = 0; i < textWords.count; i++) {
    const word = item(textWords.words, i);
    const from = at32(starts, word);
    let same = 0;
    while (same < term.letters.length && letters[from + same] === term.letters[same]) same++;
    if (same === term.letters.length && same <= at8(lengths, word)) return true;
  }
  return false;
}

/** Confirms the rows that have the term as a whole word, which are better than all others; false when they are too many. */
function confirmWhole<Row extends Searchable>(
  segment: Segment<Row>,
  { term }: CandidateSource,
  set: Candidates,
): boolean {
  const { trie, dictionary, nameStartLists, nameStarts, postings } = segment;
  const word = findWord(trie, dictionary, textRoot, term.letters);
  if (word < 0) return true;
  if (at32(dictionary.rowCounts, word) > set.count * entriesToLook) return false;
  const lead = at32(nameStartLists, word);
  if (lead !== 0) {
    const into = entryBuffer(at32(nameStarts.counts, lead - 1));
    const count = readPostings(nameStarts, lead - 1, into);
    for (let i = 0; i < count; i++) confirmCandidate(set, at32(into, i) >>> 2, levelOf(0, true));
  }
  const into = entryBuffer(at32(postings.counts, word));
  const count = readPostings(postings, word, into);
  for (let i = 0; i < count; i++) {
    const entry = at32(into, i);
    confirmCandidate(set, entry >>> 2, levelOf(entry & 3, true));
  }
  return true;
}
