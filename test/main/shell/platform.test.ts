import { expect, test } from 'vitest';
import { formatLocaleOf, languageOf } from '../../../main/contract/language.ts';
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

test.each([
  [['es-MX', 'en-US'], 'es-MX'],
  [['pt_PT.UTF-8'], 'pt-PT'],
  [['sr_RS@latin'], 'sr-RS'],
  [['zh-Hant-TW'], 'zh-Hant-TW'],
  [['en-US-posix'], 'en-US'],
  [['ar-EG-u-nu-arab-ca-islamic'], 'ar-EG'],
  [['fr-FI'], 'fr-FI'],
  [['', 'C', 'pt-BR'], 'pt-BR'],
  [['qaa-QM', 'es-AR'], 'es-AR'],
  [[], 'en-US'],
])('for a system of %j figures and dates are those of %s', (tags, locale) => {
  expect(formatLocaleOf(tags)).toBe(locale);
});
