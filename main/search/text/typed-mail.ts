import { type Tokens, tokenize } from './tokenize.ts';

/** An e-mail address in a text, whole or begun, as it is looked for. */
export interface TypedMail {
  /** The text without the address and what says that it is one. */
  readonly rest: string;
  /** What stands before the @. */
  readonly local: string;
  /** The @ and the domain as typed. */
  readonly named: string;
  /** The same, normalized like that of a row (`tokenizeEmail`). */
  readonly domain: string;
  /** The domain up to its first full stop, for those who took its ending for another; null where it has none. */
  readonly anyEnding: string | null;
}

const outside = '\\s<>"\',;:()\\[\\]@?';
/** As pasted: `a@b.c`, `<a@b.c>`, `@b.c`, `mailto:a@b.c?subject=d` (RFC 6068). */
const address = new RegExp(`<?(?:mailto:)?([^${outside}]*)@([^${outside}]+)(?:\\?\\S*)?>?`, 'i');

/** What people write before an address. */
const addressLabel = /(?<![^\s,;:|(])(?:e-?mails?|mail|correo|correio)\s?[:=-]?\s?$/i;

/** The first address of a plain text; null where there is none. */
export function mailIn(typed: string, scratch: Tokens): TypedMail | null {
  const found = address.exec(typed);
  if (found === null) return null;
  const [all, local = '', named = ''] = found;
  const { text, count } = tokenize(`@${named}`, scratch);
  if (count === 0) return null;
  const domain = String.fromCharCode(...text.codes.subarray(0, text.length)).trimEnd();
  const [label = ''] = domain.split('.');
  return {
    rest: `${typed.slice(0, found.index).replace(addressLabel, '')} ${typed.slice(found.index + all.length)}`,
    local,
    named: `@${named}`,
    domain,
    anyEnding: label === domain ? null : `${label}.`,
  };
}
