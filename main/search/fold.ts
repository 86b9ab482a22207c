/**
 * How text is made comparable: lower case, compatibility forms opened (NFKD), accents dropped, letters that have no
 * accent-free form spelt out (ß → ss, ø → o). What is neither letter nor digit becomes a space; a full stop stays one,
 * because `S.A.` is one word to a reader. An apostrophe inside a word vanishes and leaves a seam: O'Brien is `obrien`
 * and, from the seam on, `brien`.
 */

export const space = 0x20;
export const stop = 0x2e;

/** Longer texts are compared by their beginning. */
const longest = 480;
const expansions: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ƒ: 'f',
  ς: 'σ',
};
const apostrophes = new Set(["'", '’', '‘', 'ʼ', '´', '`', '′', '＇']);
const ignored = /[\p{M}\p{Cf}]/u;
const wordly = /[\p{L}\p{N}]/u;

/** What one character becomes: word units, a separator, `seam` for an apostrophe, or nothing. */
const seam = "'";

function become(character: string): string {
  if (apostrophes.has(character)) return seam;
  if (character === '.') return '.';
  let out = '';
  for (const part of character.toLowerCase().normalize('NFKD')) {
    if (ignored.test(part)) continue;
    out += expansions[part] ?? (wordly.test(part) ? part : ' ');
  }
  return out;
}

/** Characters below this are looked up in a table; the rest are worked out once and remembered. */
const tableSize = 0x250;
const table: Uint16Array = new Uint16Array(tableSize);
const manyUnits = 0xffff;
const noUnit = 0xfffe;
const remembered = new Map<string, string>();

for (let code = 0; code < tableSize; code++) {
  const text = become(String.fromCharCode(code));
  table[code] = text.length === 1 ? text.charCodeAt(0) : text === '' ? noUnit : manyUnits;
}

/** True for a unit that is part of a word, in folded text. */
export const isWordUnit = (code: number): boolean => code > 0x60 || (code >= 0x30 && code <= 0x39);

/** Text in comparable form. One of these is filled again and again, so that folding allocates nothing. */
export interface Folded {
  length: number;
  readonly codes: Uint16Array;
  /** For each unit, where the character it came from begins in the original text. */
  readonly origin: Uint16Array;
  /** 1 where an apostrophe stood before the unit. */
  readonly seams: Uint8Array;
  /** Whether a full stop may stand between two single letters. */
  initials: boolean;
  /** Length of the original text, as far as it was read. */
  read: number;
}

export const newFolded = (): Folded => ({
  length: 0,
  codes: new Uint16Array(longest + 32),
  origin: new Uint16Array(longest + 32),
  seams: new Uint8Array(longest + 32),
  initials: false,
  read: 0,
});

/** Fills `into` with the comparable form of `text` (its first 480 units). */
export function fold(text: string, into: Folded): Folded {
  const { codes, origin, seams } = into;
  const end = Math.min(text.length, longest);
  let length = 0;
  let sewn = 0;
  let at = 0;
  into.initials = false;
  while (at < end && length < longest) {
    const from = at;
    const code = text.charCodeAt(at++);
    const unit = code < tableSize ? (table[code] as number) : manyUnits;
    if (unit < noUnit) {
      if (unit === 0x27) {
        sewn = length > 0 && isWordUnit(codes[length - 1] as number) ? 1 : 0;
        continue;
      }
      if (unit === stop && length > 0 && (length === 1 || !isWordUnit(codes[length - 2] as number))) {
        into.initials = true;
      }
      codes[length] = unit;
      origin[length] = from;
      seams[length++] = sewn;
      sewn = 0;
    } else if (unit === manyUnits) {
      if (code >= 0xd800 && code < 0xdc00 && at < end) at++;
      const units = remember(text.slice(from, at));
      if (units === seam) {
        sewn = length > 0 && isWordUnit(codes[length - 1] as number) ? 1 : 0;
        continue;
      }
      for (let i = 0; i < units.length; i++) {
        codes[length] = units.charCodeAt(i);
        origin[length] = from;
        seams[length++] = i === 0 ? sewn : 0;
      }
      if (units !== '') sewn = 0;
    }
  }
  into.length = length;
  into.read = end;
  return into;
}

function remember(character: string): string {
  let known = remembered.get(character);
  if (known === undefined) {
    known = become(character).slice(0, 24);
    // Text is other people's: the memory of rare characters must not grow with it.
    if (remembered.size > 4096) remembered.clear();
    remembered.set(character, known);
  }
  return known;
}

/** Whether a character only joins the letters around it: an apostrophe, or the stop in `S.A.` */
export const isJoint = (character: string): boolean => character === '.' || apostrophes.has(character);
