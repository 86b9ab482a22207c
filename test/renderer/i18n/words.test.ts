import { describe, expect, test } from 'vitest';
import { type Pause, parkReasons } from '../../../main/contract/change.ts';
import type { Failure } from '../../../main/contract/failure.ts';
import { type Language, languages } from '../../../main/contract/language.ts';
import { defaultPipeline } from '../../../main/contract/model.ts';
import { en as enFirst } from '../../../renderer/i18n/en.ts';
import { enLater } from '../../../renderer/i18n/en-later.ts';
import { es as esFirst } from '../../../renderer/i18n/es.ts';
import { esLater } from '../../../renderer/i18n/es-later.ts';
import type { Plural } from '../../../renderer/i18n/plural.ts';
import { ptBR as ptBRFirst } from '../../../renderer/i18n/pt-br.ts';
import { ptBRLater } from '../../../renderer/i18n/pt-br-later.ts';
import { pauseSentence, troubleSentence } from '../../../renderer/i18n/sentences.ts';
import { loadSpeech, makeSpeech } from '../../../renderer/i18n/speak.ts';
import type { Words } from '../../../renderer/i18n/words.ts';
import { stageOf } from '../support/samples.ts';

const en: Words = { ...enFirst, ...enLater };
const es: Words = { ...esFirst, ...esLater };
const ptBR: Words = { ...ptBRFirst, ...ptBRLater };
const wordsOf: Readonly<Record<Language, Words>> = { 'pt-BR': ptBR, en, es };
const vocabularies = Object.entries(wordsOf);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const formsOf = (words: string | Plural) => (typeof words === 'string' ? [words] : [words.one, words.other]);

describe.each(vocabularies)('%s', (_name, words) => {
  test('has the same keys as pt-BR, in the same order', () => {
    expect(Object.keys(words)).toEqual(Object.keys(ptBR));
  });

  test('fills in the same facts as pt-BR', () => {
    for (const key of Object.keys(ptBR) as (keyof Words)[]) {
      const own = formsOf(words[key]).map(placeholders);
      const first = formsOf(ptBR[key]).map(placeholders);
      expect(own, key).toEqual(first);
    }
  });

  test('leaves nothing empty and nothing with stray spaces', () => {
    for (const [key, value] of Object.entries(words) as [string, string | Plural][]) {
      for (const form of formsOf(value)) expect(form, key).toMatch(/^\S(.*\S)?$/);
    }
  });
});

test('no sentence was left in another language', () => {
  const same = (Object.keys(en) as (keyof Words)[]).filter(key => {
    const text = en[key];
    return typeof text === 'string' && text.split(' ').length > 3 && (text === ptBR[key] || text === es[key]);
  });
  expect(same).toEqual([]);
});

