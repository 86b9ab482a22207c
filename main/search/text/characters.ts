import { at16 } from '../arrays/access.ts';

/**
 * Letters that NFKD does not split, each with what it becomes. The Arabic ones are written for one another: see Lucene's
 * ArabicNormalizer and PersianNormalizer.
 */
const expansions = new Map(
  'ßss øo æae œoe łl đd ðd þth ħh ıi ŋn ŧt ĸk ƒf ςσ ×x ةه ىي یي کك ـ'
    .split(' ')
    .map(one => [one.charAt(0), one.slice(1)]),
);
const apostrophes = new Set(["'", '’', '‘', 'ʼ', '´', '`', '′', '＇']);
const ignored = /[\p{M}\p{Cf}\p{DI}]/u;
const wordly = /[\p{L}\p{N}]/u;
const decimal = /\p{Nd}/u;
const ownershipMarks = new Set(['™', '℠']);

/** What becomes of every apostrophe. */
export const apostrophe = "'";

/** Signs between words that are told apart. */
const signs = new Set('&@-_');

/** Signs that end a word, as in `nº12`. */
const ordinals = new Set(['º', 'ª', '№']);

/** What one character becomes: letters and digits, a space, a full stop, a slash, one of `signs`, `apostrophe`, or nothing. */
function normalized(character: string): string {
  if (apostrophes.has(character)) return apostrophe;
  if (character === '.' || character === '/') return character;
  let out = '';
  for (const part of lettersOf(character)) {
    if (ignored.test(part)) continue;
    out +=
      expansions.get(part) ??
      digitOf(part) ??
      hiraganaOf(part) ??
      (wordly.test(part) || signs.has(part) ? part : ' ');
  }
  return ordinals.has(character) ? `${out} ` : out;
}

const katakana = /[ァ-ヶ]/u;
/** How far behind hiragana the same sounds stand in katakana (Unicode's charts U+3040 and U+30A0). */
const katakanaOffset = 0x60;

/** A sound of Japanese in the other of its two scripts; null for another character. */
const hiraganaOf = (character: string): string | null =>
  katakana.test(character) ? String.fromCharCode(character.charCodeAt(0) - katakanaOffset) : null;

/** In lower case and NFKD: capitals come out of NFKD, too (№, 𝓑). A mark of ownership is no letters. */
const lettersOf = (character: string): string =>
  ownershipMarks.has(character) ? ' ' : character.toLowerCase().normalize('NFKD').toLowerCase();

/**
 * The digit from 0 to 9 that a decimal digit of any script stands for; null for another character. The ten of a script stand side by
 * side in their order (The Unicode Standard, 4.6); those that are styles of 0–9 have become them in NFKD.
 */
function digitOf(character: string): string | null {
  if (!decimal.test(character)) return null;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (decimal.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

const invisible = /[\p{Cf}\p{DI}]/u;
const dash = /[\p{Pd}−]/u;
const ascii = /^[\x20-\x7e]+$/;

/** A character as it is typed on a keyboard: nothing for an invisible one, a hyphen, a blank, a letter or digit of ordinary width. */
export function plainCharacter(character: string): string {
  if (invisible.test(character)) return '';
  if (dash.test(character)) return '-';
  if (/\s/.test(character)) return ' ';
  if (character === '×') return 'x';
  if (ordinals.has(character)) return `${character.normalize('NFKC')} `;
  const plain = character.normalize('NFKC');
  return ascii.test(plain) ? plain : (digitOf(character) ?? character);
}

/** Latin characters are looked up in a table; what the others become is cached. */
const tableSize = 0x250;
const table: Uint16Array = new Uint16Array(tableSize);
/** In the place of a unit: the character becomes several units, none, or an apostrophe, or is not Latin. */
export const rareUnit = 0xffff;
const cache = new Map<string, string>();

for (let code = 0; code < tableSize; code++) {
  const text = normalized(String.fromCharCode(code));
  table[code] = text.length === 1 && text !== apostrophe ? text.charCodeAt(0) : rareUnit;
}

/** What a character of one UTF-16 unit becomes where that is one unit, and the character is Latin; else `rareUnit`. */
export const unitOf = (code: number): number => (code < tableSize ? at16(table, code) : rareUnit);

/** What a character becomes, from the cache. */
export function unitsOf(character: string): string {
  let known = cache.get(character);
  if (known === undefined) {
    known = normalized(character).slice(0, 24);
    // The characters are other people's: the cache must not grow with them.
    if (cache.size > 4096) cache.clear();
    cache.set(character, known);
  }
  return known;
}

/** Whether a character may be dropped between letters: an apostrophe, or what stands in `S.A.` and `S/A`. */
export const isJoiner = (character: string): boolean =>
  character === '.' || character === '/' || apostrophes.has(character);
