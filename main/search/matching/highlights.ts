import type { Highlight, HighlightedField } from '../../contract/find.ts';
import { at8, at16 } from '../arrays/access.ts';
import type { Edits } from '../fuzzy/edit-distance.ts';
import { matchWord } from '../fuzzy/trie-traversal.ts';
import type { Searchable } from '../index/segment.ts';
import { isJoiner } from '../text/characters.ts';
import { rangeInId } from '../text/id-forms.ts';
import { isDomain, type Query, type QueryTerm } from '../text/query.ts';
import { newTokens, type Tokens, tokenizeEmail, tokenizeField } from '../text/tokenize.ts';
import { minIdLength } from './candidate-source.ts';
import { typosAllowed } from './fuzzy-source.ts';
import { highlightsInPhone, slipsInPhone } from './phone-highlight.ts';

type Range = readonly [start: number, end: number];

/** Why a row answers a query. */
export interface MatchReason {
  readonly highlights: readonly Highlight[];
  /** Every term is met without a typo. */
  readonly exact: boolean;
}

/** The words of the row that was read last: a row is asked for in each reading of a text. */
const tokens = { name: newTokens(), company: newTokens(), email: newTokens() };
let lastRead: Searchable | null = null;
const mailFields = ['email'] as const;
const textFields = ['name', 'company'] as const;
const wordFields = ['name', 'company', 'email'] as const;
const fields: readonly HighlightedField[] = ['name', 'company', 'email', 'phone', 'id'];

/** The texts of a row, each read once: a row may have to put them together. */
type Texts = Readonly<Record<(typeof wordFields)[number], string>>;

/** The ranges found so far. */
type Found = Map<HighlightedField, Range[]>;

/** The ranges of a row's own text that answer a query; null where a term is not met with `edits` typos. */
export function explainMatch(row: Searchable, query: Query, edits: Edits): MatchReason | null {
  const texts = { name: row.name, company: row.company, email: row.email };
  if (lastRead !== row) {
    for (const field of textFields) tokenizeField(texts[field], tokens[field]);
    tokenizeEmail(texts.email, tokens.email);
    lastRead = row;
  }
  const found: Found = new Map();
  const idRange = query.id === '' ? null : rangeInId(row.id, query.id);
  let exact = true;
  for (const term of query.terms) {
    if (findExact(row, texts, term, found) || idRange !== null) continue;
    if (!findTypo(row, texts, term, edits, found)) return null;
    exact = false;
  }
  if (idRange !== null) add(found, 'id', idRange);
  const highlights = fields.flatMap(field => {
    const ranges = found.get(field);
    return ranges === undefined ? [] : [{ field, ranges: joined(ranges) }];
  });
  return { highlights, exact };
}

function findExact(row: Searchable, texts: Texts, term: QueryTerm, found: Found): boolean {
  const { letters, text, equivalents } = term;
  let isMet = false;
  const meet = (field: HighlightedField, range: Range | null): void => {
    if (range === null) return;
    add(found, field, range);
    isMet = true;
  };
  for (const field of wordFields) {
    const words = tokens[field];
    for (let i = 0; i < words.count; i++) {
      const start = at16(words.starts, i);
      const length = at8(words.lengths, i);
      if (length >= letters.length && beginsAt(words.text.codes, start, letters))
        meet(field, rangeOf(words, texts[field], start, letters.length));
      else if (
        field !== 'email' &&
        equivalents.some(one => one.length === length && beginsAt(words.text.codes, start, one))
      )
        meet(field, rangeOf(words, texts[field], start, length));
    }
  }
  if (term.phone !== null)
    for (const range of highlightsInPhone(row.phone, term.phone.forms)) meet('phone', range);
  if (text.length >= minIdLength) meet('id', rangeInId(row.id, text));
  return isMet;
}

function beginsAt(codes: Uint16Array, start: number, letters: Uint16Array): boolean {
  for (let i = 0; i < letters.length; i++) if (codes[start + i] !== letters[i]) return false;
  return true;
}

/** Finds the word that is nearest to a term with typos. */
function findTypo(row: Searchable, texts: Texts, term: QueryTerm, edits: Edits, found: Found): boolean {
  const { letters, phone } = term;
  const allowed = typosAllowed(term, edits);
  if (allowed === 0) return false;
  if (phone !== null) {
    const ranges = slipsInPhone(row.phone, phone.forms);
    for (const range of ranges) add(found, 'phone', range);
    return ranges.length > 0;
  }
  let best: { cost: number; field: HighlightedField; range: Range } | null = null;
  for (const field of isDomain(term) ? mailFields : term.isMail ? wordFields : textFields) {
    const words = tokens[field];
    for (let i = 0; i < words.count; i++) {
      const start = at16(words.starts, i);
      if (isDomain(term) && words.text.codes[start] !== letters[0]) continue;
      const match = matchWord(letters, allowed, words.text.codes, start, at8(words.lengths, i));
      if (match === null || (best !== null && match.cost >= best.cost)) continue;
      best = { cost: match.cost, field, range: rangeOf(words, texts[field], start, match.letters) };
    }
  }
  if (best === null) return false;
  add(found, best.field, best.range);
  return true;
}

/** The range of the original text that some normalized units came from, with the accents that follow. */
function rangeOf(
  { text: { origin, length, sourceLength } }: Tokens,
  text: string,
  from: number,
  count: number,
): Range {
  const last = at16(origin, from + count - 1);
  let next = from + count;
  while (next < length && at16(origin, next) <= last) next++;
  let end = next < length ? at16(origin, next) : sourceLength;
  while (end > last + 1 && isJoiner(text.charAt(end - 1))) end--;
  return [at16(origin, from), end];
}

function add(found: Found, field: HighlightedField, range: Range): void {
  const before = found.get(field);
  if (before === undefined) found.set(field, [range]);
  else before.push(range);
}

/** The ranges ascending; those that touch are joined. */
function joined(ranges: readonly Range[]): readonly Range[] {
  if (ranges.length === 1) return ranges;
  const all: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}
