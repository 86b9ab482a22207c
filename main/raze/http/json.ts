import { deepest, mostValues } from './bounds.ts';

/**
 * The result of reading a body. `too-full`: more values than any page has. `none`: no JSON, or nested deeper than any
 * answer of the API.
 */
export type ReadJson =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'too-full' }
  | { readonly kind: 'none' };

const none: ReadJson = { kind: 'none' };

/** Reads JSON of unknown origin in bounded time: a text beyond the bounds is never parsed. */
export function readJson(text: string): ReadJson {
  const { depth, values } = measure(text);
  if (depth > deepest) return none;
  if (values > mostValues) return { kind: 'too-full' };
  try {
    return { kind: 'json', json: JSON.parse(text) };
  } catch {
    return none;
  }
}

const codeOf = (character: string): number => character.charCodeAt(0);
const [quote, backslash, comma] = ['"', '\\', ','].map(codeOf);
const [openArray, closeArray, openObject, closeObject] = ['[', ']', '{', '}'].map(codeOf);

/** Counts depth and values of a JSON text; stops beyond the bounds. */
function measure(text: string): { readonly depth: number; readonly values: number } {
  let [depth, most, values] = [0, 0, 0];
  for (let at = 0; at < text.length && most <= deepest && values <= mostValues; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case openArray:
      case openObject:
        depth += 1;
        values += 1;
        most = Math.max(most, depth);
        break;
      case closeArray:
      case closeObject:
        depth -= 1;
        break;
      case comma:
        values += 1;
        break;
    }
  }
  return { depth: most, values };
}

/** The index of the quote that ends the string at `start`; the text's length when none does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}