/** One of each; the type makes the list complete. */
const failures: { readonly [C in Failure['code']]: Extract<Failure, { code: C }> } = {
  'key-none': { code: 'key-none' },
  'key-malformed': { code: 'key-malformed' },
  'key-invalid': { code: 'key-invalid' },
  'key-expired': { code: 'key-expired' },
  'permission-missing': { code: 'permission-missing', permission: 'opportunities:write' },
  'keychain-unavailable': { code: 'keychain-unavailable' },
  'keychain-locked': { code: 'keychain-locked' },
  'keychain-unreadable': { code: 'keychain-unreadable' },
  'keychain-refused': { code: 'keychain-refused' },
  'key-not-removed': { code: 'key-not-removed' },
  'opportunity-unknown': { code: 'opportunity-unknown' },
  'stage-refused': { code: 'stage-refused', allowed: ['won', 'lost'] },
  'stage-unknown': { code: 'stage-unknown' },
  'pipeline-changed': { code: 'pipeline-changed', pipeline: defaultPipeline },
  'rate-limited': { code: 'rate-limited', until: 0 },
  'server-failing': { code: 'server-failing', status: 503 },
  'server-unexpected': { code: 'server-unexpected', status: 418 },
  conflicting: { code: 'conflicting' },
  'answer-too-large': { code: 'answer-too-large' },
  offline: { code: 'offline' },
  unreachable: { code: 'unreachable' },
  tls: { code: 'tls' },
  timeout: { code: 'timeout' },
  'not-our-api': { code: 'not-our-api' },
  'api-address': { code: 'api-address', address: 'http://example.com' },
  'api-elsewhere': {
    code: 'api-elsewhere',
    address: 'https://app.getraze.com',
    other: 'https://api.getraze.co',
  },
  'api-declined': { code: 'api-declined' },
  'api-changed': { code: 'api-changed', address: 'https://api.getraze.co' },
  'disk-full': { code: 'disk-full' },
  'disk-failing': { code: 'disk-failing' },
  'store-newer': { code: 'store-newer' },
  'store-moved': { code: 'store-moved' },
  'not-erased': { code: 'not-erased', key: true, files: ['/home/ana/quick-stage.db'] },
  'hotkey-taken': { code: 'hotkey-taken', accelerator: 'CommandOrControl+Shift+Space' },
  'hotkey-malformed': { code: 'hotkey-malformed', accelerator: 'Q' },
  'too-late': { code: 'too-late' },
  'not-undoable': { code: 'not-undoable', why: 'newer-exists' },
  outdated: { code: 'outdated' },
  'already-there': { code: 'already-there' },
  'wrong-account': { code: 'wrong-account' },
  'malformed-request': { code: 'malformed-request', at: 'to' },
};
const pauses: { readonly [K in Pause['kind']]: Pause & { readonly kind: K } } = {
  network: { kind: 'network' },
  tls: { kind: 'tls' },
  'not-our-api': { kind: 'not-our-api' },
  quota: { kind: 'quota', until: 0 },
  auth: { kind: 'auth' },
  account: { kind: 'account' },
  server: { kind: 'server', until: 60_000 },
  disk: { kind: 'disk' },
  newer: { kind: 'newer' },
};

test.each(languages)('%s has a sentence for everything that can go wrong', async language => {
  const speech = await loadSpeech(language, 'en-US');
  await speech.complete();
  const sentences = [
    ...Object.values(failures).map(failure => troubleSentence(speech, failure, 'linux')),
    troubleSentence(speech, { code: 'internal' }, 'linux'),
    ...parkReasons.map(reason => speech.t(`park_${reason}`)),
    ...Object.values(pauses).map(pause => pauseSentence(speech, pause, 0)),
  ];
  for (const sentence of sentences) expect(sentence).toMatch(/^[\p{Lu}¿¡][^{}]*[.?!]$/u);
});

test('plurals and times are the language’s own, figures the region’s', async () => {
  const pt = await loadSpeech('pt-BR', 'pt-BR');
  const english = await loadSpeech('en', 'en-US');
  expect(pt.n('count', 1)).toBe('1 oportunidade');
  expect(pt.n('count', 1234)).toBe('1.234 oportunidades');
  expect(english.n('burstNeedsYou', 1)).toBe('1 needs you');
  expect(pt.money(48500, 'BRL').replace(/\s/g, ' ')).toBe('R$ 48.500');
  expect(english.money(5, 'not a currency')).toBe('5');
  expect(english.relative(90_000, 0)).toBe('in 2 minutes');
  expect(english.age(0, 3 * 86_400_000)).toBe('3 days ago');
  expect(pt.stage(stageOf('accepted'))).toBe('Em andamento');
  expect(pt.stage(stageOf('constructor'))).toBe('constructor');
});

test('a text that is not loaded yet is blank and says so, and is there once it is loaded', async () => {
  const speech = makeSpeech('en', enFirst, 'en-US', () => Promise.resolve(enLater));
  expect([speech.t('undo'), speech.isLacking()]).toEqual(['Undo', false]);
  expect([speech.t('helpTitle'), speech.n('seconds', 3), speech.isLacking()]).toEqual(['', '', true]);
  await speech.complete();
  expect([speech.t('helpTitle'), speech.n('seconds', 3), speech.isLacking()]).toEqual([
    enLater.helpTitle,
    '3 seconds',
    false,
  ]);
});
