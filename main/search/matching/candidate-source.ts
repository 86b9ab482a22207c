import { at32, numberAt } from '../arrays/access.ts';
import type { Edits } from '../fuzzy/edit-distance.ts';
import { type FuzzyWords, newFuzzyWords } from '../fuzzy/trie-traversal.ts';
import { keyRangeOf } from '../index/id-key.ts';
import {
  countEntries,
  isAnyMeant,
  meantEntries,
  type PhoneReading,
  phoneReadings,
} from '../index/phone-lookup.ts';
import { rowsWithPrefix } from '../index/prefix-counts.ts';
import { inEmail, type Segment } from '../index/segment.ts';
import * as sortedIds from '../index/sorted-ids.ts';
import { lengthOf, type TermDictionary } from '../index/term-dictionary.ts';
import { collectWords, emailRoot, findPrefix, findWord, textRoot, wordAt } from '../index/trie.ts';
import { levelOf } from '../ranking/rank.ts';
import { idBeginnings } from '../text/id-forms.ts';
import type { QueryTerm } from '../text/query.ts';

/** Everything in a segment that one term may mean: where its rows come from. */
export interface CandidateSource {
  readonly term: QueryTerm;
  /** How many typos are allowed. */
  readonly edits: 0 | Edits;
  /** Text words, filled by `loadTextWords`. */
  readonly textWords: FuzzyWords;
  hasTextWords: boolean;
  /** Text words that are equivalents of the term. */
  readonly equivalents: readonly number[];
  /** E-mail words that begin with the term, filled by `loadEmailWords`. */
  readonly emailWords: number[];
  emailWordCount: number;
  hasEmailWords: boolean;
  readonly phoneReadings: readonly PhoneReading[];
  /** Rows whose ids begin with the term. */
  readonly ids: readonly number[];
  /** How many postings all these have: exact but for deleted rows and phones. */
  entryCount: number;
  /** How many live rows these are, a row in several ways counted for each; null until `liveEntries` asks. */
  liveCount: number | null;
  /** A bit for each row of the index, 1 for those that have the term, once it is asked for (`rowsWithTerm`). */
  rows: Uint32Array | null;
}

/** Letters from which on a term may begin an id. */
export const minIdLength = 2;
/** Rows whose ids begin alike, at most: more are no help. */
const maxIds = 2000;

/** What `prefix-counts` tells apart. */
export const onlyLetters = /^[a-z]+$/;

/** The source of a term without typos. For one letter or two the words are loaded only when they are needed: they are many. */
export function exactSource(segment: Segment, term: QueryTerm): CandidateSource {
  const { trie, dictionary, prefixCounts } = segment;
  const source: CandidateSource = {
    term,
    edits: 0,
    textWords: newFuzzyWords(),
    hasTextWords: false,
    equivalents: term.equivalents
      .map(letters => findWord(trie, dictionary, textRoot, letters))
      .filter(word => word >= 0),
    emailWords: [],
    emailWordCount: 0,
    hasEmailWords: false,
    phoneReadings: term.phone === null ? [] : phoneReadings(segment.phones, term.phone.forms),
    ids: term.isWhole || term.text.length < minIdLength ? [] : rowsByIdPrefix(segment, term.text),
    entryCount: 0,
    liveCount: null,
    rows: null,
  };
  source.entryCount = entriesElsewhere(segment, source);
  source.entryCount +=
    isShort(term) && onlyLetters.test(term.text)
      ? source.equivalents.reduce(
          (sum, word) => sum + at32(dictionary.rowCounts, word),
          rowsWithPrefix(prefixCounts, term.letters),
        )
      : entriesOfWords(segment, source);
  return source;
}

/**
 * How many entries of a source are of live rows that are meant: what is decided by it must not depend on rows that are gone. Unlike
 * `entryCount` it looks at every row of a phone reading.
 */
export function liveEntries({ phones, rows }: Segment, source: CandidateSource): number {
  source.liveCount ??= source.phoneReadings.reduce(
    (count, reading) => count + meantEntries(phones, rows, reading).length - countEntries(phones, reading),
    source.entryCount,
  );
  return source.liveCount;
}

/** Whether `liveEntries` are any, without counting them. */
export const isAnyLive = ({ phones, rows }: Segment, source: CandidateSource): boolean =>
  source.liveCount === null
    ? source.phoneReadings.reduce(
        (count, reading) => count - countEntries(phones, reading),
        source.entryCount,
      ) > 0 || source.phoneReadings.some(reading => isAnyMeant(phones, rows, reading))
    : source.liveCount > 0;

