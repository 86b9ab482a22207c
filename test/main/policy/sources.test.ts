import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../../main/log/log.ts';
import { fileOfRoot, loadPolicy, policySource, registryValues } from '../../../main/policy/sources.ts';
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

describe('a policy', () => {
  const loaded = (text: string) => {
    const path = join(tempFolder(), 'policy.json');
    writeFileSync(path, text);
    const lines: string[] = [];
    const policy = loadPolicy(
      path,
      createLog([line => lines.push(line)], () => 0),
    );
    return { policy, lines };
  };

  test('is read, and what it may not set is counted in the log', () => {
    const { policy, lines } = loaded('{"updates":"off","colour":"red"}');
    expect(policy).toEqual({ updates: 'off' });
    expect(lines).toEqual(['1970-01-01T00:00:00.000Z warn policy ignored members=1']);
  });

  test.each(['{"updates":', ''])(
    'that is no JSON (%j) sets nothing, and the log says so without its words',
    text => {
      const { policy, lines } = loaded(text);
      expect(policy).toEqual({});
      expect(lines.join()).toMatch(/ warn policy unreadable error=SyntaxError/);
      expect(lines.join()).not.toContain('updates');
    },
  );
});
