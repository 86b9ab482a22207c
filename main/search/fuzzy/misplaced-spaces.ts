import type { Searchable, Segment } from '../index/segment.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import { findPrefix, findWord, type Trie, textRoot } from '../index/trie.ts';
import { type Query, type QueryTerm, queryTermOf } from '../text/query.ts';

/** Shorter terms are not taken apart: almost any two letters begin something. */
const shortest = 4;
const shortestPart = 2;
/** Other readings that are tried, at most. */
const most = 4;

/**
 * Other ways to read what was typed, if a space slipped by one letter (`silv aacme`) or, where `any` are wanted, was left out
 * or put in (`joaosilva`, `zam brano`). What now stands before a space must be a word that rows have, what comes after it
 * must begin one.
 */
export function respacings<Row extends Searchable>(
  { trie, dictionary }: Segment<Row>,
  query: Query,
  wanted: 'slipped' | 'any',
): Query[] {
  const readings: Query[] = [];
  const consider = (at: number, replaced: number, parts: readonly string[]): void => {
    const terms = parts.map(part => queryTermOf(Uint16Array.from(part, letter => letter.charCodeAt(0))));
    const isRead = terms.every((term, i) => leads(trie, dictionary, term, i < terms.length - 1));
    if (!isRead || readings.length === most) return;
    readings.push({ ...query, terms: query.terms.toSpliced(at, replaced, ...terms), id: '' });
  };
  query.terms.forEach(({ text, isDigits }, at) => {
    if (isDigits) return;
    const next = query.terms[at + 1];
    if (next !== undefined && !next.isDigits) {
      if (wanted === 'any') consider(at, 2, [text + next.text]);
      consider(at, 2, [text + next.text.slice(0, 1), next.text.slice(1)]);
      consider(at, 2, [text.slice(0, -1), text.slice(-1) + next.text]);
    }
    if (wanted !== 'any' || text.length < shortest) return;
    for (let cut = text.length - 1; cut >= shortestPart; cut--)
      consider(at, 1, [text.slice(0, cut), text.slice(cut)]);
  });
  return readings;
}

/** Whether living rows have a word that begins with the term, or, when `whole`, is the term. */
function leads(trie: Trie, dictionary: TermDictionary, { letters }: QueryTerm, whole: boolean): boolean {
  if (letters.length === 0) return false;
  if (!whole) return findPrefix(trie, dictionary, textRoot, letters) !== 0;
  return (dictionary.rowCounts[findWord(trie, dictionary, textRoot, letters)] ?? 0) > 0;
}
