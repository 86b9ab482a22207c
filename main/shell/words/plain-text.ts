import type { Language } from '../../contract/language.ts';
import { shellTexts } from './texts.ts';

/** Line breaks, tabs and every other run of blanks and control characters. */
const gaps = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
/**
 * What is not seen but changes how the rest is read: marks that turn its direction, marks of no width, fillers, annotations. What is kept
 * joins letters, chooses the form of one, or names a flag (Unicode, PropList.txt, `Default_Ignorable_Code_Point`).
 */
const unseen =
  /[[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]--[\u200C\u200D\p{Variation_Selector}\u{E0020}-\u{E007F}]]/gv;

/** One line as the system may show it: no line breaks, nothing unseen, at most so many characters (code points). */
export function plainLine(text: string, most: number): string {
  const line = [...text.toWellFormed().replace(unseen, '').replace(gaps, ' ').trim()];
  return line.length > most ? `${line.slice(0, most - 1).join('')}…` : line.join('');
}

/** What an opportunity is known by; the e-mail address where it is at hand. */
export interface Nameable {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly email?: string;
}

/** Names an opportunity in one line: by its name, or says that it has none and tells what else is known of it. */
export function rowLabel(
  { id, name, company, email = '' }: Nameable,
  language: Language,
  most: number,
): string {
  const plain = plainLine(name, most);
  if (plain !== '') return plain;
  const [other = ''] = [company, email, id].map(text => plainLine(text, most)).filter(text => text !== '');
  return plainLine(`${shellTexts[language].unnamed} ${other}`, most);
}

/**
 * Text as a reader of markup shows it unchanged. Electron hands a notification's body to libnotify as it is
 * (`libnotify_notification.cc`), and a server with `body-markup`, as the desktops' all have, reads tags and entities there.
 * https://specifications.freedesktop.org/notification/latest-single/#markup
 */
export const escapedMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
