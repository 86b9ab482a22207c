import { at32 } from '../arrays/access.ts';
import { eachBit } from '../arrays/bits.ts';
import { type Edits, editsAllowed } from '../fuzzy/edit-distance.ts';
import { type FuzzyWords, matchWord, newFuzzyWords, traverseTrie } from '../fuzzy/trie-traversal.ts';
import { newRowWords, readRecord } from '../index/forward-index.ts';
import { countEntries, slipReadings } from '../index/phone-lookup.ts';
import type { Segment } from '../index/segment.ts';
import {
  isTextWord,
  lengthOf,
  spellingOf,
  type TermDictionary,
  wordBeginsWith,
} from '../index/term-dictionary.ts';
import { emailRoot, textRoot } from '../index/trie.ts';
import type { PhoneForm } from '../text/phone-forms.ts';
import { minForSlip } from '../text/phone-slip.ts';
import { isDomain, type QueryTerm } from '../text/query.ts';
import {
  addEquivalents,
  type CandidateSource,
  entriesElsewhere,
  entriesOfWords,
  loadEmailWords,
} from './candidate-source.ts';

/** How many typos a term may have: digits one from eight on, as a phone, and none as a word. */
export const typosAllowed = ({ letters, isDigits, phone }: QueryTerm, most: Edits): 0 | Edits =>
  isDigits ? (phone !== null && letters.length >= minForSlip ? 1 : 0) : editsAllowed(letters.length, most);

/** The source of a term with typos, from the one without. */
export function fuzzySource(segment: Segment, exact: CandidateSource, edits: Edits): CandidateSource {
  const { phone, letters } = exact.term;
  if (phone !== null) return slipSource(segment, exact, phone.forms);
  const { trie, dictionary } = segment;
  const { term } = exact;
  const textWords = newFuzzyWords();
  if (!isDomain(term)) traverseTrie(trie, dictionary, textRoot, letters, edits, textWords);
  // What does not begin with the @ of a domain is none.
  if (term.isMail)
    traverseTrie(trie, dictionary, emailRoot, letters, edits, textWords, isDomain(term) ? 1 : 0);
  return sourceOf(segment, exact, edits, textWords);
}

/**
 * The same, of the words of some rows only: where those are all that have the other terms, it is as good, and few words are read.
 * @param rows a bit for each of them
 */
export function fuzzySourceAmong(
  segment: Segment,
  exact: CandidateSource,
  edits: Edits,
  rows: Uint32Array,
): CandidateSource {
  const { term } = exact;
  if (term.phone !== null) return fuzzySource(segment, exact, edits);
  const { dictionary, forward } = segment;
  const textWords = newFuzzyWords();
  const seen = new Set<number>();
  eachBit(rows, row => {
    const { name, company, email, words } = readRecord(forward, row, record);
    for (let i = 0; i < name + company + email; i++) {
      const word = at32(words, i);
      if (seen.has(word)) continue;
      seen.add(word);
      if (at32(dictionary.rowCounts, word) === 0 || !mayMean(dictionary, term, word)) continue;
      const match = matchWord(
        term.letters,
        edits,
        spellingOf(dictionary, word),
        0,
        lengthOf(dictionary, word),
      );
      if (match === null) continue;
      textWords.words[textWords.count] = word;
      textWords.costs[textWords.count] = match.cost;
      textWords.whole[textWords.count++] = match.letters === lengthOf(dictionary, word);
    }
  });
  return sourceOf(segment, exact, edits, textWords);
}

const record = newRowWords();

/** Whether a word is of a kind in which the term is looked for with typos. */
const mayMean = (dictionary: TermDictionary, term: QueryTerm, word: number): boolean =>
  isDomain(term)
    ? wordBeginsWith(dictionary, word, term.letters.subarray(0, 1))
    : term.isMail || isTextWord(dictionary, word);

function sourceOf(
  segment: Segment,
  exact: CandidateSource,
  edits: Edits,
  textWords: FuzzyWords,
): CandidateSource {
  if (!exact.term.wholeCounts) textWords.whole.fill(false);
  addEquivalents(textWords, exact);
  loadEmailWords(segment, exact);
  const source: CandidateSource = {
    ...exact,
    edits,
    textWords,
    hasTextWords: true,
    liveCount: null,
    rows: null,
  };
  source.entryCount = entriesElsewhere(segment, source) + entriesOfWords(segment, source);
  return source;
}

function slipSource(segment: Segment, exact: CandidateSource, forms: readonly PhoneForm[]): CandidateSource {
  const slips = slipReadings(segment.phones, forms);
  const entries = slips.reduce((sum, reading) => sum + countEntries(segment.phones, reading), 0);
  return {
    ...exact,
    edits: 1,
    phoneReadings: [...exact.phoneReadings, ...slips],
    entryCount: exact.entryCount + entries,
    liveCount: null,
    rows: null,
  };
}
