import { at32, item } from '../arrays/access.ts';
import { type FuzzyWords, newFuzzyWords, traverseTrie } from '../fuzzy/trie-traversal.ts';
import { keyRangeOf } from '../index/id-key.ts';
import {
  countEntries,
  impliedByClass,
  matchesPhone,
  type PhoneReading,
  phoneReadings,
} from '../index/phone-lookup.ts';
import { rowsWithPrefix } from '../index/prefix-counts.ts';
import type { Searchable, Segment } from '../index/segment.ts';
import {
  advancePosition,
  keyAtPosition,
  locateId,
  newIdPosition,
  rowAtPosition,
} from '../index/sorted-ids.ts';
import { collectWords, emailRoot, findPrefix, textRoot } from '../index/trie.ts';
import { idBeginnings } from '../text/id-forms.ts';
import type { QueryTerm } from '../text/query.ts';

/** Everything in a segment that one term may mean. */
export interface CandidateSource {
  readonly term: QueryTerm;
  /** How many slips are forgiven. */
  readonly edits: 0 | 1 | 2;
  /** Words of names and companies, with what it took to reach them. */
  readonly textWords: FuzzyWords;
  /** Words of e-mail addresses that begin with the term. */
  readonly emailWords: number[];
  emailWordCount: number;
  /** False while the words above have not been looked up: spoken ones, those of addresses. */
  hasTextWords: boolean;
  hasEmailWords: boolean;
  readonly phoneReadings: readonly PhoneReading[];
  /** Rows whose id begins with the term. */
  readonly ids: readonly number[];
  /** About how many entries all these have. */
  entryCount: number;
}

/** From this length on a term may be the beginning of an id. */
export const minIdLength = 2;
/** Ids are looked at up to here; a term with more is no use as an id. */
const mostIds = 2000;

/** What begins with the term. The words of one letter or two are listed only when they are needed: they are many. */
export function exactSource<Row extends Searchable>(segment: Segment<Row>, term: QueryTerm): CandidateSource {
  const source: CandidateSource = {
    term,
    edits: 0,
    textWords: newFuzzyWords(),
    emailWords: [],
    emailWordCount: 0,
    hasTextWords: false,
    hasEmailWords: false,
    phoneReadings: term.isDigits ? phoneReadings(segment.phones, term.text) : [],
    ids: term.text.length < minIdLength ? [] : rowsByIdPrefix(segment, term.text),
    entryCount: 0,
  };
  if (isShort(term))
    source.entryCount = rowsWithPrefix(segment.prefixCounts, term.letters) + elsewhere(segment, source);
  else weigh(segment, source);
  return source;
}

/** The same with slips forgiven. */
export function fuzzySource<Row extends Searchable>(
  segment: Segment<Row>,
  exact: CandidateSource,
  edits: 1 | 2,
): CandidateSource {
  loadEmailWords(segment, exact);
  const textWords = traverseTrie(
    segment.trie,
    segment.dictionary,
    exact.term.letters,
    edits,
    newFuzzyWords(),
  );
  const source: CandidateSource = { ...exact, edits, textWords, hasTextWords: true };
  weigh(segment, source);
  return source;
}

/** A term so short that its rows are counted without listing its words. */
export const isShort = (term: QueryTerm): boolean => term.letters.length <= 2;

/** Looks the spoken words up that begin with the term, if that has not been done. */
export function loadTextWords<Row extends Searchable>(
  { trie, dictionary }: Segment<Row>,
  source: CandidateSource,
): void {
  if (source.hasTextWords) return;
  const { term, textWords } = source;
  const node = findPrefix(trie, dictionary, textRoot, term.letters);
  textWords.count = node === 0 ? 0 : collectWords(trie, node, textWords.words, 0);
  for (let i = 0; i < textWords.count; i++) {
    textWords.costs[i] = 0;
    textWords.whole[i] = dictionary.lengths[item(textWords.words, i)] === term.letters.length;
  }
  source.hasTextWords = true;
}

/** The same for the words of addresses. */
export function loadEmailWords<Row extends Searchable>(
  { trie, dictionary }: Segment<Row>,
  source: CandidateSource,
): void {
  if (source.hasEmailWords) return;
  const node = findPrefix(trie, dictionary, emailRoot, source.term.letters);
  source.emailWordCount = node === 0 ? 0 : collectWords(trie, node, source.emailWords, 0);
  source.hasEmailWords = true;
}

function weigh<Row extends Searchable>(segment: Segment<Row>, source: CandidateSource): void {
  loadTextWords(segment, source);
  loadEmailWords(segment, source);
  const { rowCounts } = segment.dictionary;
  const { textWords, emailWords, emailWordCount } = source;
  let weight = elsewhere(segment, source);
  for (let i = 0; i < textWords.count; i++) weight += at32(rowCounts, item(textWords.words, i));
  for (let i = 0; i < emailWordCount; i++) weight += at32(rowCounts, item(emailWords, i));
  source.entryCount = weight;
}

/** Entries of ids and phones. */
function elsewhere<Row extends Searchable>(
  { phones }: Segment<Row>,
  { ids, phoneReadings }: CandidateSource,
): number {
  let weight = ids.length;
  for (const reading of phoneReadings) weight += countEntries(phones, reading);
  return weight;
}

/** Rows whose id, or what follows `opp_` in it, begins so. */
export function rowsByIdPrefix<Row extends Searchable>(
  { ids, rows, idForms }: Segment<Row>,
  text: string,
): number[] {
  const found: number[] = [];
  for (const beginning of idBeginnings(idForms, text)) {
    const { last, isExact } = keyRangeOf(beginning);
    const place = locateId(ids, rows, beginning, newIdPosition());
    for (
      let row = rowAtPosition(ids, place);
      row >= 0 && found.length < mostIds;
      row = rowAtPosition(ids, place)
    ) {
      if (keyAtPosition(ids, place) > last) break;
      if (isExact || rows[row]?.id.startsWith(beginning)) found.push(row);
      advancePosition(ids, place);
    }
  }
  return found;
}

/** Whether an entry of a reading's list is meant; the row's phone is read only when the list does not know. */
export const isPhoneMeant = (reading: PhoneReading, kind: number, row: Searchable): boolean =>
  impliedByClass(reading, kind) ?? matchesPhone(reading, row.phone);
