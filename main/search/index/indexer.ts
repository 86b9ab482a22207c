import { at8, at16, at32 } from '../arrays/access.ts';
import { grow32, grow64 } from '../arrays/grow.ts';
import { noteId } from '../text/id-forms.ts';
import { newTokens, type Tokens, tokenize } from '../text/tokenize.ts';
import * as forwards from './forward-index.ts';
import { indexPhone } from './phone-index.ts';
import { appendPosting, reserveLists } from './postings.ts';
import { countWord } from './prefix-counts.ts';
import { inCompany, inEmail, inName, type Searchable, type Segment, setPrior } from './segment.ts';
import { type IdPosition, insertId } from './sorted-ids.ts';
import { intern, isWord, type TermDictionary } from './term-dictionary.ts';
import { insertWord } from './trie.ts';

const fields = { name: newTokens(), company: newTokens(), mail: newTokens() };
const found = forwards.newRowWords();

/**
 * Gives a row whose id is not there its number, and its place among the ids (see `find`). Nobody may look for rows before
 * `settle` has run.
 */
export function addRow<Row extends Searchable>(
  segment: Segment<Row>,
  row: Row,
  prior: number,
  place: IdPosition,
): void {
  const number = segment.rows.length;
  segment.rows.push(row);
  segment.liveRows++;
  segment.prior = grow64(segment.prior, number + 1);
  segment.prior[number] = -1;
  setPrior(segment, number, prior);
  insertId(segment.ids, place, number);
  noteId(segment.idForms, row.id);
  segment.version++;
}

/**
 * Puts all rows that have entered where they are looked for: one structure after the other, so that each stays near the
 * processor as long as it is written. Row by row it takes a sixth longer; more than some hundred rows at once gain nothing.
 */
export function flush<Row extends Searchable>(segment: Segment<Row>): void {
  const { rows, forward, dictionary, phones } = segment;
  const from = forward.rows;
  const known = dictionary.size;
  for (let number = from; number < rows.length; number++) readRow(dictionary, forward, rows[number] as Row);
  reserveLists(segment.postings, dictionary.size);
  segment.nameStartLists = grow32(segment.nameStartLists, dictionary.size);
  for (let word = known; word < dictionary.size; word++) insertWord(segment.trie, dictionary, word);
  for (let number = from; number < rows.length; number++) list(segment, number);
  for (let number = from; number < rows.length; number++)
    indexPhone(phones, number, (rows[number] as Row).phone);
}

/** Writes the record of the next row's words, an e-mail's only where they are not the row's own spoken ones. */
function readRow(dictionary: TermDictionary, forward: forwards.ForwardIndex, row: Searchable): void {
  const mail = tokenize(row.email, fields.mail);
  found.name = take(dictionary, tokenize(row.name, fields.name), 0);
  found.company = take(dictionary, tokenize(row.company, fields.company), found.name);
  found.email = 0;
  const spoken = found.name + found.company;
  for (let i = 0; i < mail.count && found.email < 31; i++) {
    if (isSpokenToo(dictionary, spoken, mail, i)) continue;
    found.words[spoken + found.email++] = wordOf(dictionary, mail, i, false);
  }
  forwards.writeRecord(forward, found);
}

function take(dictionary: TermDictionary, words: Tokens, at: number): number {
  for (let i = 0; i < words.count; i++) found.words[at + i] = wordOf(dictionary, words, i, true);
  return words.count;
}

const wordOf = (
  dictionary: TermDictionary,
  { text, start, length }: Tokens,
  i: number,
  spoken: boolean,
): number => intern(dictionary, text.codes, at16(start, i), at8(length, i), spoken);

/** Whether the i-th word of `mail` is one of the row's `spoken` first. */
function isSpokenToo(dictionary: TermDictionary, spoken: number, mail: Tokens, i: number): boolean {
  const { codes } = mail.text;
  const from = at16(mail.start, i);
  const length = at8(mail.length, i);
  for (let j = 0; j < spoken; j++) {
    if (isWord(dictionary, at32(found.words, j), codes, from, length, true)) return true;
  }
  return false;
}

/** Writes a row into the lists of its words, each word once, where it stands best. */
function list<Row extends Searchable>(segment: Segment<Row>, number: number): void {
  const { name, company, email, words } = forwards.readRecord(segment.forward, number, found);
  const { dictionary } = segment;
  for (let i = 0; i < name + company + email; i++) {
    const word = at32(words, i);
    let double = false;
    for (let j = 0; j < i; j++) if (words[j] === word) double = true;
    if (double) continue;
    dictionary.rowCounts[word] = at32(dictionary.rowCounts, word) + 1;
    countWord(segment.prefixCounts, dictionary, word, 1);
    if (i === 0 && name > 0) appendPosting(segment.nameStarts, leadOf(segment, word), number, 0);
    else
      appendPosting(
        segment.postings,
        word,
        number,
        i < name ? inName : i < name + company ? inCompany : inEmail,
      );
  }
}

function leadOf<Row extends Searchable>(segment: Segment<Row>, word: number): number {
  const known = at32(segment.nameStartLists, word);
  if (known !== 0) return known - 1;
  reserveLists(segment.nameStarts, segment.nameStarts.lists + 1);
  segment.nameStartLists[word] = segment.nameStarts.lists;
  return segment.nameStarts.lists - 1;
}