/** Whether a term has one letter or two: its rows are counted without loading its words. */
export const isShort = ({ letters, isWhole }: QueryTerm): boolean => !isWhole && letters.length <= 2;

/** The word that a term is as a whole, or -1 where there is none or that does not count. */
export const wholeWordOf = ({ trie, dictionary }: Segment, { wholeCounts, letters }: QueryTerm): number =>
  wholeCounts ? findWord(trie, dictionary, textRoot, letters) : -1;

/** The same in e-mail addresses; there digits are no word: they mean the end of a phone as well. */
export const wholeMailOf = (
  { trie, dictionary }: Segment,
  { wholeCounts, isWhole, isDigits, letters }: QueryTerm,
): number => (wholeCounts && !isWhole && !isDigits ? findWord(trie, dictionary, emailRoot, letters) : -1);

/** The level of a word of an e-mail that begins with the term. */
export const mailLevelOf = (
  dictionary: TermDictionary,
  { wholeCounts, isDigits, letters }: QueryTerm,
  word: number,
): number => levelOf(inEmail, wholeCounts && !isDigits && lengthOf(dictionary, word) === letters.length);

/** Loads the text words that answer the term, and its equivalents, once. */
export function loadTextWords({ trie, dictionary }: Segment, source: CandidateSource): void {
  if (source.hasTextWords) return;
  const { term, textWords } = source;
  const node = findPrefix(trie, dictionary, textRoot, term.letters);
  if (term.isWhole) textWords.words[0] = wordAt(trie, dictionary, node, term.letters.length);
  textWords.count = node === 0 ? 0 : term.isWhole ? 1 : collectWords(trie, node, textWords.words, 0);
  for (let i = 0; i < textWords.count; i++) {
    textWords.costs[i] = 0;
    textWords.whole[i] =
      term.wholeCounts && lengthOf(dictionary, numberAt(textWords.words, i)) === term.letters.length;
  }
  addEquivalents(textWords, source);
  source.hasTextWords = true;
}

/** Adds the equivalents of a term: a row with the very word comes before one with another that means the same. */
export function addEquivalents(into: FuzzyWords, { equivalents }: CandidateSource): void {
  for (const word of equivalents) {
    into.words[into.count] = word;
    into.costs[into.count] = 0;
    into.whole[into.count++] = false;
  }
}

/** Loads the e-mail words that begin with the term, once. */
export function loadEmailWords({ trie, dictionary }: Segment, source: CandidateSource): void {
  if (source.hasEmailWords) return;
  const { letters, isWhole } = source.term;
  const node = isWhole ? 0 : findPrefix(trie, dictionary, emailRoot, letters);
  source.emailWordCount = node === 0 ? 0 : collectWords(trie, node, source.emailWords, 0);
  source.hasEmailWords = true;
}

export function entriesOfWords(segment: Segment, source: CandidateSource): number {
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  const { rowCounts } = segment.dictionary;
  let entries = 0;
  for (let i = 0; i < source.textWords.count; i++)
    entries += at32(rowCounts, numberAt(source.textWords.words, i));
  for (let i = 0; i < source.emailWordCount; i++) entries += at32(rowCounts, numberAt(source.emailWords, i));
  return entries;
}

export const entriesElsewhere = ({ phones }: Segment, source: CandidateSource): number =>
  source.phoneReadings.reduce((sum, reading) => sum + countEntries(phones, reading), source.ids.length);

/** Rows whose ids begin with typed text, with the prefix or without: at most 2,000. */
export function rowsByIdPrefix({ ids, rows, idForms }: Segment, text: string): number[] {
  const found: number[] = [];
  for (const beginning of idBeginnings(idForms, text)) {
    const { last, isExact } = keyRangeOf(beginning);
    const position = sortedIds.locateId(ids, rows, beginning, sortedIds.newIdPosition());
    let row = sortedIds.rowAtPosition(ids, position);
    while (row >= 0 && found.length < maxIds && sortedIds.keyAtPosition(ids, position) <= last) {
      if (isExact || rows[row]?.id.startsWith(beginning)) found.push(row);
      sortedIds.advancePosition(ids, position);
      row = sortedIds.rowAtPosition(ids, position);
    }
  }
  return found;
}
