import type { Segment } from '../index/segment.ts';
import { findPrefix, findWord, textRoot } from '../index/trie.ts';
import { type Query, type QueryTerm, queryTermOf, type Reading } from '../text/query.ts';
import { omissionCost } from './confusion-costs.ts';

/** Letters of a term that is cut in two, and of each part. */
const minCut = 4;
const minPart = 2;
const maxRespacings = 4;

/**
 * The query with one space elsewhere: moved by a letter (`silv aacme`) or, for `any`, left out or put in too (`joaosilva`,
 * `zam brano`), at the cost of a letter left out. What now stands before a space must be a word of live rows; what stands after
 * it must begin one.
 */
export function respacings(segment: Segment, query: Query, wanted: 'moved' | 'any'): Reading[] {
  const found: Reading[] = [];
  const consider = (at: number, replaced: number, parts: readonly string[]): void => {
    if (parts.includes('')) return;
    const terms = parts.map(part => queryTermOf(Uint16Array.from(part, letter => letter.charCodeAt(0))));
    const isKnown = terms.every((term, i) => isInIndex(segment, term, i < terms.length - 1));
    if (!isKnown || found.length === maxRespacings) return;
    const respaced: Query = { ...query, terms: query.terms.toSpliced(at, replaced, ...terms), id: '' };
    found.push({ query: respaced, cost: omissionCost });
  };
  for (const [at, { text, isDigits }] of query.terms.entries()) {
    if (isDigits) continue;
    const next = query.terms[at + 1];
    if (next !== undefined && !next.isDigits) {
      if (wanted === 'any') consider(at, 2, [text + next.text]);
      consider(at, 2, [text + next.text.slice(0, 1), next.text.slice(1)]);
      consider(at, 2, [text.slice(0, -1), text.slice(-1) + next.text]);
    }
    if (wanted !== 'any' || text.length < minCut) continue;
    for (let cut = text.length - 1; cut >= minPart; cut--)
      consider(at, 1, [text.slice(0, cut), text.slice(cut)]);
  }
  return found;
}

/** Whether the index has words that begin with the term; when `whole`, whether live rows have the term as a word. */
function isInIndex({ trie, dictionary }: Segment, { letters }: QueryTerm, whole: boolean): boolean {
  if (!whole) return findPrefix(trie, dictionary, textRoot, letters) !== 0;
  return (dictionary.rowCounts[findWord(trie, dictionary, textRoot, letters)] ?? 0) > 0;
}
