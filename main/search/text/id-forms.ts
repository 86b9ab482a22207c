/** The documented ids begin with it; the others are UUIDs. */
export const idPrefix = 'opp_';

/** Which forms of id there are, so that an id is looked for in those only. */
export interface IdForms {
  upper: boolean;
  prefixed: boolean;
  bare: boolean;
}

export const newIdForms = (): IdForms => ({ upper: false, prefixed: false, bare: false });

export function noteId(forms: IdForms, id: string): void {
  if (id.startsWith(idPrefix)) forms.prefixed = true;
  else forms.bare = true;
  if (!forms.upper && /[A-Z]/.test(id)) forms.upper = true;
}

/** The beginning of the prefix says nothing: all those ids have it. */
const saysNothing = (text: string): boolean => text.length < idPrefix.length && idPrefix.startsWith(text);

/** How an id may begin that somebody types as `text`. */
export function idBeginnings({ upper, prefixed, bare }: IdForms, text: string): string[] {
  const lower = text.toLowerCase();
  if (saysNothing(lower)) return [];
  const letters = upper ? [...new Set([text, lower, text.toUpperCase()])] : [lower];
  return letters.flatMap(form => [
    ...(bare || form.startsWith(idPrefix) ? [form] : []),
    ...(prefixed && !form.startsWith(idPrefix) ? [idPrefix + form] : []),
  ]);
}

/** Whether an id begins with what was typed, in either case, with or without the prefix. */
export function idBeginsWith(id: string, text: string): boolean {
  const plain = id.toLowerCase();
  const typed = text.toLowerCase();
  if (saysNothing(typed)) return false;
  return plain.startsWith(typed) || (plain.startsWith(idPrefix) && plain.startsWith(typed, idPrefix.length));
}

/** Where the typed beginning stands in the id. */
export function rangeInId(id: string, text: string): readonly [start: number, end: number] {
  const from = id.toLowerCase().startsWith(text.toLowerCase()) ? 0 : idPrefix.length;
  return [from, Math.min(id.length, from + text.length)];
}
