import { grow32, grow64 } from '../arrays/grow.ts';
import { noteId } from '../text/id-forms.ts';
import { newWords, split, type Words } from '../text/tokenize.ts';
import * as forwards from './forward-index.ts';
import { addPhone } from './phone-index.ts';
import { append, reserve } from './postings.ts';
import { count } from './prefix-counts.ts';
import { inCompany, inMail, inName, type Searchable, type Shelf, value } from './segment.ts';
import { insert, type Place } from './sorted-ids.ts';
import { intern, isWord, type Lexicon } from './term-dictionary.ts';
import { plant } from './trie.ts';

const fields = { name: newWords(), company: newWords(), mail: newWords() };
const found = forwards.newRowWords();

/**
 * Gives a row whose id is not there its number, and its place among the ids (see `find`). Nobody may look for rows before
 * `settle` has run.
 */
export function enter<Row extends Searchable>(
  shelf: Shelf<Row>,
  row: Row,
  prior: number,
  place: Place,
): void {
  const number = shelf.rows.length;
  shelf.rows.push(row);
  shelf.living++;
  shelf.prior = grow64(shelf.prior, number + 1);
  shelf.prior[number] = -1;
  value(shelf, number, prior);
  insert(shelf.ids, place, number);
  noteId(shelf.idForms, row.id);
  shelf.version++;
}

/**
 * Puts all rows that have entered where they are looked for: one structure after the other, so that each stays near the
 * processor as long as it is written. Row by row it takes a sixth longer; more than some hundred rows at once gain nothing.
 */
export function settle<Row extends Searchable>(shelf: Shelf<Row>): void {
  const { rows, forward, lexicon, phones } = shelf;
  const from = forward.rows;
  const known = lexicon.count;
  for (let number = from; number < rows.length; number++) readRow(lexicon, forward, rows[number] as Row);
  reserve(shelf.others, lexicon.count);
  shelf.leads = grow32(shelf.leads, lexicon.count);
  for (let word = known; word < lexicon.count; word++) plant(shelf.trie, lexicon, word);
  for (let number = from; number < rows.length; number++) list(shelf, number);
  for (let number = from; number < rows.length; number++)
    addPhone(phones, number, (rows[number] as Row).phone);
}

/** Writes the record of the next row's words, an e-mail's only where they are not the row's own spoken ones. */
function readRow(lexicon: Lexicon, forward: forwards.Forward, row: Searchable): void {
  const mail = split(row.email, fields.mail);
  found.name = take(lexicon, split(row.name, fields.name), 0);
  found.company = take(lexicon, split(row.company, fields.company), found.name);
  found.mail = 0;
  const spoken = found.name + found.company;
  for (let i = 0; i < mail.count && found.mail < 31; i++) {
    if (isSpokenToo(lexicon, spoken, mail, i)) continue;
    found.words[spoken + found.mail++] = wordOf(lexicon, mail, i, false);
  }
  forwards.write(forward, found);
}

function take(lexicon: Lexicon, words: Words, at: number): number {
  for (let i = 0; i < words.count; i++) found.words[at + i] = wordOf(lexicon, words, i, true);
  return words.count;
}

const wordOf = (lexicon: Lexicon, { text, start, length }: Words, i: number, spoken: boolean): number =>
  intern(lexicon, text.codes, start[i] as number, length[i] as number, spoken);

/** Whether the i-th word of `mail` is one of the row's `spoken` first. */
function isSpokenToo(lexicon: Lexicon, spoken: number, mail: Words, i: number): boolean {
  const { codes } = mail.text;
  const from = mail.start[i] as number;
  const length = mail.length[i] as number;
  for (let j = 0; j < spoken; j++) {
    if (isWord(lexicon, found.words[j] as number, codes, from, length, true)) return true;
  }
  return false;
}

/** Writes a row into the lists of its words, each word once, where it stands best. */
function list<Row extends Searchable>(shelf: Shelf<Row>, number: number): void {
  const { name, company, mail, words } = forwards.read(shelf.forward, number, found);
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
