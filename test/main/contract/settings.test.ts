import { describe, expect, test } from 'vitest';
import { parse } from '../../../main/contract/parse.ts';
import { settingsPatch } from '../../../main/contract/payloads.ts';
import { defaultSettings, settingNames, settings } from '../../../main/contract/settings.ts';

const accepts = (patch: unknown): boolean => parse(settingsPatch, patch).ok;

test.each(settingNames)('the default of %s is within its own limits', name => {
  expect(parse(settingsPatch, { [name]: defaultSettings[name] })).toEqual({
    ok: true,
    value: { [name]: defaultSettings[name] },
  });
});

test('what is no setting is not kept, and what is not said is not there', () => {
  expect(parse(settingsPatch, { theme: 'dark', colour: 'red' })).toEqual({
    ok: true,
    value: { theme: 'dark' },
  });
});

test('every offered undo window can be chosen', () => {
  for (const undoSeconds of settings.undoSeconds.offered) expect(accepts({ undoSeconds })).toBe(true);
});

describe('limits', () => {
  test.each([
    { undoSeconds: 0 },
    { undoSeconds: 30 },
    { hotkey: 'F1' },
    { hotkey: 'A'.repeat(100) },
    { apiUrl: 'h'.repeat(300) },
    { apiUrl: null },
    { language: 'system' },
    { language: 'es' },
    { startAtLogin: true },
  ])('within: %j', patch => expect(accepts(patch)).toBe(true));

  test.each([
    { undoSeconds: -1 },
    { undoSeconds: 31 },
    { undoSeconds: 2.5 },
    { undoSeconds: null },
    { hotkey: '' },
    { hotkey: 'A'.repeat(101) },
    { hotkey: null },
    { apiUrl: 'h'.repeat(301) },
    { language: 'fr' },
    { theme: 'purple' },
    { startAtLogin: 1 },
    { theme: undefined },
  ])('beyond: %j', patch => expect(accepts(patch)).toBe(false));
});
