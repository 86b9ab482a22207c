import { equivalentsOf, legalForms, particles } from './common-words.ts';
import { prefixKeyOf } from './letters.ts';
import { type PhoneForm, phoneForms } from './phone-forms.ts';
import type { Tokens } from './tokenize.ts';
import { addressIn, type TypedAddress } from './typed-address.ts';
import { mailIn } from './typed-mail.ts';
import { initialsOf, readingsOf, type TypedTerm, tokensOf, withLettersNames } from './typed-readings.ts';
import { piecesOf, plainText } from './typed-text.ts';

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
  /** Only a text word that is the term answers it, none that begins so. */
  readonly isWhole: boolean;
  /** Whole words that mean the same: each answers the term as well. */
  readonly equivalents: readonly Uint16Array[];
  /** The term is a part of an e-mail address: it may have typos there, too; a domain, with its @, nowhere else. */
  readonly isMail: boolean;
  /** The term as a part of a phone number; null where it is a word only. */
  readonly phone: TypedPhone | null;
}

export interface TypedPhone {
  readonly hasPlus: boolean;
  readonly forms: readonly PhoneForm[];
}

export interface Query {
  readonly terms: readonly QueryTerm[];
  /** Those beyond the terms that are looked for: a row must have them, too, to be exact. */
  readonly further: readonly QueryTerm[];
  /** The normalized text that picks are kept under. */
  readonly key: string;
  /** The text as typed where it may be an id (2–128 characters, no spaces), else ''. */
  readonly id: string;
  /** The beginning of an e-mail address that the text is, or has in it. */
  readonly address: TypedAddress | null;
  /** Other ways to write the same. */
  readonly others: readonly Reading[];
}

/** Another way to read what was typed. */
export interface Reading {
  readonly query: Query;
  /** In twentieths of an edit. 0 for another way to write the same: its rows are as exact as those of the text as it stands. */
  readonly cost: number;
  /** Its rows are looked for only where the text as it stands finds few. */
  readonly isSpare?: true;
}

/** What another ending of a domain costs, and a domain that is the name of a person or a company: about an edit. */
const endingCost = 20;
const namedLikeCost = 24;
const likeDomain = /^[\p{L}\p{N}-]{2,}(?:\.[\p{L}\p{N}-]{2,})+$/u;
const mailto = /\bmailto:/gi;
/** Terms that rows are looked for by: the levels of so many stay below `rankStep`. */
const maxTerms = 15;
/** Letters from which on a term may mean the whole word. */
const wholeFrom = 3;
const likeId = /^[A-Za-z0-9_-]{2,128}$/;
/** `opp_` as a term: what comes after the underscore is one of its own. */
const idPrefixTerm = 'opp';

/**
 * Parses what was typed. Digits with only phone signs between them are a number, or words of their own: both are tried.
 * @param usesCode whether rows have a country code
 */
export function parseQuery(
  typed: string,
  scratch: Tokens,
  usesCode = (_code: string): boolean => true,
): Query {
  const text = plainText(typed).replace(mailto, '');
  const id = likeId.test(text) ? text : '';
  const key = tokensOf(text, scratch).slice(0, maxTerms).join(' ');
  const termsOf = (terms: readonly TypedTerm[]): readonly QueryTerm[] =>
    withoutIdPrefix(withoutDoubles(terms.map(term => termOf(term, terms.length === 1, usesCode))), text);
  const readingOf = (terms: readonly QueryTerm[], cost: number): Reading => ({
    query: { terms, further: [], key, id: '', address: null, others: [] },
    cost,
  });
  const readings = readingsOf(piecesOf(text), scratch).map(termsOf);
  const further = (readings[0] ?? []).slice(maxTerms);
  const [first = [], ...rest] = readings.map(terms => terms.slice(0, maxTerms));
  const mail = mailIn(text, scratch);
  const address = addressIn(text, mail);
  if (mail === null) {
    const lettersNames = withLettersNames(text, scratch);
    const others = distinct([...rest, ...(lettersNames === null ? [] : [termsOf(lettersNames)])], [first]);
    const initials = initialsOf(text, scratch);
    const domain = likeDomain.test(text) ? mailIn(`@${text}`, scratch) : null;
    const asDomain = domain === null ? [] : [asMail([queryTermOf(codesOf(domain.domain))])];
    return {
      terms: address === null ? first : asMail(first),
      further,
      key,
      id,
      address,
      others: [
        ...[...others, ...asDomain].map(terms => readingOf(terms, 0)),
        ...(initials === null ? [] : [{ ...readingOf(termsOf(initials), 0), isSpare: true as const }]),
      ],
    };
  }
  const local = asMail(termsOf(tokensOf(mail.local, scratch).map(one => ({ text: one, phone: 'no' }))));
  const [beside = [], ...otherwise] = readingsOf(piecesOf(mail.rest), scratch).map(termsOf);
  const whole = (rest: readonly QueryTerm[], domain: string): readonly QueryTerm[] =>
    withoutDoubles([...rest, ...local, ...asMail([queryTermOf(codesOf(domain))])]).slice(-maxTerms);
  return {
    terms: whole(beside, mail.domain),
    further: beside.slice(0, Math.max(0, beside.length + local.length + 1 - maxTerms)),
    key,
    id,
    address,
    others: [
      ...distinct(otherwise, [beside]).map(rest => readingOf(whole(rest, mail.domain), 0)),
      ...(mail.anyEnding === null ? [] : [readingOf(whole(beside, mail.anyEnding), endingCost)]),
      readingOf(first, namedLikeCost),
    ],
  };
}

