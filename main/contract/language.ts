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

/**
 * The first of these tags (BCP 47, best first; POSIX spelling is understood) that `Intl` has data for, by its language, script and
 * region alone; `en-US` if none. Figures, amounts and dates are written by it.
 */
export function formatLocaleOf(tags: readonly string[]): string {
  for (const tag of tags) {
    try {
      const { language, script, region } = new Intl.Locale(tag.split(/[.@]/)[0]?.replaceAll('_', '-') ?? '');
      const locale = [language, script, region].filter(part => part !== undefined).join('-');
      if (Intl.NumberFormat.supportedLocalesOf(locale).length > 0) return locale;
    } catch {
      // Not a tag: `Intl.Locale` throws (ECMA-402), as it does for POSIX's `C`.
    }
  }
  return 'en-US';
}
