/** What the product speaks, in the order that the settings offer. */
export const languages = ['pt-BR', 'en', 'es'] as const;
export type Language = (typeof languages)[number];

/**
 * Chooses among them by the user's preferred ones (BCP 47, best first): the first that the product speaks in any
 * regional form, English when none.
 */
export function languageOf(preferred: readonly string[]): Language {
  const primary = (tag: string): string => tag.toLowerCase().split(/[-_.]/)[0] ?? '';
  for (const tag of preferred) {
    const spoken = languages.find(language => primary(language) === primary(tag));
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}
