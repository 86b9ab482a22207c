import { expect, test } from 'vitest';
import { documentedStages } from '../../../main/contract/model.ts';
import { stageLabel, type Texts, texts } from '../../../main/shell/texts.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { es } from '../../../renderer/i18n/es.ts';
import { ptBR } from '../../../renderer/i18n/pt-br.ts';

const languages = Object.keys(texts) as (keyof typeof texts)[];

/** A text with marks in the place of whatever is filled in. */
const filled = (text: Texts[keyof Texts]): string =>
  typeof text === 'function' ? (text as (...values: unknown[]) => string)('‹1›', '‹2›') : String(text);

test.each(languages)('%s says everything, each thing in words of its own', language => {
  for (const [name, text] of Object.entries(texts[language])) {
    if (name === 'stages') continue;
    expect(filled(text).trim(), name).not.toBe('');
    if (typeof text === 'function') {
      const marks = text.length === 2 ? ['‹1›', '‹2›'] : ['‹1›'];
      for (const mark of marks) expect(filled(text), name).toContain(mark);
    }
  }
});

test.each(languages)('%s names every documented stage, no two alike', language => {
  const names = documentedStages.map(stage => stageLabel(language, stage));
  expect(new Set(names).size).toBe(documentedStages.length);
});

test.each([
  ['pt-BR', ptBR],
  ['en', en],
  ['es', es],
] as const)('in %s the tray and the popup call a stage by one name', (language, words) => {
  const said = Object.entries(words)
    .filter(([key]) => key.startsWith('stage_'))
    .map(([key, label]) => [key.slice('stage_'.length), label]);
  expect(texts[language].stages).toEqual(Object.fromEntries(said));
});

test.each(languages)('one is not counted as many in %s', language => {
  expect(texts[language].needsYou(1)).not.toBe(texts[language].needsYou(2).replace('2', '1'));
});

test('a stage of the server’s own keeps its text', () => {
  expect(stageLabel('es', 'won')).toBe('Ganado');
  expect(stageLabel('es', 'WON')).toBe('WON');
  expect(stageLabel('en', 'Proposta enviada')).toBe('Proposta enviada');
  expect(stageLabel('en', 'constructor')).toBe('constructor');
});
