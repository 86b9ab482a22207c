import { item, numberAt } from '../arrays/access.ts';
import { type Edits, editsAllowed } from '../fuzzy/edit-distance.ts';
import { type FuzzyWords, newFuzzyWords, traverseTrie } from '../fuzzy/trie-traversal.ts';
import { countEntries, slipReadings } from '../index/phone-lookup.ts';
import type { Segment } from '../index/segment.ts';
import { wordBeginsWith } from '../index/term-dictionary.ts';
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
  loadEmailWords(segment, exact);
  const { trie, dictionary } = segment;
  const { term } = exact;
  const textWords = newFuzzyWords();
  if (!isDomain(term)) traverseTrie(trie, dictionary, textRoot, letters, edits, textWords);
  if (term.isMail) traverseTrie(trie, dictionary, emailRoot, letters, edits, textWords);
  if (isDomain(term)) keepDomains(segment, term, textWords);
  if (!term.wholeCounts) textWords.whole.fill(false);
  addEquivalents(textWords, exact);
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

/** Keeps the words that begin with the @ of a term: what else is near it is no domain. */
function keepDomains({ dictionary }: Segment, { letters }: QueryTerm, found: FuzzyWords): void {
  const { words, costs, whole, count } = found;
  found.count = 0;
  for (let i = 0; i < count; i++) {
    if (!wordBeginsWith(dictionary, numberAt(words, i), letters.subarray(0, 1))) continue;
    words[found.count] = numberAt(words, i);
    costs[found.count] = numberAt(costs, i);
    whole[found.count++] = item(whole, i);
  }
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
