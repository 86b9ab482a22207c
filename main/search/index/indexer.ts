import { at8, at16, at32 } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { noteId } from '../text/id-forms.ts';
import { maxTokens, newTokens, type Tokens, tokenizeEmail, tokenizeField } from '../text/tokenize.ts';
import { isRepeated, newRowWords, readRecord, writeRecord } from './forward-index.ts';
import { indexPhone } from './phone-index.ts';
import { appendPosting, reserveLists } from './postings.ts';
import { countWord } from './prefix-counts.ts';
import {
  atNameStart,
  inCompany,
  inEmail,
  inName,
  type Searchable,
  type Segment,
  setPrior,
} from './segment.ts';
import { type IdPosition, insertId } from './sorted-ids.ts';
import { intern, isWord, type TermDictionary } from './term-dictionary.ts';
import { insertWord } from './trie.ts';

const tokens = { name: newTokens(), company: newTokens(), email: newTokens() };
const rowWords = newRowWords();

/**
 * Gives a row a number and inserts its id. Its id must not be in the segment, and `position` must be where `findRow` did not find
 * it. The row is not found by its text before `flush`.
 */
export function addRow(segment: Segment, row: Searchable, prior: number, position: IdPosition): void {
  const number = segment.rows.length;
  segment.rows.push(row);
  segment.liveRows++;
  segment.prior = ensureLength(segment.prior, number + 1);
  segment.prior[number] = -1;
  setPrior(segment, number, prior);
  insertId(segment.ids, position, number);
  noteId(segment.idForms, row.id);
  segment.version++;
}

/**
 * Indexes all rows added since the last flush, one structure after the other: each stays in cache while it is written. Row by
 * row the same work takes a sixth longer (measured); more than some hundred rows at once gain nothing more.
 */
export function flush(segment: Segment): void {
  const { rows, forward, dictionary, phones } = segment;
  const from = forward.rows;
  const firstNew = dictionary.size;
  const added = rows.slice(from) as Searchable[];
  for (const row of added) readWords(segment, row);
  reserveLists(segment.postings, dictionary.size);
  segment.nameStartLists = ensureLength(segment.nameStartLists, dictionary.size);
  for (let word = firstNew; word < dictionary.size; word++) insertWord(segment.trie, dictionary, word);
  for (let number = from; number < rows.length; number++) appendPostings(segment, number);
  for (const [at, { phone }] of added.entries()) indexPhone(phones, from + at, phone);
}

/** Writes the words of the next row into the forward index; of an e-mail's words only those that its text does not have. */
function readWords({ dictionary, forward }: Segment, row: Searchable): void {
  const email = tokenizeEmail(row.email, tokens.email);
  rowWords.name = internAll(dictionary, tokenizeField(row.name, tokens.name), 0);
  rowWords.company = internAll(dictionary, tokenizeField(row.company, tokens.company), rowWords.name);
  rowWords.email = 0;
  const textWords = rowWords.name + rowWords.company;
  for (let i = 0; i < email.count && rowWords.email < maxTokens; i++) {
    if (isInText(dictionary, textWords, email, i)) continue;
    rowWords.words[textWords + rowWords.email++] = internToken(dictionary, email, i, false);
  }
  writeRecord(forward, rowWords);
}

function internAll(dictionary: TermDictionary, found: Tokens, at: number): number {
  for (let i = 0; i < found.count; i++) rowWords.words[at + i] = internToken(dictionary, found, i, true);
  return found.count;
}

const internToken = (
  dictionary: TermDictionary,
  { text, starts, lengths }: Tokens,
  i: number,
  isText: boolean,
): number => intern(dictionary, text.codes, at16(starts, i), at8(lengths, i), isText);

/** Whether the i-th token of an e-mail is one of the row's first `textWords` words. */
function isInText(
  dictionary: TermDictionary,
  textWords: number,
  { text, starts, lengths }: Tokens,
  i: number,
): boolean {
  for (let j = 0; j < textWords; j++)
    if (isWord(dictionary, at32(rowWords.words, j), text.codes, at16(starts, i), at8(lengths, i), true))
      return true;
  return false;
}

/** Appends a row to the lists of its words, once for each word: where the word counts most. */
function appendPostings(segment: Segment, number: number): void {
  const { forward, dictionary, prefixCounts, nameStarts, postings } = segment;
  const { name, company, email, words } = readRecord(forward, number, rowWords);
  for (let i = 0; i < name + company + email; i++) {
    if (isRepeated(rowWords, i)) continue;
    const word = at32(words, i);
    dictionary.rowCounts[word] = at32(dictionary.rowCounts, word) + 1;
    countWord(prefixCounts, dictionary, word, 1);
    if (i === 0 && name > 0) appendPosting(nameStarts, nameStartListOf(segment, word), number, atNameStart);
    else appendPosting(postings, word, number, i < name ? inName : i < name + company ? inCompany : inEmail);
  }
}

/** The list of the rows whose name starts with a word, made if there is none. */
function nameStartListOf({ nameStarts, nameStartLists }: Segment, word: number): number {
  if (at32(nameStartLists, word) === 0) {
    reserveLists(nameStarts, nameStarts.lists + 1);
    nameStartLists[word] = nameStarts.lists;
  }
  return at32(nameStartLists, word) - 1;
}
