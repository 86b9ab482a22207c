import { app } from 'electron';
import { formatLocaleOf, type Language, languageOf } from '../../contract/language.ts';

/** The product's language for this system's user. Valid after `ready`. */
export function systemLanguage(): Language {
  return languageOf(app.getPreferredSystemLanguages());
}

/**
 * The locale of the system's regional formats, which may be another than its language's. Valid after `ready`.
 * https://www.electronjs.org/docs/latest/api/app#appgetsystemlocale
 */
export function systemFormatLocale(): string {
  return formatLocaleOf([app.getSystemLocale(), ...app.getPreferredSystemLanguages()]);
}
