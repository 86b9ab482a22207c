import type { Highlight, HighlightedField } from '../../contract/find.ts';
import { at8, at16 } from '../arrays/access.ts';
import { matchWord } from '../fuzzy/trie-traversal.ts';
import type { Searchable } from '../index/segment.ts';
import { idBeginsWith, rangeInId } from '../text/id-forms.ts';
import { isJoiner } from '../text/normalize.ts';
import type { Query, QueryTerm } from '../text/query.ts';
import { newTokens, type Tokens, tokenize } from '../text/tokenize.ts';
import { minIdLength } from './candidate-source.ts';
import { highlightInPhone } from './phone-highlight.ts';

type Range = readonly [start: number, end: number];

/** Why a row answers a query. */
export interface MatchReason {
  readonly highlights: readonly Highlight[];
  /** Every term is met without a slip. */
  readonly exact: boolean;
}

/** The texts with words, each asked of the row once: a row may have to put them together. */
type Read = Readonly<Record<'name' | 'company' | 'email', string>>;

const texts = { name: newTokens(), company: newTokens(), email: newTokens() };
const spoken = ['name', 'company'] as const;
const worded = ['name', 'company', 'email'] as const;
const fields: readonly HighlightedField[] = ['name', 'company', 'email', 'phone', 'id'];

/** The places where a row's own text meets the query; null when a term is not met even with slips of `edits`. */
export function explainMatch(row: Searchable, query: Query, edits: number): MatchReason | null {
  const read = { name: row.name, company: row.company, email: row.email };
  for (const field of worded) tokenize(read[field], texts[field]);
  const found = new Map<HighlightedField, Range[]>();
  let exact = true;
  for (const term of query.terms) {
    const isMet = markExact(row, read, term, found);
    if (isMet) continue;
    if (query.id !== '' && idBeginsWith(row.id, query.id)) continue;
    if (!markSlip(read, term, edits, found)) return null;
    exact = false;
  }
  if (query.id !== '' && idBeginsWith(row.id, query.id)) add(found, 'id', rangeInId(row.id, query.id));
  const highlights: Highlight[] = [];
  for (const field of fields) {
    const ranges = found.get(field);
    if (ranges !== undefined) highlights.push({ field, ranges: inOrder(ranges) });
  }
  return { highlights, exact };
}

function markExact(
  row: Searchable,
  read: Read,
  term: QueryTerm,
  found: Map<HighlightedField, Range[]>,
): boolean {
  let isMet = false;
  for (const field of worded) {
    const words = texts[field];
    for (let i = 0; i < words.count; i++) {
      if (!begins(words, i, term.letters)) continue;
      add(found, field, rangeOf(words, read[field], at16(words.start, i), term.letters.length));
      isMet = true;
    }
  }
  if (term.isDigits) {
    const place = highlightInPhone(row.phone, term.text);
    if (place !== null) add(found, 'phone', place);
    isMet ||= place !== null;
  }
  if (term.text.length >= minIdLength && idBeginsWith(row.id, term.text)) {
    add(found, 'id', rangeInId(row.id, term.text));
    isMet = true;
  }
  return isMet;
}

function markSlip(
  read: Read,
  term: QueryTerm,
  edits: number,
  found: Map<HighlightedField, Range[]>,
): boolean {
  if (term.isDigits || term.letters.length < 3) return false;
  let best: { cost: number; field: 'name' | 'company'; range: Range } | null = null;
  for (const field of spoken) {
    const words = texts[field];
    const { codes } = words.text;
    for (let i = 0; i < words.count; i++) {
      const start = at16(words.start, i);
      const held = matchWord(term.letters, edits, codes, start, at8(words.length, i));
      if (held === null || held.letters === 0 || (best !== null && held.cost >= best.cost)) continue;
      best = { cost: held.cost, field, range: rangeOf(words, read[field], start, held.letters) };
    }
  }
  if (best === null) return false;
  add(found, best.field, best.range);
  return true;
}

function begins(words: Tokens, i: number, letters: Uint16Array): boolean {
  if (at8(words.length, i) < letters.length) return false;
  const { codes } = words.text;
  const start = at16(words.start, i);
  for (let k = 0; k < letters.length; k++) if (codes[start + k] !== letters[k]) return false;
  return true;
}

/** The original characters that some folded ones came from, with the accents that follow them. */
function rangeOf(
  { text: { origin, length, sourceLength } }: Tokens,
  text: string,
  from: number,
  count: number,
): Range {
  const start = at16(origin, from);
  const last = at16(origin, from + count - 1);
  let next = from + count;
  while (next < length && at16(origin, next) <= last) next++;
  let end = next < length ? at16(origin, next) : sourceLength;
  while (end > last + 1 && isJoiner(text.charAt(end - 1))) end--;
  return [start, end];
}

function add(found: Map<HighlightedField, Range[]>, field: HighlightedField, range: Range): void {
  const before = found.get(field);
  if (before === undefined) found.set(field, [range]);
  else before.push(range);
}

/** Ascending, those that touch made one. */
function inOrder(ranges: readonly Range[]): Range[] {
  if (ranges.length === 1) return [...ranges];
  const joined: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
