import { at8, at16, at32, item } from '../arrays/access.ts';
import * as forwards from '../index/forward-index.ts';
import { matchesPhone } from '../index/phone-lookup.ts';
import { inCompany, inEmail, inName, type Searchable, type Segment } from '../index/segment.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import { elsewhereLevel, fuzzyRank, levelOf } from '../ranking/rank.ts';
import { type CandidateSource, isShort } from './candidate-source.ts';
import { type Candidates, confirmCandidate } from './candidates.ts';

/** The same as `gather` for a later term, by looking at the candidates' own words: for few candidates and many rows. */
export function checkCandidates<Row extends Searchable>(
  segment: Segment<Row>,
  source: CandidateSource,
  set: Candidates,
): void {
  const checker = beginCheck(segment, source);
  for (let at = 0; at < set.count; at++) {
    const best = rankRow(segment, checker, at32(set.rows, at));
    if (best !== noRank) set.bests[at] = best;
  }
  endCheck(checker);
  for (const row of source.ids) confirmCandidate(set, row, elsewhereLevel);
}

/** A source made ready to look rows up in; only one at a time, until `end`. */
export interface Checker {
  readonly source: CandidateSource;
  readonly rankOf: RankOf;
}

export function beginCheck<Row extends Searchable>(segment: Segment<Row>, source: CandidateSource): Checker {
  if (isShort(source.term)) return { source, rankOf: headRank };
  mark(segment, source);
  return { source, rankOf: markedRank };
}

export function endCheck({ source, rankOf }: Checker): void {
  if (rankOf === markedRank) unmark(source);
}

type RankOf = (dictionary: TermDictionary, source: CandidateSource, word: number, kind: number) => number;

/** The rank of a row that does not have the term. */
export const noRank = 0xffffffff;
const record = forwards.newRowWords();

/**
 * The best rank of a row for the term, ids left out.
 * @param at where its words stand in `from`
 */
export function rankRow<Row extends Searchable>(
  segment: Segment<Row>,
  { source, rankOf }: Checker,
  number: number,
  from: forwards.ForwardIndex = segment.forward,
  at: number = number,
): number {
  const { dictionary } = segment;
  const { name, company, email, words } = forwards.readRecord(from, at, record);
  const spoken = name + company;
  let best = noRank;
  for (let i = 0; i < spoken + email; i++) {
    const kind = i === 0 && name > 0 ? 0 : i < name ? inName : i < spoken ? inCompany : inEmail;
    const rank = rankOf(dictionary, source, at32(words, i), kind);
    if (rank < best) best = rank;
  }
  if (best > elsewhereLevel && source.phoneReadings.length > 0 && hasPhone(segment.rows[number], source))
    return elsewhereLevel;
  return best;
}

const hasPhone = (row: Searchable | undefined, { phoneReadings }: CandidateSource): boolean =>
  row !== undefined && phoneReadings.some(reading => matchesPhone(reading, row.phone));

/** The rank of a word for a term of one letter or two: most words are told by their packed heads. */
function headRank(
  { prefixKeys, letters, starts, lengths }: TermDictionary,
  { term }: CandidateSource,
  word: number,
  kind: number,
): number {
  const wanted = term.letters;
  const difference = at16(prefixKeys, word) ^ term.prefixKey;
  if ((wanted.length === 1 ? difference >>> 5 : difference) !== 0) return noRank;
  const size = at8(lengths, word) & 0x7f;
  const from = at32(starts, word);
  for (let i = 0; i < wanted.length; i++) if (letters[from + i] !== wanted[i]) return noRank;
  return levelOf(kind, size === wanted.length);
}

/** Place of each word in the source being checked + 1; all zero between checks. */
let places = new Uint32Array(1024);
const ofMail = 0xffffffff;

function mark<Row extends Searchable>(
  segment: Segment<Row>,
  { textWords, emailWords, emailWordCount }: CandidateSource,
): void {
  if (places.length < segment.dictionary.size) {
    places = new Uint32Array(segment.dictionary.size + (segment.dictionary.size >> 2));
  }
  for (let i = 0; i < textWords.count; i++) places[item(textWords.words, i)] = i + 1;
  for (let i = 0; i < emailWordCount; i++) places[item(emailWords, i)] = ofMail;
}

function unmark({ textWords, emailWords, emailWordCount }: CandidateSource): void {
  for (let i = 0; i < textWords.count; i++) places[item(textWords.words, i)] = 0;
  for (let i = 0; i < emailWordCount; i++) places[item(emailWords, i)] = 0;
}

function markedRank(
  { rowCounts }: TermDictionary,
  { textWords: { costs, whole } }: CandidateSource,
  word: number,
  kind: number,
): number {
  const place = at32(places, word);
  if (place === 0) return noRank;
  if (place === ofMail) return elsewhereLevel;
  const cost = item(costs, place - 1);
  const isWhole = item(whole, place - 1);
  return cost === 0 ? levelOf(kind, isWhole) : fuzzyRank(cost, at32(rowCounts, word), kind, isWhole);
}
