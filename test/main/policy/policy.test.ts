import { expect, test } from 'vitest';
import { parsePolicy } from '../../../main/policy/policy.ts';

test('what a policy may set is taken as the settings take it', () => {
  const data = { apiUrl: 'https://crm.acme.example', updates: 'off', notifications: false, language: 'es' };
  expect(parsePolicy(data)).toEqual({ policy: data, ignored: [] });
});

test.each<[string, unknown]>([
  ['updates', 'weekly'],
  ['notifications', 'no'],
  ['language', 'fr'],
  ['apiUrl', 'http://crm.acme.example'],
  ['apiUrl', 'https://user@crm.acme.example'],
  ['hotkey', ''],
  ['theme', 'dark'],
  ['owner', 'Maria'],
  ['__proto__x', 1],
])('%s as %j is ignored by name, and the rest holds', (name, value) => {
  expect(parsePolicy({ [name]: value, startAtLogin: true })).toEqual({
    policy: { startAtLogin: true },
    ignored: [name],
  });
});

test.each([null, 'off', 7, [], undefined])('%j is no policy', data => {
  expect(() => parsePolicy(data)).toThrow(TypeError);
});
