import { at32, at64, item } from '../arrays/access.ts';
import { ensureFreshest, isAmongFreshest } from '../index/freshest.ts';
import { readEntries } from '../index/phone-lookup.ts';
import { inCompany, inEmail, inName, type Searchable, type Segment } from '../index/segment.ts';
import { findWord, textRoot } from '../index/trie.ts';
import { elsewhereLevel, levelOf } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import { type CandidateSource, isPhoneMeant, loadEmailWords, loadTextWords } from './candidate-source.ts';
import { freshestFirst, type IsComplete } from './freshest-first.ts';
import { offerNameStarts, offerPostings } from './offer-postings.ts';

/**
 * One term that very many rows have: the lists are read in the order of their ranks and the reading stops as soon as
 * nothing better can come. Before lists that are long, the freshest rows are looked at: nearly always they have enough.
 * Returns about how many rows match.
 */
export function searchFrequentTerm<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  top: TopK,
): number {
  const { trie, dictionary } = segment;
  const { term, textWords, phoneReadings, ids } = source;
  const total = Math.min(segment.liveRows, source.entryCount);
  const isDone = freshestFirst(segment, source, top);
  const word = findWord(trie, dictionary, textRoot, term.letters);
  if (word >= 0) {
    if (isDone(levelOf(0, true), dictionary.rowCounts[word])) return total;
    offerSpoken(segment, [word], true, top, isDone);
  }
  // Digits are few in names, and a row's phone takes long to read.
  if (!term.isDigits && isDone(levelOf(0, false), source.entryCount)) return total;
  loadTextWords(segment, source);
  const longer = textWords.words.slice(0, textWords.count).filter(other => other !== word);
  offerSpoken(segment, longer, false, top, isDone);
  if (!isCompetitive(top, elsewhereLevel, Number.POSITIVE_INFINITY)) return total;
  for (const row of ids) offer(top, row, elsewhereLevel, at64(segment.prior, row));
  if (isDone(elsewhereLevel, source.entryCount, phoneReadings.length > 0)) return total;
  loadEmailWords(segment, source);
  for (let i = 0; i < source.emailWordCount; i++)
    offerPostings(segment, item(source.emailWords, i), inEmail, elsewhereLevel, top);
  offerPhones(segment, source, top);
  return total;
}

/** Offers the rows that have the words in a name or a company, until those that have not been met cannot be better. */
function offerSpoken<Row extends Searchable>(
  segment: Segment<Row>,
  words: readonly number[],
  isWhole: boolean,
  top: TopK,
  isDone: IsComplete,
): void {
  for (const word of words) offerNameStarts(segment, word, levelOf(0, isWhole), top);
  for (const kind of [inName, inCompany]) {
    const level = levelOf(kind, isWhole);
    if (isDone(level)) return;
    for (const word of words) offerPostings(segment, word, kind, level, top);
  }
}

/** The freshest first: where there are enough of them, nobody has to ask how fresh the others are. */
function offerPhones<Row extends Searchable>(
  segment: Segment<Row>,
  { phoneReadings }: CandidateSource,
  top: TopK,
): void {
  const { freshest, phones, prior, rows } = segment;
  const { floor } = ensureFreshest(freshest, prior, rows.length);
  const offerThose = (listed: boolean): void => {
    for (const reading of phoneReadings) {
      const entries = readEntries(phones, reading);
      for (let i = 0; i < entries.length; i++) {
        const entry = at32(entries, i);
        const number = entry >>> 2;
        if (isAmongFreshest(freshest, number) !== listed) continue;
        const worth = at64(prior, number);
        const row = rows[number];
        if (row === undefined || !isCompetitive(top, elsewhereLevel, worth)) continue;
        if (isPhoneMeant(reading, entry & 3, row)) offer(top, number, elsewhereLevel, worth);
      }
    }
  };
  offerThose(true);
  if (isCompetitive(top, elsewhereLevel, floor)) offerThose(false);
}
