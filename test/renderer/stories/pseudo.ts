import { en } from '../../../renderer/i18n/en.ts';
import { enLater } from '../../../renderer/i18n/en-later.ts';
import { makeSpeech, type Speech } from '../../../renderer/i18n/speak.ts';
import type { Words } from '../../../renderer/i18n/words.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'ë',
  i: 'ï',
  o: 'ö',
  u: 'ü',
  c: 'ç',
  n: 'ñ',
  A: 'Å',
  E: 'É',
  O: 'Ø',
  S: 'Š',
};

/** A text a third longer, accented and in brackets: what is cut, what is not translated and what is glued shows. */
function stretch(text: string): string {
  const parts = text.split(/(\{\w+\})/);
  const accented = parts.map(part =>
    part.startsWith('{') ? part : part.replace(/[a-zA-Z]/g, letter => accents[letter] ?? letter),
  );
  const longer = '·'.repeat(Math.ceil(text.length / 3));
  return `[${accented.join('')}${longer}]`;
}

/** Every text of the popup in the pseudo-language. */
export const pseudoWords = Object.fromEntries(
  Object.entries({ ...en, ...enLater }).map(([key, value]) => [
    key,
    typeof value === 'string' ? stretch(value) : { one: stretch(value.one), other: stretch(value.other) },
  ]),
) as unknown as Words;

/** The pseudo-language, made of English. */
export async function pseudoSpeech(): Promise<Speech> {
  return makeSpeech('en', pseudoWords, 'en-US');
}
