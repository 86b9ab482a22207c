import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pastedKey } from '../../../main/usecase/pasted-key.ts';

const key = 'gr_live_Ab-12_cd';

describe('a key is found in what was pasted', () => {
  test.each([
    ['zero-width spaces', `\u200B${key}\u200B`],
    ['zero-width joiners in it', key.replace('_', '_\u200D\u2060')],
    ['a byte order mark', `\uFEFF${key}`],
    ['soft hyphens', key.replace('live', 'li\u00ADve')],
    ['direction marks', `\u202A${key}\u202C\u200E`],
    ['a variation selector', `${key}\uFE0F`],
    ['no-break spaces', `\u00A0${key}\u202F`],
    ['line breaks', `\r\n${key}\r\n\n`],
    ['a tab', `\t${key}`],
    ['straight quotes', `"${key}"`],
    ['curly quotes', `“${key}”`],
    ['backquotes', `\`${key}\``],
    ['the header it goes into', `X-API-Key: ${key}`],
    ['the header without a space', `x-api-key:${key}`],
    ['a line of JSON', `"X-API-Key": "${key}",`],
    ['a line of a settings file', `RAZE_KEY=${key}`],
    ['a command', `curl -H 'X-API-Key: ${key}' https://app.getraze.com/external/v1/opportunities`],
    ['the lines it was sent in', `Olá Ana,\n\nsua chave:\n${key}\n\nAbraço,\nBruno`],
    ['a sentence that ends after it', `Use ${key}.`],
    ['itself once more', `${key}\n${key}`],
  ])('%s', (_, text) => expect(pastedKey(text)).toBe(key));

  test.each([
    ['another form, alone', ' 0a1b/2c+3d== ', '0a1b/2c+3d=='],
    ['another form, in quotes', '"0a1b2c"', '0a1b2c'],
    ['another form, with its header', 'X-API-Key: 0a1b2c', '0a1b2c'],
    ['another form, as a bearer', 'Authorization: Bearer 0a1b2c', '0a1b2c'],
    ['other prefixes', 'lr_live_x', 'lr_live_x'],
    ['signs that only a key of the known form can have', 'key "gr_live_a/b+c=="', 'gr_live_a/b+c=='],
  ])('%s', (_, text, found) => expect(pastedKey(text)).toBe(found));
});

test.each([
  ['nothing', ''],
  ['nothing that is seen', '\u200B\uFEFF \n'],
  ['two words', 'two words'],
  ['a letter that no header takes', 'clé'],
  ['two keys', `${key}\nlr_live_other`],
  ['a label alone', 'X-API-Key:'],
])('%s is no key', (_, text) => expect(pastedKey(text)).toBeNull());

test('whatever can be sent as it stands and has no quotes, labels or signs of them is taken as it stands', () => {
  const plain = fc.stringMatching(/^[A-Za-z0-9_\-./+~!@#$%^&*?]{1,80}$/);
  fc.assert(fc.property(plain, one => pastedKey(one) === one));
});
