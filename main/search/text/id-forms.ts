/** The documented ids begin with it; the others are UUIDs. */
export const idPrefix = 'opp_';

/** Which forms the ids of an index have, so that a typed id is looked for in those only. */
export interface IdForms {
  upper: boolean;
  prefixed: boolean;
  bare: boolean;
}

export const newIdForms = (): IdForms => ({ upper: false, prefixed: false, bare: false });

/** Notes the form of an id. */
export function noteId(forms: IdForms, id: string): void {
  if (id.startsWith(idPrefix)) forms.prefixed = true;
  else forms.bare = true;
  if (!forms.upper && /[A-Z]/.test(id)) forms.upper = true;
}

/** True for `o`, `op` and `opp`: every prefixed id begins so. */
const isPartOfPrefix = (text: string): boolean => text.length < idPrefix.length && idPrefix.startsWith(text);

/** How the ids may begin that somebody means by `text`: in either case, with the prefix or without. */
export function idBeginnings({ upper, prefixed, bare }: IdForms, text: string): string[] {
  const lower = text.toLowerCase();
  if (isPartOfPrefix(lower)) return [];
  const cases = upper ? [...new Set([text, lower, text.toUpperCase()])] : [lower];
  return cases.flatMap(form => [
    ...(bare || form.startsWith(idPrefix) ? [form] : []),
    ...(prefixed && !form.startsWith(idPrefix) ? [idPrefix + form] : []),
  ]);
}

/** Where typed text stands at the beginning of an id, in either case, with the prefix or without; null where it does not. */
export function rangeInId(id: string, text: string): readonly [start: number, end: number] | null {
  const lower = id.toLowerCase();
  const typed = text.toLowerCase();
  if (isPartOfPrefix(typed)) return null;
  if (lower.startsWith(typed)) return [0, typed.length];
  const isAfterPrefix = lower.startsWith(idPrefix) && lower.startsWith(typed, idPrefix.length);
  return isAfterPrefix ? [idPrefix.length, idPrefix.length + typed.length] : null;
}
