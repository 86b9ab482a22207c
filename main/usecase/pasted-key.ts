import { isSendableKey } from '../raze/http/http.ts';

/** The known form of the API's keys. A key of another form is accepted when it stands alone. */
const keyLike = /[a-z]{2}_(?:live|test)_[^\s"'`“”‘’«»<>]+/g;
const label =
  /^(?:x-api-key|authorization|bearer|(?:api[ _-]?)?(?:key|token|chave|clave))["']?(?:\s*[:=]\s*|\s+)/i;
const around = /^["'`“”‘’«»<([{]+|["'`“”‘’«»>)\]}.,;]+$/g;

/**
 * The API key in a pasted text, without invisible characters, spaces, line breaks, quotes, the header's name or the
 * lines around it. Null when there is no key or more than one: a key is never guessed.
 */
export function pastedKey(text: string): string | null {
  const visible = visibleOf(text);
  if (isSendableKey(visible) && !/["'`<>:=]/.test(visible)) return visible;
  const found = new Set(Array.from(visible.matchAll(keyLike), ([key]) => key.replace(around, '')));
  const [key = unlabelled(visible), ...others] = found;
  return others.length === 0 && isSendableKey(key) ? key : null;
}

/** Whether a text holds what looks like an API key. */
export const hasKey = (text: string): boolean => visibleOf(text).search(keyLike) >= 0;

const visibleOf = (text: string): string =>
  text
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

function unlabelled(text: string): string {
  const bare = text.replace(around, '');
  const rest = bare.replace(label, '');
  return rest === bare ? bare : unlabelled(rest);
}
