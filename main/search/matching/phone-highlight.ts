import { codeEndsWith, digitsOf, longestCode, parsePhone } from '../index/phone-index.ts';

/** Where typed digits stand in a phone as it is written: from the first digit's place to after the last's, or null. */
export function highlightInPhone(text: string, typed: string): readonly [start: number, end: number] | null {
  const { digits, national } = parsePhone(text);
  const plain = typed.length > 4 ? typed.replace(/^00?/, '') : typed;
  for (const wanted of typed === plain ? [typed] : [typed, plain]) {
    const at = digits.indexOf(wanted, wanted.length < 3 ? national : 0);
    if (at >= 0 && (wanted.length >= 3 || at === national))
      return digitRange(text, digits, at, wanted.length);
  }
  for (let code = 1; code <= longestCode; code++) {
    const rest = plain.slice(code);
    if (rest === '' || !digits.startsWith(rest, national)) continue;
    if (codeEndsWith(digits.slice(0, national), plain.slice(0, code))) {
      const before = Math.min(code, national);
      return digitRange(text, digits, national - before, rest.length + before);
    }
  }
  return null;
}

/** The range of some of the digits. They are the text's last ones: an exit prefix before them has been dropped. */
function digitRange(
  text: string,
  digits: string,
  from: number,
  count: number,
): readonly [start: number, end: number] {
  let start = 0;
  let end = 0;
  let left = digits.length;
  for (let at = text.length - 1; at >= 0 && left > from; at--) {
    if (digitsOf(text.charAt(at)) === '') continue;
    if (left === from + count) end = at + 1;
    left--;
    start = at;
  }
  return [start, end];
}
