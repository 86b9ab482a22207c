import { at8, at16 } from '../arrays/access.ts';
import { legalForms, particles } from './common-words.ts';
import { prefixKeyOf } from './letters.ts';
import { followsApostrophe } from './normalize.ts';
import { type PhoneForm, phoneForms } from './phone-forms.ts';
import { type Tokens, tokenize } from './tokenize.ts';

/** One word of what was typed. A row answers it with a word that begins so. */
export interface QueryTerm {
  /** Normalized letters. */
  readonly letters: Uint16Array;
  /** The first two of them: see `prefixKeyOf`. */
  readonly prefixKey: number;
  /** The letters as a string. */
  readonly text: string;
  /** The term has digits only: it has no typos as a word. */
  readonly isDigits: boolean;
  /** Whether a word that is the term stands before one that begins with it: from three letters on, no particle, no legal form. */
  readonly wholeCounts: boolean;
  /** The term as a part of a phone number; null where it is a word only. */
  readonly phone: TypedPhone | null;
}

export interface TypedPhone {
  readonly hasPlus: boolean;
  readonly forms: readonly PhoneForm[];
}

export interface Query {
  readonly terms: readonly QueryTerm[];
  /** The normalized text that picks are kept under. */
  readonly key: string;
  /** The text as typed where it may be an id (2–128 characters, no spaces), else ''. */
  readonly id: string;
}

/** Another way to read what was typed. */
export interface Reading {
  readonly query: Query;
  /** In twentieths of an edit. 0 for another way to write the same: its rows are as exact as those of the text as it stands. */
  readonly cost: number;
}

/** Further terms are ignored. */
const maxTerms = 8;
/** Letters from which on a term may mean the whole word. */
const wholeFrom = 3;
const likePhone = /^[\d\s()+\-./]+$/;
const likeId = /^[A-Za-z0-9_-]{2,128}$/;
/** `opp_` as a term: what comes after the underscore is one of its own. */
const idPrefixTerm = 'opp';

/**
 * Parses what was typed. Digits with only phone signs between them make one term.
 * @param usesCode whether rows have a country code
 */
export function parseQuery(
  typed: string,
  scratch: Tokens,
  usesCode = (_code: string): boolean => true,
): Query {
  const trimmed = typed.trim();
  const { text, count, starts, lengths } = tokenize(trimmed, scratch);
  const found: QueryTerm[] = [];
  for (let i = 0; i < count && found.length < maxTerms; i++) {
    const start = at16(starts, i);
    // This token is the end of the one before it.
    if (followsApostrophe(text, start)) continue;
    found.push(queryTermOf(text.codes.slice(start, start + at8(lengths, i))));
  }
  const terms = withoutDoubles(found);
  const all = likePhone.test(trimmed) ? asOneNumber(terms, found) : withoutIdPrefix(terms, trimmed);
  const hasPlus = trimmed.startsWith('+');
  return {
    terms: all.map(term =>
      term.isDigits ? { ...term, phone: { hasPlus, forms: phoneForms(term.text, hasPlus, usesCode) } } : term,
    ),
    key: found.map(term => term.text).join(' '),
    id: likeId.test(trimmed) ? trimmed : '',
  };
}

export function queryTermOf(letters: Uint16Array): QueryTerm {
  const text = String.fromCharCode(...letters);
  return {
    letters,
    prefixKey: prefixKeyOf(letters, 0, letters.length),
    text,
    isDigits: /^[0-9]+$/.test(text),
    phone: null,
    wholeCounts: letters.length >= wholeFrom && !particles.has(text) && !legalForms.has(text),
  };
}

const withoutDoubles = (terms: readonly QueryTerm[]): readonly QueryTerm[] =>
  terms.filter((term, at) => terms.findIndex(other => other.text === term.text) === at);

const asOneNumber = (terms: readonly QueryTerm[], found: readonly QueryTerm[]): readonly QueryTerm[] =>
  found.length < 2 ? terms : [queryTermOf(Uint16Array.from(found.flatMap(term => [...term.letters])))];

const withoutIdPrefix = (terms: readonly QueryTerm[], trimmed: string): readonly QueryTerm[] =>
  terms.length > 1 && /(^|\s)opp_/i.test(trimmed) ? terms.filter(term => term.text !== idPrefixTerm) : terms;
