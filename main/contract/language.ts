/** The languages of the product, in the order of the settings. */
export const languages = ['pt-BR', 'en', 'es'] as const;
export type Language = (typeof languages)[number];

/**
 * The first of the user's preferred languages (BCP 47, best first) that the product speaks in any regional form; English if none.
 */
export function languageOf(preferred: readonly string[]): Language {
  const primary = (tag: string): string => tag.toLowerCase().split(/[-_.]/)[0] ?? '';
  for (const tag of preferred) {
    const spoken = languages.find(language => primary(language) === primary(tag));
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}
