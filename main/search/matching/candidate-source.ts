import { newReached, type Reached, walk } from '../fuzzy/trie-traversal.ts';
import { spanOf } from '../index/id-key.ts';
import {
  countOf as countEntries,
  type DigitReading,
  listSays,
  meansPhone,
  readDigits,
} from '../index/phone-lookup.ts';
import { countOf } from '../index/prefix-counts.ts';
import type { Searchable, Shelf } from '../index/segment.ts';
import { advance, keyAt, locate, newPlace, numberAt } from '../index/sorted-ids.ts';
import { descend, mailRoot, spokenRoot, wordsUnder } from '../index/trie.ts';
import { beginningsOf } from '../text/id-forms.ts';
import type { Term } from '../text/query.ts';

/** Everything in a shelf that one term may mean. */
export interface Source {
  readonly term: Term;
  /** How many slips are forgiven. */
  readonly edits: 0 | 1 | 2;
  /** Words of names and companies, with what it took to reach them. */
  readonly spoken: Reached;
  /** Words of e-mail addresses that begin with the term. */
  readonly mail: number[];
  mailCount: number;
  /** False while the words above have not been looked up: spoken ones, those of addresses. */
  hasSpoken: boolean;
  hasMail: boolean;
  readonly readings: readonly DigitReading[];
  /** Rows whose id begins with the term. */
  readonly ids: readonly number[];
  /** About how many entries all these have. */
  weight: number;
}

/** From this length on a term may be the beginning of an id. */
export const shortestId = 2;
/** Ids are looked at up to here; a term with more is no use as an id. */
const mostIds = 2000;

/** What begins with the term. The words of one letter or two are listed only when they are needed: they are many. */
export function exactSource<Row extends Searchable>(shelf: Shelf<Row>, term: Term): Source {
  const source: Source = {
    term,
    edits: 0,
    spoken: newReached(),
    mail: [],
    mailCount: 0,
    hasSpoken: false,
    hasMail: false,
    readings: term.digits ? readDigits(shelf.phones, term.text) : [],
    ids: term.text.length < shortestId ? [] : rowsByIds(shelf, term.text),
    weight: 0,
  };
  if (isShort(term)) source.weight = countOf(shelf.heads, term.letters) + elsewhere(shelf, source);
  else weigh(shelf, source);
  return source;
}

/** The same with slips forgiven. */
export function slippedSource<Row extends Searchable>(
  shelf: Shelf<Row>,
  exact: Source,
  edits: 1 | 2,
): Source {
  listMail(shelf, exact);
  const spoken = walk(shelf.trie, shelf.lexicon, exact.term.letters, edits, newReached());
  const source: Source = { ...exact, edits, spoken, hasSpoken: true };
  weigh(shelf, source);
  return source;
}

/** A term so short that its rows are counted without listing its words. */
export const isShort = (term: Term): boolean => term.letters.length <= 2;

/** Looks the spoken words up that begin with the term, if that has not been done. */
export function listSpoken<Row extends Searchable>({ trie, lexicon }: Shelf<Row>, source: Source): void {
  if (source.hasSpoken) return;
  const { term, spoken } = source;
  const node = descend(trie, lexicon, spokenRoot, term.letters);
  spoken.count = node === 0 ? 0 : wordsUnder(trie, node, spoken.words, 0);
  for (let i = 0; i < spoken.count; i++) {
    spoken.costs[i] = 0;
    spoken.whole[i] = lexicon.length[spoken.words[i] as number] === term.letters.length;
  }
  source.hasSpoken = true;
}

/** The same for the words of addresses. */
export function listMail<Row extends Searchable>({ trie, lexicon }: Shelf<Row>, source: Source): void {
  if (source.hasMail) return;
  const node = descend(trie, lexicon, mailRoot, source.term.letters);
  source.mailCount = node === 0 ? 0 : wordsUnder(trie, node, source.mail, 0);
  source.hasMail = true;
}

function weigh<Row extends Searchable>(shelf: Shelf<Row>, source: Source): void {
  listSpoken(shelf, source);
  listMail(shelf, source);
  const { rows } = shelf.lexicon;
  const { spoken, mail, mailCount } = source;
  let weight = elsewhere(shelf, source);
  for (let i = 0; i < spoken.count; i++) weight += rows[spoken.words[i] as number] as number;
  for (let i = 0; i < mailCount; i++) weight += rows[mail[i] as number] as number;
  source.weight = weight;
}

/** Entries of ids and phones. */
function elsewhere<Row extends Searchable>({ phones }: Shelf<Row>, { ids, readings }: Source): number {
  let weight = ids.length;
  for (const reading of readings) weight += countEntries(phones, reading);
  return weight;
}

/** Rows whose id, or what follows `opp_` in it, begins so. */
export function rowsByIds<Row extends Searchable>(
  { ids, rows, idForms }: Shelf<Row>,
  text: string,
): number[] {
  const found: number[] = [];
  for (const beginning of beginningsOf(idForms, text)) {
    const { last, isExact } = spanOf(beginning);
    const place = locate(ids, rows, beginning, newPlace());
    for (let row = numberAt(ids, place); row >= 0 && found.length < mostIds; row = numberAt(ids, place)) {
      if (keyAt(ids, place) > last) break;
      if (isExact || rows[row]?.id.startsWith(beginning)) found.push(row);
      advance(ids, place);
    }
  }
  return found;
}

/** Whether an entry of a reading's list is meant; the row's phone is read only when the list does not know. */
export const isMeant = (reading: DigitReading, kind: number, row: Searchable): boolean =>
  listSays(reading, kind) ?? meansPhone(reading, row.phone);
