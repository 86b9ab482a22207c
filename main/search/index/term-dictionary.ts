import { at8, at32, codeAt, item } from '../arrays/access.ts';
import { grow8, grow16, grow32 } from '../arrays/grow.ts';
import { prefixKeyOf } from '../text/letters.ts';

/**
 * Every distinct word once, numbered from 0 in the order of arrival. A word that is spoken (of a name or a company) and
 * the same letters in an e-mail address are two words: slips are forgiven in the first only.
 */
export interface TermDictionary {
  size: number;
  /** All letters of all words, one after another: a byte each as long as no letter takes more. */
  letters: Letters;
  lettersUsed: number;
  starts: Uint32Array;
  lengths: Uint8Array;
  /** The first two letters of each word, as `headOf` packs them. */
  prefixKeys: Uint16Array;
  /** How many living rows have the word. */
  rowCounts: Uint32Array;
  /** Open-addressing tables of word + 1, by the low bits of the hash: each is small, so that none grows for long. */
  readonly tables: Uint32Array[];
  readonly filled: Uint32Array;
}

export type Letters = Uint8Array | Uint16Array;

export const tableCount = 64;

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

/** The word's number; a word not met before gets the next one. */
export function intern(
  dictionary: TermDictionary,
  codes: Letters,
  from: number,
  length: number,
  spoken: boolean,
): number {
  const hash = hashOf(codes, from, length, spoken);
  const number = hash & (tableCount - 1);
  let table = item(dictionary.tables, number);
  let at = (hash >>> 6) & (table.length - 1);
  for (let entry = at32(table, at); entry !== 0; entry = at32(table, at)) {
    if (isWord(dictionary, entry - 1, codes, from, length, spoken)) return entry - 1;
    at = (at + 1) & (table.length - 1);
  }
  const word = append(dictionary, codes, from, length, spoken);
  table[at] = word + 1;
  dictionary.filled[number] = at32(dictionary.filled, number) + 1;
  if (at32(dictionary.filled, number) * 5 > table.length * 4) {
    table = widened(dictionary, table);
    dictionary.tables[number] = table;
  }
  return word;
}

/** Whether the word is of a name or a company: the length's top bit says no. */
export const isTextWord = (dictionary: TermDictionary, word: number): boolean =>
  at8(dictionary.lengths, word) < 0x80;

function hashOf(codes: Letters, from: number, length: number, spoken: boolean): number {
  let hash = spoken ? 0x811c9dc5 : 0x2f0b4c47;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ codeAt(codes, from + i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Whether a word has these letters and is spoken or not as told. */
export function isWord(
  { letters, starts, lengths }: TermDictionary,
  word: number,
  codes: Letters,
  from: number,
  length: number,
  spoken: boolean,
): boolean {
  if (lengths[word] !== (spoken ? length : length | 0x80)) return false;
  const at = at32(starts, word);
  for (let i = 0; i < length; i++) if (letters[at + i] !== codes[from + i]) return false;
  return true;
}

function append(
  dictionary: TermDictionary,
  codes: Letters,
  from: number,
  length: number,
  spoken: boolean,
): number {
  const word = dictionary.size++;
  dictionary.letters = roomFor(dictionary, codes, from, length);
  dictionary.starts = grow32(dictionary.starts, word + 1);
  dictionary.lengths = grow8(dictionary.lengths, word + 1);
  dictionary.prefixKeys = grow16(dictionary.prefixKeys, word + 1);
  dictionary.rowCounts = grow32(dictionary.rowCounts, word + 1);
  for (let i = 0; i < length; i++) dictionary.letters[dictionary.lettersUsed + i] = codeAt(codes, from + i);
  dictionary.starts[word] = dictionary.lettersUsed;
  dictionary.lengths[word] = spoken ? length : length | 0x80;
  dictionary.lettersUsed += length;
  dictionary.prefixKeys[word] = prefixKeyOf(codes, from, length);
  return word;
}

/** The letters with room for a word more, in units of two bytes from the first on that takes as much. */
function roomFor(
  { letters, lettersUsed }: TermDictionary,
  codes: Letters,
  from: number,
  length: number,
): Letters {
  if (letters instanceof Uint16Array) return grow16(letters, lettersUsed + length);
  for (let i = 0; i < length; i++)
    if (codeAt(codes, from + i) > 0xff) return grow16(Uint16Array.from(letters), lettersUsed + length);
  return grow8(letters, lettersUsed + length);
}

function widened(dictionary: TermDictionary, table: Uint32Array): Uint32Array {
  const wider = new Uint32Array(table.length * 2);
  for (const entry of table) {
    if (entry === 0) continue;
    const word = entry - 1;
    const length = at8(dictionary.lengths, word) & 0x7f;
    const hash = hashOf(
      dictionary.letters,
      at32(dictionary.starts, word),
      length,
      isTextWord(dictionary, word),
    );
    let at = (hash >>> 6) & (wider.length - 1);
    while (wider[at] !== 0) at = (at + 1) & (wider.length - 1);
    wider[at] = entry;
  }
  return wider;
}
