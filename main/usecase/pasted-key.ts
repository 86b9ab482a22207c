import { isSendableKey } from '../raze/http/http.ts';

/** What keys of the API look like as far as is known; one of another form is taken when it stands alone. */
const keyLike = /[a-z]{2}_(?:live|test)_[^\s"'`“”‘’«»<>]+/g;
const label =
  /^(?:x-api-key|authorization|bearer|(?:api[ _-]?)?(?:key|token|chave|clave))["']?(?:\s*[:=]\s*|\s+)/i;
const around = /^["'`“”‘’«»<([{]+|["'`“”‘’«»>)\]}.,;]+$/g;

/**
 * The API key in a pasted text: without what the eye does not see (zero-width and direction marks, soft hyphens, byte order
 * marks), without spaces and line breaks around it, quotes, the header's name or the lines it was sent in. Null when there is
 * no key, or more than one: a key is never guessed.
 */
export function pastedKey(text: string): string | null {
  const visible = text
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (isSendableKey(visible) && !/["'`<>:=]/.test(visible)) return visible;
  const found = new Set(Array.from(visible.matchAll(keyLike), ([key]) => key.replace(around, '')));
  const [key = unlabelled(visible), ...others] = found;
  return others.length === 0 && isSendableKey(key) ? key : null;
}

function unlabelled(text: string): string {
  const bare = text.replace(around, '');
  const rest = bare.replace(label, '');
  return rest === bare ? bare : unlabelled(rest);
}
