import { expect, test } from 'vitest';
import { shellTexts, type Texts } from '../../../main/shell/words/texts.ts';

const languages = Object.keys(shellTexts) as (keyof typeof shellTexts)[];

/** A text with marks in the place of whatever is filled in. */
const filled = (text: Texts[keyof Texts]): string =>
  typeof text === 'function' ? (text as (...values: unknown[]) => string)('‹1›', '‹2›') : String(text);

/** The marks that a text must have. */
const marksOf = (text: Texts[keyof Texts]): readonly string[] =>
  typeof text === 'function' ? ['‹1›', '‹2›'].slice(0, Math.max(1, text.length)) : [];

test.each(languages)('%s says everything, each thing in words of its own', language => {
  for (const [name, text] of Object.entries(shellTexts[language])) {
    expect(filled(text).trim(), name).not.toBe('');
    for (const mark of marksOf(text)) expect(filled(text), name).toContain(mark);
  }
});

test.each(languages)('one is not counted as many in %s', language => {
  expect(shellTexts[language].needsYou(1)).not.toBe(shellTexts[language].needsYou(2).replace('2', '1'));
});
