import { at32, item } from '../arrays/access.ts';
import { readEntries } from '../index/phone-lookup.ts';
import { readPostings } from '../index/postings.ts';
import { inEmail, type Searchable, type Segment } from '../index/segment.ts';
import { elsewhereLevel, fuzzyRank, levelOf } from '../ranking/rank.ts';
import { type CandidateSource, isPhoneMeant, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { addCandidate, type Candidates, confirmCandidate, prefilter } from './candidates.ts';

let entries = new Uint32Array(1024);

/** A buffer that a list of so many entries fits into. */
export function entryBuffer(count: number): Uint32Array {
  if (entries.length < count) entries = new Uint32Array(count + (count >> 2));
  return entries;
}

const ranks = new Uint32Array(4);

/** What becomes of the rows a source names: candidates, confirmed ones, or ones that may become candidates. */
export type CollectMode = 'admit' | 'confirm' | 'let-through';

/** Meets every row a source names. */
export function collectPostings<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  set: Candidates,
  how: CollectMode,
): void {
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  const { dictionary, nameStarts, postings, nameStartLists } = segment;
  const { words, costs, whole } = source.textWords;
  for (let i = 0; i < source.textWords.count; i++) {
    const word = item(words, i);
    rankKinds(at32(dictionary.rowCounts, word), item(costs, i), item(whole, i));
    const lead = at32(nameStartLists, word);
    if (lead !== 0) {
      const into = entryBuffer(at32(nameStarts.counts, lead - 1));
      meet(set, into, readPostings(nameStarts, lead - 1, into), how);
    }
    const into = entryBuffer(at32(postings.counts, word));
    meet(set, into, readPostings(postings, word, into), how);
  }
  ranks.fill(elsewhereLevel);
  for (let i = 0; i < source.emailWordCount; i++) {
    const word = item(source.emailWords, i);
    const into = entryBuffer(at32(postings.counts, word));
    meet(set, into, readPostings(postings, word, into), how);
  }
  for (const row of source.ids) meetOne(set, row, elsewhereLevel, how);
  gatherPhones(segment, source, set, how);
}

function gatherPhones<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  set: Candidates,
  how: CollectMode,
): void {
  for (const reading of source.phoneReadings) {
    const found = readEntries(segment.phones, reading);
    for (let i = 0; i < found.length; i++) {
      const entry = at32(found, i);
      const row = segment.rows[entry >>> 2];
      if (row !== undefined && isPhoneMeant(reading, entry & 3, row))
        meetOne(set, entry >>> 2, elsewhereLevel, how);
    }
  }
}

function rankKinds(rows: number, cost: number, whole: boolean): void {
  for (let kind = 0; kind <= inEmail; kind++) {
    ranks[kind] = cost === 0 ? levelOf(kind, whole) : fuzzyRank(cost, rows, kind, whole);
  }
}

function meet(set: Candidates, into: Uint32Array, count: number, how: CollectMode): void {
  for (let i = 0; i < count; i++) {
    const entry = at32(into, i);
    const rank = at32(ranks, entry & 3);
    meetOne(set, entry >>> 2, rank, how);
  }
}

function meetOne(set: Candidates, row: number, rank: number, how: CollectMode): void {
  if (how === 'admit') addCandidate(set, row, rank);
  else if (how === 'confirm') confirmCandidate(set, row, rank);
  else prefilter(set, row);
}
