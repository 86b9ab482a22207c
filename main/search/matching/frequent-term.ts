import { at32, at64, numberAt } from '../arrays/access.ts';
import { ensureFreshest, isAmongFreshest } from '../index/freshest.ts';
import { isPhoneMeant, readEntries } from '../index/phone-lookup.ts';
import { atNameStart, inCompany, inEmail, inName, type Segment } from '../index/segment.ts';
import { elsewhereLevel, levelOf, phoneRank, wholeMailLevel } from '../ranking/rank.ts';
import { isCompetitive, offer, type TopK } from '../ranking/top-k.ts';
import {
  type CandidateSource,
  loadEmailWords,
  loadTextWords,
  wholeMailOf,
  wholeWordOf,
} from './candidate-source.ts';
import { freshestFirst, type IsComplete } from './freshest-first.ts';
import { offerPostings } from './offer-postings.ts';

/**
 * Answers a query of one term that very many rows have: the postings are read in the order of their ranks, until nothing better
 * can come. Returns about how many rows match.
 */
export function searchFrequentTerm(segment: Segment, source: CandidateSource, top: TopK): number {
  const { term, textWords, entryCount } = source;
  const total = Math.min(segment.liveRows, entryCount);
  const isComplete = freshestFirst(segment, source, top);
  const word = wholeWordOf(segment, term);
  if (word >= 0) {
    if (isComplete(levelOf(atNameStart, true), at32(segment.dictionary.rowCounts, word))) return total;
    offerText(segment, [word], true, top, isComplete);
  }
  // Names have few digits, and phones take long to read.
  if (!term.isDigits && isComplete(levelOf(atNameStart, false), entryCount)) return total;
  loadTextWords(segment, source);
  const longer = textWords.words.slice(0, textWords.count).filter(other => other !== word);
  offerText(segment, longer, false, top, isComplete);
  if (!isCompetitive(top, wholeMailLevel, Number.POSITIVE_INFINITY)) return total;
  const mail = wholeMailOf(segment, term);
  if (mail >= 0) {
    if (isComplete(wholeMailLevel, at32(segment.dictionary.rowCounts, mail))) return total;
    offerPostings(segment, mail, inEmail, wholeMailLevel, top);
    if (!isCompetitive(top, elsewhereLevel, Number.POSITIVE_INFINITY)) return total;
  }
  for (const row of source.ids) offer(top, row, elsewhereLevel, at64(segment.prior, row));
  if (isComplete(elsewhereLevel, entryCount, source.phoneReadings.length > 0)) return total;
  loadEmailWords(segment, source);
  for (let i = 0; i < source.emailWordCount; i++)
    if (source.emailWords[i] !== mail)
      offerPostings(segment, numberAt(source.emailWords, i), inEmail, elsewhereLevel, top);
  offerPhones(segment, source, top, 'end');
  if (!isComplete(phoneRank('inside'), entryCount, source.phoneReadings.length > 0))
    offerPhones(segment, source, top, 'inside');
  return total;
}

/** Offers the rows that have the words in a name or a company, field by field. */
function offerText(
  segment: Segment,
  words: readonly number[],
  isWhole: boolean,
  top: TopK,
  isComplete: IsComplete,
): void {
  for (const field of [atNameStart, inName, inCompany]) {
    const level = levelOf(field, isWhole);
    if (field !== atNameStart && isComplete(level)) return;
    for (const word of words) offerPostings(segment, word, field, level, top);
  }
}

/** Offers the rows with the digits at the end of a phone, or before it; the freshest first, since often no other is needed. */
function offerPhones(
  { freshest, phones, prior, rows }: Segment,
  source: CandidateSource,
  top: TopK,
  where: 'end' | 'inside',
): void {
  const { floor } = ensureFreshest(freshest, prior, rows.length);
  const level = phoneRank(where);
  const offerThose = (areFreshest: boolean): void => {
    for (const reading of source.phoneReadings) {
      if (reading.where !== where) continue;
      const entries = readEntries(phones, reading);
      for (let i = 0; i < entries.length; i++) {
        const number = at32(entries, i) >>> 2;
        if (isAmongFreshest(freshest, number) !== areFreshest) continue;
        const worth = at64(prior, number);
        if (worth < 0 || !isCompetitive(top, level, worth)) continue;
        if (isPhoneMeant(phones, rows, reading, number)) offer(top, number, level, worth);
      }
    }
  };
  offerThose(true);
  if (isCompetitive(top, level, floor)) offerThose(false);
}
