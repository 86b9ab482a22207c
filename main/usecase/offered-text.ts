import type { OpportunityId } from '../contract/model.ts';
import { pastedIds } from '../line/pasted.ts';
import { hasKey } from './pasted-key.ts';

/** A clipboard's text of one line and at most this many UTF-16 units is offered as it is. */
const mostOffered = 80;
/** A longer one is searched for what it holds up to this many. */
const mostRead = 20_000;

const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Digits with what people put between them. */
const numbers = /(?<![\p{L}\p{N}.,/:-])\+?\(?\d(?:[\d ().-]*\d)?(?![\p{L}\p{N}/:])/gu;
/** A Brazilian tax number of a person (CPF) has as many digits as a mobile phone. */
const taxNumber = /^\d{3}\.\d{3}\.\d{3}-\d{2}$/;

/** A phone with its area code has 10 digits or more (E.164 allows 15); one that begins with + may have 8. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= (text.startsWith('+') ? 8 : 10) && digits <= 15 && !taxNumber.test(text);
}

/**
 * What of the clipboard is offered in the search box: a short line as it is, or of a longer text the one id, the one e-mail or the
 * one phone that it holds. Null where it holds none or several, and for an API key.
 */
export function offeredText(clipboard: string, isKnown: (id: OpportunityId) => boolean): string | null {
  const text = clipboard.slice(0, mostRead).trim();
  if (text === '' || hasKey(text)) return null;
  if (!/[\r\n]/.test(text) && text.length <= mostOffered) return text;
  const ids = pastedIds(text, isKnown);
  const [id] = ids;
  if (id !== undefined) return ids.length === 1 ? id : null;
  const [one, ...others] = new Set([
    ...Array.from(text.matchAll(mail), ([found]) => found.toLowerCase()),
    ...Array.from(text.replace(mail, ' ').matchAll(numbers), ([found]) => found).filter(isPhone),
  ]);
  return others.length === 0 ? (one ?? null) : null;
}
