import { expect, test } from 'vitest';
import { languageOf } from '../../../main/contract/language.ts';
import { platformOf } from '../../../main/shell/desktop/platform.ts';

test.each([
  [['pt-BR', 'en-US'], 'pt-BR'],
  [['pt-PT'], 'pt-BR'],
  [['es-419', 'en'], 'es'],
  [['de-DE', 'fr', 'es-MX'], 'es'],
  [['en-GB', 'pt-BR'], 'en'],
  [['PT_br.UTF-8'], 'pt-BR'],
  [['ja', 'zh-Hans'], 'en'],
  [['estonian'], 'en'],
  [[], 'en'],
])('%j is served in %s', (preferred, language) => {
  expect(languageOf(preferred)).toBe(language);
});

test.each([
  ['darwin', 'mac'],
  ['win32', 'windows'],
  ['linux', 'linux'],
  ['freebsd', 'linux'],
] as const)('%s is %s to the page', (node, page) => {
  expect(platformOf(node)).toBe(page);
});
