import { at32, item, numberAt } from '../arrays/access.ts';
import { meantEntries } from '../index/phone-lookup.ts';
import { type Postings, readPostings } from '../index/postings.ts';
import { inEmail, type Segment } from '../index/segment.ts';
import { elsewhereLevel, fuzzyRank, levelOf, phoneRank } from '../ranking/rank.ts';
import { type CandidateSource, loadEmailWords, loadTextWords, mailLevelOf } from './candidate-source.ts';
import { addCandidate, type Candidates, confirmCandidate } from './candidates.ts';

/** What becomes of the rows: see `addCandidate` and `confirmCandidate`. */
export type CollectMode = 'add' | 'confirm';

/** The rank of a posting by its class. */
const ranks = new Uint32Array(4);

/** Meets every row of a source. */
export function collectPostings(
  segment: Segment,
  source: CandidateSource,
  set: Candidates,
  mode: CollectMode,
): void {
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  const { words, costs, whole, count } = source.textWords;
  for (let i = 0; i < count; i++)
    collectWord(segment, numberAt(words, i), numberAt(costs, i), item(whole, i), set, mode);
  for (let i = 0; i < source.emailWordCount; i++) {
    const word = numberAt(source.emailWords, i);
    ranks[inEmail] = mailLevelOf(segment.dictionary, source.term, word);
    meetAll(segment.postings, word, set, mode);
  }
  for (const row of source.ids) meet(set, row, elsewhereLevel, mode);
  collectPhones(segment, source, set, mode);
}

/** Meets every row that has a text word, which answers the term at a cost, whole or as a prefix. */
export function collectWord(
  { dictionary, nameStarts, nameStartLists, postings }: Segment,
  word: number,
  cost: number,
  whole: boolean,
  set: Candidates,
  mode: CollectMode,
): void {
  const rows = at32(dictionary.rowCounts, word);
  for (let field = 0; field <= inEmail; field++)
    ranks[field] = cost === 0 ? levelOf(field, whole) : fuzzyRank(cost, rows, field, whole);
  const list = at32(nameStartLists, word);
  if (list !== 0) meetAll(nameStarts, list - 1, set, mode);
  meetAll(postings, word, set, mode);
}

function meetAll(postings: Postings, list: number, set: Candidates, mode: CollectMode): void {
  const read = readPostings(postings, list);
  const count = at32(postings.counts, list);
  for (let i = 0; i < count; i++) {
    const posting = at32(read, i);
    meet(set, posting >>> 2, at32(ranks, posting & 3), mode);
  }
}

function collectPhones(
  { phones, rows }: Segment,
  { phoneReadings }: CandidateSource,
  set: Candidates,
  mode: CollectMode,
): void {
  for (const reading of phoneReadings) {
    const rank = phoneRank(reading.where);
    const entries = meantEntries(phones, rows, reading);
    for (let i = 0; i < entries.length; i++) meet(set, at32(entries, i) >>> 2, rank, mode);
  }
}

function meet(set: Candidates, row: number, rank: number, mode: CollectMode): void {
  if (mode === 'add') addCandidate(set, row, rank);
  else confirmCandidate(set, row, rank);
}
