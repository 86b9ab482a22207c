import { rareUnit, unitOf } from './characters.ts';
import type { TypedMail } from './typed-mail.ts';

/** What was typed as the beginning of an e-mail address, folded: see `foldedAddress`. */
export interface TypedAddress {
  readonly text: string;
  /** What stands before the @. */
  readonly local: Uint16Array;
  /** The @ was typed: the local part is all there. */
  readonly isLocalWhole: boolean;
}

const at = 0x40;
const stop = 0x2e;
const signs = new Set([...'._-'].map(sign => sign.charCodeAt(0)));
/** Words with a full stop or a line between them, without a blank; or one before an @. */
const likeLocal = /^[^\s<>"',;:()[\]@?]+(?:[._][^\s<>"',;:()[\]@?]+|@)$/;

/**
 * The beginning of an address that a plain text is or has in it; null where it has none. Words with a hyphen between them are a
 * name's as well, and numbers have full stops of their own.
 */
export function addressIn(text: string, mail: TypedMail | null): TypedAddress | null {
  if (mail !== null) return mail.local === '' ? null : addressOf(`${mail.local}${mail.named}`);
  return likeLocal.test(text) && /\p{L}/u.test(text) ? addressOf(text) : null;
}

function addressOf(typed: string): TypedAddress {
  const codes = foldedAddress(typed);
  const end = codes.indexOf(at);
  return {
    text: String.fromCharCode(...codes),
    local: end < 0 ? codes : codes.subarray(0, end),
    isLocalWhole: end >= 0,
  };
}

/** An address in lower case, without accents; a full stop, a line and a hyphen are alike. */
export function foldedAddress(email: string): Uint16Array {
  const codes = new Uint16Array(email.length);
  for (let i = 0; i < email.length; i++) codes[i] = folded(email.charCodeAt(i));
  return codes;
}

function folded(code: number): number {
  const unit = unitOf(code);
  return signs.has(unit) ? stop : unit === rareUnit ? code : unit;
}

/** How much of an address was typed: all of it, its local part, or the beginning of that; null where it does not begin so. */
export function typedOf(
  email: string,
  { text, isLocalWhole }: TypedAddress,
): 'all' | 'local' | 'begun' | null {
  for (let i = 0; i < text.length; i++)
    if (i >= email.length || folded(email.charCodeAt(i)) !== text.charCodeAt(i)) return null;
  if (email.length === text.length) return 'all';
  return isLocalWhole || email.charCodeAt(text.length) === at ? 'local' : 'begun';
}
