/**
 * The room of the index. Enters: rows, each with its prior as a number. Leaves: a segment, which is every structure that a
 * query reads: term dictionary, trie, postings, forward index, phone digits, sorted ids and the freshest rows. `indexer` fills
 * it, `rebuild` replaces it by a copy without deleted rows. It knows nothing of queries, costs or ranks.
 */

import type { OpportunityId, StageRole } from '../../contract/model.ts';
import { type IdForms, newIdForms } from '../text/id-forms.ts';
import * as forwards from './forward-index.ts';
import { type Freshest, newFreshest, revalue } from './freshest.ts';
import { newPhones, type Phones } from './phone-index.ts';
import { newPostings, type Postings } from './postings.ts';
import { count, type Heads, newHeads } from './prefix-counts.ts';
import { type Ids, keyAt, locate, newIds, numberAt, type Place, remove } from './sorted-ids.ts';
import { type Lexicon, newLexicon } from './term-dictionary.ts';
import { newTrie, type Trie } from './trie.ts';

/** What the catalogue reads of a row; an `Opportunity` fits as it is. Rows are kept by reference, never changed. */
export interface Searchable {
  readonly id: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly updatedAt: number | null;
  readonly stage: { readonly role: StageRole };
}

/** Where a word stands in a row: the class of its entry in `others`. */
export const inName = 1;
export const inCompany = 2;
export const inMail = 3;

/**
 * One generation of the index. Rows are numbered as they come and a number is never used twice: a changed row gets a
 * new number, its old one is dead. A shelf with too many dead rows is copied to a new one, a few rows at a time.
 */
export interface Shelf<Row extends Searchable> {
  readonly rows: (Row | undefined)[];
  living: number;
  /** What a row's age, state and picks are worth; greater is better, dead rows have -1. Set by `value` only. */
  prior: Float64Array;
  readonly freshest: Freshest;
  readonly lexicon: Lexicon;
  readonly trie: Trie;
  /** Rows whose name begins with the word: list `leads[word] - 1`. */
  readonly first: Postings;
  leads: Uint32Array;
  /** Rows that have the word anywhere else. */
  readonly others: Postings;
  readonly forward: forwards.Forward;
  readonly phones: Phones;
  /** Living rows by id. */
  readonly ids: Ids;
  readonly idForms: IdForms;
  /** Living rows by the first letter and the first two letters of their words, a row once for each word. */
  readonly heads: Heads;
  /** Grows with every row added or dropped. */
  version: number;
}

export const newShelf = <Row extends Searchable>(): Shelf<Row> => ({
  rows: [],
  living: 0,
  prior: new Float64Array(64),
  freshest: newFreshest(),
  lexicon: newLexicon(),
  trie: newTrie(),
  first: newPostings(),
  leads: new Uint32Array(157),
  others: newPostings(),
  forward: forwards.newForward(),
  phones: newPhones(),
  ids: newIds(),
  idForms: newIdForms(),
  heads: newHeads(),
  version: 0,
});

const scratch = forwards.newRowWords();

/** Takes the row at a place out; its number stays dead, and another row may be added at the place. */
export function drop<Row extends Searchable>(shelf: Shelf<Row>, number: number, place: Place): void {
  remove(shelf.ids, place);
  forget(shelf, number);
}

/** Says what a row is worth now. */
export function value<Row extends Searchable>(
  { prior, freshest }: Shelf<Row>,
  number: number,
  worth: number,
): void {
  revalue(freshest, number, prior[number] as number, worth);
  prior[number] = worth;
}

/** Takes a row out of everything but the ids. */
export function forget<Row extends Searchable>(shelf: Shelf<Row>, number: number): void {
  const { name, company, mail, words } = forwards.read(shelf.forward, number, scratch);
  for (let i = 0; i < name + company + mail; i++) {
    const word = words[i] as number;
    if (words.indexOf(word) !== i) continue;
    shelf.lexicon.rows[word] = (shelf.lexicon.rows[word] as number) - 1;
    count(shelf.heads, shelf.lexicon, word, -1);
  }
  shelf.version++;
  shelf.rows[number] = undefined;
  value(shelf, number, -1);
  shelf.living--;
}

/** The number of the living row with this id, or -1; `place` is set to where it stands or would stand. */
export function find<Row extends Searchable>(
  { ids, rows }: Shelf<Row>,
  id: OpportunityId,
  place: Place,
): number {
  locate(ids, rows, id, place);
  // Most are not there, and the key tells it without a look at whichever row comes next.
  if (keyAt(ids, place) !== place.key) return -1;
  const number = numberAt(ids, place);
  return rows[number]?.id === id ? number : -1;
}
