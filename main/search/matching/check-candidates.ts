import { at16, at32, item, numberAt } from '../arrays/access.ts';
import { type ForwardIndex, newRowWords, readRecord } from '../index/forward-index.ts';
import { countEntries, hasPhone, readEntries } from '../index/phone-lookup.ts';
import { atNameStart, inCompany, inEmail, inName, type Segment } from '../index/segment.ts';
import { lengthOf, type TermDictionary, wordBeginsWith } from '../index/term-dictionary.ts';
import { elsewhereLevel, fuzzyRank, levelOf, phoneRank } from '../ranking/rank.ts';
import type { QueryTerm } from '../text/query.ts';
import { type CandidateSource, isShort, mailLevelOf, onlyLetters } from './candidate-source.ts';
import { type Candidates, confirmCandidate, unmet } from './candidates.ts';

/** Postings read in the time of reading one phone. */
const entriesPerPhone = 100;

/** Confirms the candidates that meet a later term, by their own words: for few candidates and many postings. */
export function checkCandidates(segment: Segment, source: CandidateSource, set: Candidates): void {
  const checker = beginCheck(segment, source);
  for (const reading of source.phoneReadings)
    if (set.count * entriesPerPhone > countEntries(segment.phones, reading))
      readEntries(segment.phones, reading);
  for (let at = 0; at < set.count; at++) {
    const best = rankRow(segment, checker, at32(set.rows, at));
    if (best !== unmet) set.bests[at] = best;
  }
  endCheck(checker);
  for (const row of source.ids) confirmCandidate(set, row, elsewhereLevel);
}

/** A source that is ready to rank rows by it, until `endCheck`: of those with typos only one at a time. */
export interface Checker {
  readonly source: CandidateSource;
  readonly rankOf: RankOf;
}

type RankOf = (dictionary: TermDictionary, source: CandidateSource, word: number, field: number) => number;

export function beginCheck({ dictionary }: Segment, source: CandidateSource): Checker {
  if (source.edits === 0) return { source, rankOf: isBegun(source.term) ? rankOfBegun : rankOfPrefix };
  if (places.length < dictionary.size) places = new Uint32Array(dictionary.size + (dictionary.size >> 2));
  const { textWords, emailWords, emailWordCount } = source;
  for (let i = 0; i < textWords.count; i++) places[numberAt(textWords.words, i)] = i + 1;
  for (let i = 0; i < emailWordCount; i++) places[numberAt(emailWords, i)] = emailPlace;
  return { source, rankOf: rankOfPlace };
}

export function endCheck({ source: { textWords, emailWords, emailWordCount }, rankOf }: Checker): void {
  if (rankOf !== rankOfPlace) return;
  for (let i = 0; i < textWords.count; i++) places[numberAt(textWords.words, i)] = 0;
  for (let i = 0; i < emailWordCount; i++) places[numberAt(emailWords, i)] = 0;
}

/** By word, its place in the source that is checked, plus 1; all 0 between checks. */
let places = new Uint32Array(1024);
const emailPlace = 0xffffffff;
const record = newRowWords();
/** Above every level that a field decides. */
const lowestWhole = elsewhereLevel;

/**
 * The best rank of a row for a term, or `unmet`. Ids are left out.
 * @param at the number of the row's record in `forward`
 * @param most where the rank is higher, it may be `unmet` as well: fields in which it cannot be lower are not read
 */
export function rankRow(
  segment: Segment,
  { source, rankOf }: Checker,
  number: number,
  forward: ForwardIndex = segment.forward,
  at: number = number,
  most: number = unmet,
): number {
  const { name, company, email, words } = readRecord(forward, at, record);
  const textWords = name + company;
  let best = unmet;
  for (let i = 0; i < textWords + email; i++) {
    const field = i === 0 && name > 0 ? atNameStart : i < name ? inName : i < textWords ? inCompany : inEmail;
    if (most < lowestWhole && most < levelOf(field, source.edits > 0 || source.term.wholeCounts)) break;
    const rank = rankOf(segment.dictionary, source, at32(words, i), field);
    if (rank < best) best = rank;
    // The places before count more.
    if (rankOf === rankOfBegun && rank !== unmet) return rank;
  }
  if (best <= elsewhereLevel || most < elsewhereLevel || source.phoneReadings.length === 0) return best;
  return Math.min(best, rankOfPhone(segment, source, number));
}

function rankOfPhone({ phones, rows }: Segment, { phoneReadings }: CandidateSource, number: number): number {
  let best = unmet;
  for (const reading of phoneReadings) {
    const rank = phoneRank(reading.where);
    if (rank < best && hasPhone(phones, rows, reading, number)) best = rank;
  }
  return best;
}

/** Without typos: the prefix keys rule most words out. */
function rankOfPrefix(
  dictionary: TermDictionary,
  { term, equivalents }: CandidateSource,
  word: number,
  field: number,
): number {
  if (equivalents.length > 0 && equivalents.includes(word)) return levelOf(field, false);
  const difference = at16(dictionary.prefixKeys, word) ^ term.prefixKey;
  if ((term.letters.length === 1 ? difference >>> 5 : difference) !== 0) return unmet;
  if (!wordBeginsWith(dictionary, word, term.letters)) return unmet;
  const isWhole = lengthOf(dictionary, word) === term.letters.length;
  if (term.isWhole && (!isWhole || field === inEmail)) return unmet;
  return field === inEmail
    ? mailLevelOf(dictionary, term, word)
    : levelOf(field, isWhole && term.wholeCounts);
}

/** One letter or two of a–z: the prefix keys tell all. */
const isBegun = (term: QueryTerm): boolean => isShort(term) && onlyLetters.test(term.text);

function rankOfBegun(
  { prefixKeys }: TermDictionary,
  { term, equivalents }: CandidateSource,
  word: number,
  field: number,
): number {
  const difference = at16(prefixKeys, word) ^ term.prefixKey;
  const isMet = (term.letters.length === 1 ? difference >>> 5 : difference) === 0;
  return isMet || (equivalents.length > 0 && equivalents.includes(word)) ? levelOf(field, false) : unmet;
}

/** With typos: its words are known, each by its place in the source. */
function rankOfPlace(
  dictionary: TermDictionary,
  { term, textWords: { costs, whole } }: CandidateSource,
  word: number,
  field: number,
): number {
  const place = at32(places, word);
  if (place === 0) return unmet;
  if (place === emailPlace) return mailLevelOf(dictionary, term, word);
  const cost = numberAt(costs, place - 1);
  const isWhole = item(whole, place - 1);
  return cost === 0
    ? levelOf(field, isWhole)
    : fuzzyRank(cost, at32(dictionary.rowCounts, word), field, isWhole);
}
