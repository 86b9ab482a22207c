import { read } from '../index/postings.ts';
import { inName, type Searchable, type Shelf } from '../index/segment.ts';
import type { Lexicon } from '../index/term-dictionary.ts';
import { spokenRoot, wordAt } from '../index/trie.ts';
import { add, drop, newQueue, order, reset } from '../ranking/priority-queue.ts';
import { elsewhere, levelOf, step } from '../ranking/rank.ts';
import { isWelcome, offer, type Top } from '../ranking/top-k.ts';
import type { Source } from './candidate-source.ts';
import { type Candidates, confirm } from './candidates.ts';
import { begin, end, none, rankIn } from './check-candidates.ts';
import { entriesFor } from './collect-postings.ts';

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
  shelf: Shelf<Row>,
  source: Source,
  before: readonly Source[],
  set: Candidates,
  top: Top,
  least: number,
): number | null {
  /** Those not confirmed have the term as a beginning only. */
  const whole = !confirmWhole(shelf, source, set);
  const bestLevel = levelOf(0, whole);
  const bestLater = levelOf(inName, whole);
  for (const row of source.ids) confirm(set, row, elsewhere);
  const { prior } = shelf;
  let known = 0;
  reset(queue, set.count);
  for (let at = 0; at < set.count; at++) {
    const worth = prior[set.rows[at] as number] as number;
    if (worth < 0) continue;
    const sum = set.sums[at] as number;
    const best = set.bests[at] as number;
    if (best >= bestLevel) {
      add(queue, sum, worth, at);
    } else if (sum + best >= least) {
      known++;
      if (isWelcome(top, sum + best, worth)) offer(top, set.rows[at] as number, sum + best, worth);
    }
  }
  const isApart = before.length === 1 && before.every(one => !sharesWords(shelf.lexicon, one, source));
  /** The best rank that a candidate may come to: a name's first word that one term has taken is not there for another. */
  const bestFor = (sum: number): number => sum + (isApart && isOfFirst(sum % step) ? bestLater : bestLevel);
  const checker = begin(shelf, source);
  const total = visit(top, bestFor, (at, sum) => {
    const row = set.rows[at] as number;
    const rank = Math.min(rankIn(shelf, checker, row), set.bests[at] as number);
    if (rank === none || sum + rank < least) return false;
    const worth = prior[row] as number;
    if (isWelcome(top, sum + rank, worth)) offer(top, row, sum + rank, worth);
    return true;
  });
  end(checker);
  return total === null ? null : known + total;
}

const isOfFirst = (level: number): boolean => level === levelOf(0, true) || level === levelOf(0, false);

const queue = newQueue();

/** Looks at the candidates in their order; see `narrow`. */
function visit(
  top: Top,
  bestFor: (sum: number) => number,
  look: (at: number, sum: number) => boolean,
): number | null {
  const { count } = queue;
  order(queue);
  let hits = 0;
  for (let seen = 0; seen < count; seen++) {
    const sum = queue.ranks[0] as number;
    if (seen >= sample) {
      const total = Math.round((hits / seen) * count);
      if (total < leastTotal || seen > patience) return null;
      if (isOut(top, bestFor(sum), queue.priors[0] as number)) return total;
    }
    if (look(queue.items[0] as number, sum)) hits++;
    drop(queue);
  }
  return hits;
}

/** Whether no row of this rank with a prior below this one can be among the best. */
const isOut = (top: Top, rank: number, prior: number): boolean => {
  if (top.count < top.limit) return false;
  const worst = top.rank[top.count - 1] as number;
  return rank > worst || (rank === worst && prior < (top.prior[top.count - 1] as number));
};

/** Whether a word may answer both terms. */
function sharesWords({ letters, start, length }: Lexicon, { spoken }: Source, { term }: Source): boolean {
  for (let i = 0; i < spoken.count; i++) {
    const word = spoken.words[i] as number;
    const from = start[word] as number;
    let same = 0;
    while (same < term.letters.length && letters[from + same] === term.letters[same]) same++;
    if (same === term.letters.length && same <= (length[word] as number)) return true;
  }
  return false;
}

/** Confirms the rows that have the term as a whole word, which are better than all others; false when they are too many. */
function confirmWhole<Row extends Searchable>(shelf: Shelf<Row>, { term }: Source, set: Candidates): boolean {
  const { trie, lexicon, leads, first, others } = shelf;
  const word = wordAt(trie, lexicon, spokenRoot, term.letters);
  if (word < 0) return true;
  if ((lexicon.rows[word] as number) > set.count * entriesToLook) return false;
  const lead = leads[word] as number;
  if (lead !== 0) {
    const into = entriesFor(first.entries[lead - 1] as number);
    const count = read(first, lead - 1, into);
    for (let i = 0; i < count; i++) confirm(set, (into[i] as number) >>> 2, levelOf(0, true));
  }
  const into = entriesFor(others.entries[word] as number);
  const count = read(others, word, into);
  for (let i = 0; i < count; i++) {
    const entry = into[i] as number;
    confirm(set, entry >>> 2, levelOf(entry & 3, true));
  }
  return true;
}
