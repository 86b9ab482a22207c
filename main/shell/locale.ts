import { app } from 'electron';
import type { Language } from '../contract/snapshot.ts';
import { languageOf } from '../contract/snapshot.ts';

/** The product's language for this system's user. Valid after `ready`. */
export function systemLanguage(): Language {
  return languageOf(app.getPreferredSystemLanguages());
}
