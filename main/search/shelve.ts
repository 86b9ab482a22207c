import * as forwards from './forward.ts';
import { grow32, grow64 } from './grow.ts';
import { count } from './heads.ts';
import { noteId } from './id-forms.ts';
import { insert, type Place } from './ids.ts';
import { intern, isWord } from './lexicon.ts';
import { addPhone } from './phones.ts';
import { append, reserve } from './postings.ts';
import { inCompany, inMail, inName, type Searchable, type Shelf, value } from './shelf.ts';
import { plant } from './trie.ts';
import { newWords, split, type Words } from './words.ts';

const fields = { name: newWords(), company: newWords(), mail: newWords() };
const found = forwards.newRowWords();

/** Puts a row in whose id is not there, and where it belongs by its id (see `find`); returns its number. */
export function shelve<Row extends Searchable>(
  shelf: Shelf<Row>,
  row: Row,
  prior: number,
  place: Place,
): number {
  const name = split(row.name, fields.name);
  const company = split(row.company, fields.company);
  const mail = split(row.email, fields.mail);
  found.name = take(shelf, name, 0, true);
  found.company = take(shelf, company, found.name, true);
  found.mail = 0;
  const spoken = found.name + found.company;
  for (let i = 0; i < mail.count && found.mail < 31; i++) {
    if (isSpokenToo(shelf, spoken, mail, i)) continue;
    found.words[spoken + found.mail++] = wordOf(shelf, mail, i, false);
  }
  const number = forwards.write(shelf.forward, found);
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
