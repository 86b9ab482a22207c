import { expect, test } from 'vitest';
import { parsePolicy } from '../../../main/policy/policy.ts';

test('what a policy may set is taken as the settings take it', () => {
  const data = { apiUrl: 'https://crm.acme.example', updates: 'off', notifications: false, language: 'es' };
  expect(parsePolicy(data)).toEqual({ policy: data, unusablePolicy: [], ignored: 0 });
});

test.each<[string, unknown]>([
  ['updates', 'weekly'],
  ['notifications', 'no'],
  ['language', 'fr'],
  ['apiUrl', 'http://crm.acme.example'],
  ['apiUrl', 'https://user@crm.acme.example'],
  ['hotkey', ''],
  ['hotkey', 'Ctrl+Alt'],
  ['hotkey', 'Strg+Alt+K'],
  ['hotkey', 'K'],
  ['hotkey', 'Ctrl+C'],
])('%s as %j is left out, its setting is named, and the rest holds', (name, value) => {
  expect(parsePolicy({ [name]: value, startAtLogin: true })).toEqual({
    policy: { startAtLogin: true },
    unusablePolicy: [name],
    ignored: 1,
  });
});

test.each<[string, unknown]>([
  ['theme', 'dark'],
  ['owner', 'Maria'],
  ['Updates', 'off'],
  ['__proto__x', 1],
])('%s, which no policy may set, is counted', (name, value) => {
  expect(parsePolicy({ [name]: value, updates: 'off' })).toEqual({
    policy: { updates: 'off' },
    unusablePolicy: [],
    ignored: 1,
  });
});

test.each([
  ['https://CRM.acme.example/', 'https://crm.acme.example'],
  ['https://crm.acme.example/external/v1/', 'https://crm.acme.example'],
  [null, null],
])('the address %j is taken in the spelling that the settings keep: %j', (apiUrl, kept) => {
  expect(parsePolicy({ apiUrl }).policy).toEqual({ apiUrl: kept });
});

test('so is a hotkey', () => {
  expect(parsePolicy({ hotkey: 'ctrl + alt + k' }).policy).toEqual({ hotkey: 'Control+Alt+K' });
});

test.each([null, 'off', 7, [], undefined])('%j is no policy', data => {
  expect(() => parsePolicy(data)).toThrow(TypeError);
});
