import { at8, at16 } from '../arrays/access.ts';
import { prefixKeyOf } from './letters.ts';
import { followsApostrophe } from './normalize.ts';
import { type Tokens, tokenize } from './tokenize.ts';

/** One word of what was typed: rows must have a word that begins with it. */
export interface QueryTerm {
  /** The letters, folded. */
  readonly letters: Uint16Array;
  /** The first two of them packed, as the dictionary packs those of words. */
  readonly prefixKey: number;
  /** The same as a string. */
  readonly text: string;
  /** Nothing but digits: it may be a part of a phone number. */
  readonly isDigits: boolean;
}

export interface Query {
  readonly terms: readonly QueryTerm[];
  /** What was typed in comparable form: picks are remembered under it. */
  readonly key: string;
  /** The text as typed when it could be an id in whole (no spaces), else ''. */
  readonly id: string;
}

/** More words than anybody types; the rest are ignored. */
const mostTerms = 8;
const likePhone = /^[\d\s()+\-./]+$/;
const likeId = /^[A-Za-z0-9_-]{2,128}$/;
const idPrefix = 'opp';

/** Reads what was typed. A text of digits and the signs between them is one number. */
export function parseQuery(typed: string, scratch: Tokens): Query {
  const trimmed = typed.trim();
  const words = tokenize(trimmed, scratch);
  const found: QueryTerm[] = [];
  const { codes } = words.text;
  for (let i = 0; i < words.count && found.length < mostTerms; i++) {
    const start = at16(words.start, i);
    // What follows a seam is the end of the word before it.
    if (followsApostrophe(words.text, start)) continue;
    found.push(queryTermOf(codes.slice(start, start + at8(words.length, i))));
  }
  const terms = withoutDoubles(found);
  return {
    terms: likePhone.test(trimmed) ? asNumber(terms, found) : withoutIdPrefix(terms, trimmed),
    key: found.map(term => term.text).join(' '),
    id: likeId.test(trimmed) ? trimmed : '',
  };
}

/** The term that these folded letters are. */
export function queryTermOf(letters: Uint16Array): QueryTerm {
  const text = String.fromCharCode(...letters);
  return {
    letters,
    prefixKey: prefixKeyOf(letters, 0, letters.length),
    text,
    isDigits: /^[0-9]+$/.test(text),
  };
}

/** A term typed twice says nothing more. */
const withoutDoubles = (terms: readonly QueryTerm[]): readonly QueryTerm[] =>
  terms.filter((term, at) => !terms.some((other, place) => other.text === term.text && place < at));

const asNumber = (terms: readonly QueryTerm[], found: readonly QueryTerm[]): readonly QueryTerm[] =>
  found.length < 2 ? terms : [queryTermOf(Uint16Array.from(found.flatMap(term => [...term.letters])))];

/** `opp_x7k` means the id's own letters. */
const withoutIdPrefix = (terms: readonly QueryTerm[], trimmed: string): readonly QueryTerm[] =>
  terms.length > 1 && /(^|\s)opp_/i.test(trimmed) ? terms.filter(term => term.text !== idPrefix) : terms;
