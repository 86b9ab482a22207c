import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileOfRoot, policySource, registryValues } from '../../../main/policy/sources.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('a file counts', () => {
  const file = (mode: number, owner = 0): string => {
    const path = join(tempFolder(), 'policy.json');
    writeFileSync(path, '{"updates":"off"}');
    chmodSync(path, mode);
    chownSync(path, owner, owner);
    return path;
  };

  test('where it is root’s and nobody else can write it', () => {
    expect(fileOfRoot(file(0o644))).toEqual({ updates: 'off' });
  });

  test.each([0o664, 0o646, 0o666])('not where others can write it (%o)', mode => {
    expect(fileOfRoot(file(mode))).toBeNull();
  });

  test('not where it is somebody else’s', () => {
    expect(fileOfRoot(file(0o644, 1000))).toBeNull();
  });
});

test('a computer without a policy has none, whatever its system', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) expect(policySource(platform)).toBeNull();
});

test('the registry’s values are read as the tool prints them', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Raze Quick Stage',
    '    updates    REG_SZ    off',
    '    notifications    REG_DWORD    0x0',
    '    startAtLogin    REG_DWORD    0x1',
    '    apiUrl    REG_SZ    https://crm.acme.example',
    '    hotkey    REG_SZ    ',
    '    other    REG_BINARY    00',
    '',
  ].join('\r\n');
  expect(registryValues(printed)).toEqual({
    updates: 'off',
    notifications: false,
    startAtLogin: true,
    apiUrl: 'https://crm.acme.example',
    hotkey: null,
  });
});
