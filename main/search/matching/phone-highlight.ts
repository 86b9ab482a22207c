import * as phones from '../text/phone-number.ts';

/** The range of typed digits in a phone as it is written, from the first digit to after the last; null where they do not stand. */
export function highlightInPhone(text: string, typed: string): readonly [start: number, end: number] | null {
  const { digits, national } = phones.parsePhone(text);
  const plain = phones.withoutDialPrefix(typed);
  for (const wanted of typed === plain ? [typed] : [typed, plain]) {
    const at = digits.indexOf(wanted, wanted.length < 3 ? national : 0);
    if (at >= 0 && (wanted.length >= 3 || at === national)) return rangeOf(text, digits, at, wanted.length);
  }
  for (let code = 1; code <= phones.maxCodeLength; code++) {
    const rest = plain.slice(code);
    if (rest === '' || !digits.startsWith(rest, national)) continue;
    if (phones.codeEndsWith(digits.slice(0, national), plain.slice(0, code))) {
      const before = Math.min(code, national);
      return rangeOf(text, digits, national - before, rest.length + before);
    }
  }
  return null;
}

/** The range of some of the digits. They are the last ones of the text: an exit prefix before them has been dropped. */
function rangeOf(
  text: string,
  digits: string,
  from: number,
  count: number,
): readonly [start: number, end: number] {
  let start = 0;
  let end = 0;
  let left = digits.length;
  for (let at = text.length - 1; at >= 0 && left > from; at--) {
    if (phones.asciiDigitsOf(text.charAt(at)) === '') continue;
    if (left === from + count) end = at + 1;
    left--;
    start = at;
  }
  return [start, end];
}
