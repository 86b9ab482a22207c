import { expect, test } from 'vitest';
import { shellTexts, type Texts } from '../../../main/shell/words/texts.ts';

const languages = Object.keys(shellTexts) as (keyof typeof shellTexts)[];

/** A text with marks in the place of whatever is filled in. */
const filled = (text: Texts[keyof Texts]): string =>
  typeof text === 'function' ? (text as (...values: unknown[]) => string)('‹1›', '‹2›') : String(text);

test.each(languages)('%s says everything, each thing in words of its own', language => {
  for (const [name, text] of Object.entries(shellTexts[language])) {
    expect(filled(text).trim(), name).not.toBe('');
    if (typeof text === 'function') {
      const marks = text.length === 2 ? ['‹1›', '‹2›'] : ['‹1›'];
      for (const mark of marks) expect(filled(text), name).toContain(mark);
    }
  }
});

test.each(languages)('one is not counted as many in %s', language => {
  expect(shellTexts[language].needsYou(1)).not.toBe(shellTexts[language].needsYou(2).replace('2', '1'));
});
