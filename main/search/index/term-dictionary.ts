import { at8, at16, at32, codeAt, item, type Letters } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { areSame, prefixKeyOf } from '../text/letters.ts';

/**
 * Every distinct word once, numbered from 0 in the order of arrival. Names and companies give *text words*, e-mail addresses
 * give *e-mail words*: the same letters may be one of each. Typos are forgiven in text words only.
 */
export interface TermDictionary {
  /** Words in the dictionary, those included that no row has any more. */
  size: number;
  /** The letters of all words, one word after another: a byte each until the first letter that takes two. */
  letters: Letters;
  lettersUsed: number;
  starts: Uint32Array;
  /** Letters of each word; the top bit marks an e-mail word. */
  lengths: Uint8Array;
  /** The first two letters of each word: see `prefixKeyOf`. */
  prefixKeys: Uint16Array;
  /** How many live rows have the word (its document frequency). */
  rowCounts: Uint32Array;
  /** Hash tables of word + 1 with open addressing, chosen by the low bits of the hash. Small ones are quickly widened. */
  readonly tables: Uint32Array[];
  /** Words in each table. */
  readonly filled: Uint32Array;
}

export const tableCount = 64;
const emailBit = 0x80;

export const newTermDictionary = (): TermDictionary => ({
  size: 0,
  letters: new Uint8Array(1024),
  lettersUsed: 0,
  starts: new Uint32Array(128),
  lengths: new Uint8Array(131),
  prefixKeys: new Uint16Array(134),
  rowCounts: new Uint32Array(137),
  tables: Array.from({ length: tableCount }, () => new Uint32Array(16)),
  filled: new Uint32Array(tableCount),
});

/** The number of the word with these letters, which is added if it is new. */
export function intern(
  dictionary: TermDictionary,
  codes: Uint16Array,
  from: number,
  length: number,
  isText: boolean,
): number {
  const hash = hashOf(codes, from, length, isText);
  const number = hash & (tableCount - 1);
  const table = item(dictionary.tables, number);
  let at = (hash >>> 6) & (table.length - 1);
  for (let entry = at32(table, at); entry !== 0; entry = at32(table, at)) {
    if (isWord(dictionary, entry - 1, codes, from, length, isText)) return entry - 1;
    at = (at + 1) & (table.length - 1);
  }
  const word = addWord(dictionary, codes, from, length, isText);
  table[at] = word + 1;
  const filled = at32(dictionary.filled, number) + 1;
  dictionary.filled[number] = filled;
  if (filled * 5 > table.length * 4) dictionary.tables[number] = widened(dictionary, table);
  return word;
}

export const isTextWord = ({ lengths }: TermDictionary, word: number): boolean =>
  at8(lengths, word) < emailBit;

/** How many letters a word has. */
export const lengthOf = ({ lengths }: TermDictionary, word: number): number => at8(lengths, word) & ~emailBit;

const spelt = new Uint16Array(emailBit);

/** The letters of a word, valid until the next call. */
export function spellingOf(dictionary: TermDictionary, word: number): Uint16Array {
  const start = at32(dictionary.starts, word);
  for (let i = 0; i < lengthOf(dictionary, word); i++) spelt[i] = codeAt(dictionary.letters, start + i);
  return spelt;
}

/** Whether a word begins with these letters. */
export const wordBeginsWith = (dictionary: TermDictionary, word: number, prefix: Uint16Array): boolean =>
  lengthOf(dictionary, word) >= prefix.length &&
  areSame(dictionary.letters, at32(dictionary.starts, word), prefix, 0, prefix.length);

/** Whether a word has exactly these letters and is of this kind. */
export const isWord = (
  { letters, starts, lengths }: TermDictionary,
  word: number,
  codes: Uint16Array,
  from: number,
  length: number,
  isText: boolean,
): boolean =>
  lengths[word] === (isText ? length : length | emailBit) &&
  areSame(letters, at32(starts, word), codes, from, length);

/** FNV-1a, with its bits mixed once more. */
function hashOf(codes: Uint16Array, from: number, length: number, isText: boolean): number {
  let hash = isText ? 0x811c9dc5 : 0x2f0b4c47;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ at16(codes, from + i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function addWord(
  dictionary: TermDictionary,
  codes: Uint16Array,
  from: number,
  length: number,
  isText: boolean,
): number {
  const word = dictionary.size++;
  dictionary.letters = roomFor(dictionary, codes, from, length);
  dictionary.starts = ensureLength(dictionary.starts, word + 1);
  dictionary.lengths = ensureLength(dictionary.lengths, word + 1);
  dictionary.prefixKeys = ensureLength(dictionary.prefixKeys, word + 1);
  dictionary.rowCounts = ensureLength(dictionary.rowCounts, word + 1);
  for (let i = 0; i < length; i++) dictionary.letters[dictionary.lettersUsed + i] = at16(codes, from + i);
  dictionary.starts[word] = dictionary.lettersUsed;
  dictionary.lengths[word] = isText ? length : length | emailBit;
  dictionary.lettersUsed += length;
  dictionary.prefixKeys[word] = prefixKeyOf(codes, from, length);
  return word;
}

/** The letters with room for one word more: two bytes each, once a letter takes them. */
function roomFor(
  { letters, lettersUsed }: TermDictionary,
  codes: Uint16Array,
  from: number,
  length: number,
): Letters {
  if (letters instanceof Uint8Array) {
    for (let i = 0; i < length; i++)
      if (at16(codes, from + i) > 0xff) return ensureLength(Uint16Array.from(letters), lettersUsed + length);
  }
  return ensureLength(letters, lettersUsed + length);
}

const scratch = new Uint16Array(emailBit);

function widened(dictionary: TermDictionary, table: Uint32Array): Uint32Array {
  const wider = new Uint32Array(table.length * 2);
  for (const entry of table) {
    if (entry === 0) continue;
    const word = entry - 1;
    const start = at32(dictionary.starts, word);
    const length = lengthOf(dictionary, word);
    for (let i = 0; i < length; i++) scratch[i] = codeAt(dictionary.letters, start + i);
    let at = (hashOf(scratch, 0, length, isTextWord(dictionary, word)) >>> 6) & (wider.length - 1);
    while (wider[at] !== 0) at = (at + 1) & (wider.length - 1);
    wider[at] = entry;
  }
  return wider;
}
