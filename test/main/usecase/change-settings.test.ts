import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../main/contract/failure.ts';
import {
  defaultSettings,
  type HotkeyName,
  type SettingName,
  type Settings,
} from '../../../main/contract/settings.ts';
import { createChangeSettings } from '../../../main/usecase/change-settings.ts';

/** A store in memory, and every effect written down. */
function bench(
  takeHotkey: (name: HotkeyName, accelerator: string) => Result<string> = (_, taken) => ok(taken),
  locked: readonly SettingName[] = [],
) {
  let saved: Settings = defaultSettings;
  const done: unknown[] = [];
  const change = createChangeSettings(
    {
      locked,
      read: () => saved,
      change: patch => {
        saved = { ...saved, ...patch };
        return saved;
      },
      ignoredApiUrl: () => null,
      dealPage: () => null,
      keepDealPage: () => {},
      accountMode: () => 'none',
      setAccountMode: () => {},
      erasing: () => null,
      setErasing: () => {},
      keychainAddresses: () => [],
      setKeychainAddresses: () => {},
    },
    {
      takeHotkey,
      dropHotkey: dropped => done.push({ dropped }),
      startAtLogin: on => {
        done.push({ startAtLogin: on });
        return on;
      },
      theme: theme => done.push({ theme }),
      updates: () => done.push('updates'),
      undoSeconds: undoSeconds => done.push({ undoSeconds }),
      automation: automation => done.push({ automation }),
      apiAddress: () => done.push('apiAddress'),
    },
  );
  return { change, done, saved: () => saved };
}

test('each changed setting is saved and made so, one that stays as it was is not', () => {
  const { change, done, saved } = bench();
  const patch = {
    theme: 'dark',
    undoSeconds: 5,
    language: 'es',
    startAtLogin: true,
    automation: 'propose',
  } as const;
  expect(change(patch)).toEqual(ok({ ...defaultSettings, ...patch }));
  expect(saved()).toEqual({ ...defaultSettings, ...patch });
  expect(done).toEqual([{ startAtLogin: true }, { theme: 'dark' }, { automation: 'propose' }]);
});

test('what is saved is what was taken: the address without its path, the hotkey as it was registered', () => {
  const { change, done } = bench(() => ok('Control+K'));
  const changed = change({ hotkey: 'CommandOrControl+K', apiUrl: 'https://crm.example/external/v1/' });
  expect(changed).toEqual(ok({ ...defaultSettings, hotkey: 'Control+K', apiUrl: 'https://crm.example' }));
  expect(done).toEqual(['apiAddress']);
});

test('what is refused changes nothing at all, whatever else was asked for', () => {
  const { change, done, saved } = bench(() => fail({ code: 'hotkey-taken', accelerator: 'F1' }));
  const others = { theme: 'dark', startAtLogin: true } as const;
  expect(change({ ...others, hotkey: 'F1' })).toEqual(fail({ code: 'hotkey-taken', accelerator: 'F1' }));
  expect(change({ ...others, apiUrl: 'http://crm.example' })).toEqual(
    fail({ code: 'api-address', address: 'http://crm.example' }),
  );
  expect(saved()).toEqual(defaultSettings);
  expect(done).toEqual([]);
});

test('the hotkey for the clipboard is taken like the other, and let go when it is turned off', () => {
  const asked: unknown[] = [];
  const { change, done, saved } = bench((name, accelerator) => {
    asked.push([name, accelerator]);
    return ok(accelerator);
  });
  expect(change({ clipboardHotkey: 'Alt+V' }).ok).toBe(true);
  expect([asked, saved().clipboardHotkey, done]).toEqual([[['clipboardHotkey', 'Alt+V']], 'Alt+V', []]);
  expect(change({ clipboardHotkey: null }).ok).toBe(true);
  expect([asked.length, saved().clipboardHotkey, done]).toEqual([1, null, [{ dropped: 'clipboardHotkey' }]]);
});

test('what a policy has set is neither saved nor made so, and is no reason to refuse the rest', () => {
  const { change, done, saved } = bench(undefined, ['startAtLogin', 'automation']);
  expect(change({ startAtLogin: true, automation: 'move', theme: 'dark' }).ok).toBe(true);
  expect(saved()).toEqual({ ...defaultSettings, theme: 'dark' });
  expect(done).toEqual([{ theme: 'dark' }]);
});
