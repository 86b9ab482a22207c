import { deepest, mostValues } from './bounds.ts';

/** What a body holds. `too-full`: more values than any page has; `none`: no JSON, or nested as no answer of the API is. */
export type ReadJson =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'too-full' }
  | { readonly kind: 'none' };

const none: ReadJson = { kind: 'none' };

/** Reads JSON of unknown origin in bounded time: what is deep or full beyond all measure is never parsed. */
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

/** How deep and how full a JSON text is; stops counting beyond the bounds. */
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

/** The place of the quote that ends the string begun at `start`; the text's end when none does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}