const asMail = (terms: readonly QueryTerm[]): readonly QueryTerm[] =>
  terms.map(term => ({ ...term, isMail: true }));

/** The readings that find what none of those before them finds. */
const distinct = (
  readings: readonly (readonly QueryTerm[])[],
  before: readonly (readonly QueryTerm[])[],
): readonly (readonly QueryTerm[])[] =>
  readings.filter(
    (one, at) => ![...before, ...readings.slice(0, at)].some(earlier => includes(earlier, one)),
  );

/** Whether the terms of one reading find all that those of another find. */
const includes = (one: readonly QueryTerm[], other: readonly QueryTerm[]): boolean =>
  one.length === other.length &&
  one.every((term, at) => term.text === other[at]?.text && (term.phone !== null || other[at].phone === null));

/** Whether a term is a domain of e-mail addresses. */
export const isDomain = ({ text }: QueryTerm): boolean => text.startsWith('@');

/** What a term is looked up by: terms that share it mean the same. */
export const sourceKey = ({ text, phone, equivalents, isMail, isWhole }: QueryTerm): string =>
  (isWhole ? '.' : '') +
  (isMail ? '@' : '') +
  (phone === null ? '' : phone.hasPlus ? '+' : '#') +
  (equivalents.length === 0 ? '' : '=') +
  text;

function termOf(
  { text, phone }: TypedTerm,
  isAlone: boolean,
  usesCode: (code: string) => boolean,
): QueryTerm {
  const term = queryTermOf(codesOf(text), isAlone);
  if (phone === 'no') return term;
  const hasPlus = phone === 'plus';
  return { ...term, phone: { hasPlus, forms: phoneForms(text, hasPlus, usesCode) } };
}

export function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

/** Terms made lately, by their letters: a text's readings and the next key's have most of them in common. */
const made = new Map<string, QueryTerm>();
const mostMade = 64;

/** @param isAlone nothing else was typed: then one letter, or two, are most likely the beginning of something else */
export function queryTermOf(letters: Uint16Array, isAlone = false): QueryTerm {
  const text = String.fromCharCode(...letters);
  const isBeginning = isAlone && letters.length < wholeFrom;
  const key = isBeginning ? ` ${text}` : text;
  const known = made.get(key);
  if (known !== undefined) return known;
  const term = {
    letters,
    prefixKey: prefixKeyOf(letters, 0, letters.length),
    text,
    isDigits: /^[0-9]+$/.test(text),
    isWhole: false,
    phone: null,
    isMail: false,
    wholeCounts: letters.length >= wholeFrom && !particles.has(text) && !legalForms.has(text),
    equivalents: isBeginning ? [] : equivalentsOf(text).map(codesOf),
  };
  if (made.size === mostMade) made.clear();
  made.set(key, term);
  return term;
}

const withoutDoubles = (terms: readonly QueryTerm[]): readonly QueryTerm[] =>
  terms.filter((term, at) => terms.findIndex(other => other.text === term.text) === at);

const withoutIdPrefix = (terms: readonly QueryTerm[], trimmed: string): readonly QueryTerm[] =>
  terms.length > 1 && /(^|\s)opp_/i.test(trimmed) ? terms.filter(term => term.text !== idPrefixTerm) : terms;
