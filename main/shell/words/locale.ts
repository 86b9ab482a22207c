import { app } from 'electron';
import { type Language, languageOf } from '../../contract/language.ts';

/** The product's language for this system's user. Valid after `ready`. */
export function systemLanguage(): Language {
  return languageOf(app.getPreferredSystemLanguages());
}
