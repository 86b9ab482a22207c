import type { OpportunityId, StageRole } from '../contract/model.ts';
import * as companies from './companies.ts';
import * as forwards from './forward.ts';
import { type Freshest, newFreshest, revalue } from './freshest.ts';
import { grow32, grow64 } from './grow.ts';
import { count, type Heads, newHeads } from './heads.ts';
import { type IdForms, newIdForms, noteId } from './id-forms.ts';
import { type Ids, insert, locate, newIds, numberAt, type Place, remove } from './ids.ts';
import { intern, isWord, type Lexicon, newLexicon } from './lexicon.ts';
import { addPhone, newPhones, type Phones } from './phones.ts';
import { append, newPostings, type Postings, reserve } from './postings.ts';
import { newTrie, plant, type Trie } from './trie.ts';
import { newWords, split, type Words } from './words.ts';

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
  readonly companies: companies.Companies;
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
  companies: companies.newCompanies(),
  heads: newHeads(),
  version: 0,
});

const fields = { name: newWords(), company: newWords(), mail: newWords() };
const found = forwards.newRowWords();
const other = forwards.newRowWords();

/** Puts a row in whose id is not there, and where it belongs by its id (see `find`); returns its number. */
export function add<Row extends Searchable>(
  shelf: Shelf<Row>,
  row: Row,
  prior: number,
  place: Place,
): number {
  const name = split(row.name, fields.name);
  const mail = split(row.email, fields.mail);
  const company = companies.placeOf(row.company);
  found.name = take(shelf, name, 0, true);
  found.company = takeCompany(shelf, row.company, company);
  found.mail = 0;
  const spoken = found.name + found.company;
  for (let i = 0; i < mail.count && found.mail < 31; i++) {
    if (isSpokenToo(shelf, spoken, mail, i)) continue;
    found.words[spoken + found.mail++] = wordOf(shelf, mail, i, false);
  }
  const number = forwards.write(shelf.forward, found);
  companies.note(shelf.companies, company, number);
  shelf.prior = grow64(shelf.prior, number + 1);
  shelf.prior[number] = -1;
  value(shelf, number, prior);
  shelf.rows.push(row);
  shelf.living++;
  list(shelf, number);
  addPhone(shelf.phones, number, row.phone);
  insert(shelf.ids, place, number);
  noteId(shelf.idForms, row.id);
  shelf.version++;
  return number;
}

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
  const { name, company, mail, words } = forwards.read(shelf.forward, number, found);
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
  const number = numberAt(ids, locate(ids, rows, id, place));
  return number >= 0 && rows[number]?.id === id ? number : -1;
}

function take<Row extends Searchable>(shelf: Shelf<Row>, words: Words, at: number, spoken: boolean): number {
  for (let i = 0; i < words.count; i++) found.words[at + i] = wordOf(shelf, words, i, spoken);
  return words.count;
}

function wordOf<Row extends Searchable>(shelf: Shelf<Row>, words: Words, i: number, spoken: boolean): number {
  const { lexicon } = shelf;
  const before = lexicon.count;
  const word = intern(lexicon, words.text.codes, words.start[i] as number, words.length[i] as number, spoken);
  if (lexicon.count > before) {
    plant(shelf.trie, lexicon, word);
    shelf.leads = grow32(shelf.leads, word + 1);
    reserve(shelf.others, word + 1);
  }
  return word;
}

/** The words of a company follow those of the name: read, or copied from a row that has them. */
function takeCompany<Row extends Searchable>(shelf: Shelf<Row>, name: string, place: number): number {
  const before = companies.rowOf(shelf.companies, shelf.rows, name, place);
  if (before < 0) return take(shelf, split(name, fields.company), found.name, true);
  const read = forwards.read(shelf.forward, before, other);
  for (let i = 0; i < read.company; i++) found.words[found.name + i] = read.words[read.name + i] as number;
  return read.company;
}

/** Whether the i-th word of `mail` is one of the row's `spoken` first. */
function isSpokenToo<Row extends Searchable>(
  { lexicon }: Shelf<Row>,
  spoken: number,
  mail: Words,
  i: number,
): boolean {
  const { codes } = mail.text;
  const from = mail.start[i] as number;
  const length = mail.length[i] as number;
  for (let j = 0; j < spoken; j++) {
    if (isWord(lexicon, found.words[j] as number, codes, from, length, true)) return true;
  }
  return false;
}

/** Writes the new row into the lists of its words, each word once, where it stands best. */
function list<Row extends Searchable>(shelf: Shelf<Row>, number: number): void {
  const { name, company, mail, words } = found;
  const { lexicon } = shelf;
  for (let i = 0; i < name + company + mail; i++) {
    const word = words[i] as number;
    let double = false;
    for (let j = 0; j < i; j++) if (words[j] === word) double = true;
    if (double) continue;
    lexicon.rows[word] = (lexicon.rows[word] as number) + 1;
    count(shelf.heads, lexicon, word, 1);
    if (i === 0 && name > 0) append(shelf.first, leadOf(shelf, word), number, 0);
    else append(shelf.others, word, number, i < name ? inName : i < name + company ? inCompany : inMail);
  }
}

function leadOf<Row extends Searchable>(shelf: Shelf<Row>, word: number): number {
  const known = shelf.leads[word] as number;
  if (known !== 0) return known - 1;
  reserve(shelf.first, shelf.first.lists + 1);
  shelf.leads[word] = shelf.first.lists;
  return shelf.first.lists - 1;
}
