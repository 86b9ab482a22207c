import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../../main/log/log.ts';
import { fileOfRoot } from '../../../main/policy/file-of-root.ts';
import { parsePolicy } from '../../../main/policy/policy.ts';
import { registryValues } from '../../../main/policy/registry-values.ts';
import { loadPolicy, places, policySource } from '../../../main/policy/sources.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const isRoot = process.getuid?.() === 0;

const posix = process.platform !== 'win32';

describe.skipIf(!isRoot)('a file counts', () => {
  const file = (mode: number, owner = 0): string => {
    const path = join(tempFolder(), 'policy.json');
    writeFileSync(path, '{"updates":"off"}');
    chmodSync(path, mode);
    chownSync(path, owner, owner);
    return path;
  };

  test('where it is root’s and nobody else can write it', () => {
    expect(fileOfRoot(file(0o644))).toEqual({ state: 'found', data: { updates: 'off' } });
  });

  test.each([0o664, 0o646, 0o666])('not where others can write it (%o)', mode => {
    expect(fileOfRoot(file(mode))).toEqual({ state: 'untrusted' });
  });

  test('not where it is somebody else’s', () => {
    expect(fileOfRoot(file(0o644, 1000))).toEqual({ state: 'untrusted' });
  });

  test.each<[string, (folder: string) => void]>([
    ['somebody else’s', folder => chownSync(folder, 1000, 1000)],
    ['its group’s to write', folder => chmodSync(folder, 0o775)],
    ['everybody’s to write', folder => chmodSync(folder, 0o777)],
  ])('not in a folder that is %s: another file could take its place', (_, spoil) => {
    const path = file(0o644);
    spoil(dirname(path));
    expect(fileOfRoot(path)).toEqual({ state: 'untrusted' });
  });

  test('not through a link into such a folder, nor as the link of one', () => {
    const path = file(0o644);
    const link = join(tempFolder(), 'policy.json');
    symlinkSync(path, link);
    expect(fileOfRoot(link)).toEqual({ state: 'found', data: { updates: 'off' } });
    chownSync(dirname(path), 1000, 1000);
    expect(fileOfRoot(link)).toEqual({ state: 'untrusted' });
    const mine = file(0o644, 1000);
    const second = join(tempFolder(), 'policy.json');
    symlinkSync(mine, second);
    expect(fileOfRoot(second)).toEqual({ state: 'untrusted' });
  });

  test('not where it is no file, without waiting for who may write a pipe', () => {
    const folder = tempFolder();
    execFileSync('mkfifo', ['-m', '644', join(folder, 'policy.json')]);
    expect(fileOfRoot(join(folder, 'policy.json'))).toEqual({ state: 'untrusted' });
    mkdirSync(join(folder, 'folder'));
    expect(fileOfRoot(join(folder, 'folder'))).toEqual({ state: 'untrusted' });
  });

  test('up to 64 kilobytes', () => {
    const path = file(0o644);
    writeFileSync(path, `{"updates":"off","x":"${'x'.repeat(65_536)}"}`);
    expect(() => fileOfRoot(path)).toThrow(RangeError);
  });

  test('with the mark that some editors write before it, and with their line ends', () => {
    const path = file(0o644);
    writeFileSync(path, '\uFEFF{\r\n  "updates": "off"\r\n}\r\n');
    expect(fileOfRoot(path)).toEqual({ state: 'found', data: { updates: 'off' } });
  });
});

test('a file that is not there is no policy', () => {
  expect(fileOfRoot(join(tempFolder(), 'policy.json'))).toEqual({ state: 'none' });
  writeFileSync(join(tempFolder(), 'file'), '');
  expect(fileOfRoot(join(tempFolder(), 'file', 'policy.json'))).toEqual({ state: 'none' });
});

test('a Linux or macOS computer without a policy has none', () => {
  for (const platform of ['linux', 'darwin'] as const)
    expect(policySource(platform)).toEqual({ state: 'none' });
});

describe.skipIf(!posix)('what a system’s tool says counts', () => {
  /** A program in the place of reg.exe or plutil. */
  const tool = (script: string): string => {
    const path = join(tempFolder(), 'tool');
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  };
  const asked = (platform: NodeJS.Platform, script: string) => {
    const folder = tempFolder();
    const preferences = join(folder, 'preferences.plist');
    writeFileSync(preferences, '');
    const path = tool(script);
    return () => policySource(platform, { preferences, registryTool: path, plistTool: path, patience: 500 });
  };

  test('where it ends well', () => {
    expect(asked('win32', "printf '    updates    REG_SZ    off\\r\\n'")()).toEqual({
      state: 'found',
      data: { updates: 'off' },
    });
    expect(asked('darwin', `echo '{"updates":"off"}'`)()).toEqual({
      state: 'found',
      data: { updates: 'off' },
    });
  });

  test('as none where the registry has no such key, in whatever language that is said', () => {
    expect(
      asked('win32', 'echo "FEHLER: Der angegebene Schlüssel wurde nicht gefunden." >&2; exit 1')(),
    ).toEqual({
      state: 'none',
    });
  });

  test.each(['win32', 'darwin'] as const)('as not read where it ends otherwise, or never (%s)', platform => {
    expect(asked(platform, 'exit 3')).toThrow();
    const began = performance.now();
    expect(asked(platform, "trap '' TERM; while :; do :; done")).toThrow(/ETIMEDOUT/);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(() =>
      policySource(platform, {
        ...places,
        preferences: import.meta.filename,
        registryTool: '/x',
        plistTool: '/x',
      }),
    ).toThrow(/ENOENT/);
  });

  test('not by its place on the path, nor where a program is started from', () => {
    expect([places.registryTool, places.plistTool, places.preferences, places.file].map(isAnywhere)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

/** Whether a path is complete on its system. */
const isAnywhere = (path: string): boolean => /^(\/|[A-Za-z]:\\)/.test(path);

test('the registry’s values are read as the tool prints them', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Raze Quick Stage',
    '    UPDATES    REG_SZ    off',
    '    Notifications    REG_DWORD    0x0',
    '    startAtLogin    REG_DWORD    0x1',
    '    apiUrl    REG_SZ    https://crm.acme.example',
    '    hotkey    REG_SZ    ',
    '    other    REG_BINARY    00',
    '    automation    REG_EXPAND_SZ    %ALLOWED%',
    '    language    REG_MULTI_SZ    pt-BR\\0es',
    '    sendReasons    REG_DWORD    0x2',
    '    with some words    REG_SZ    and four    spaces',
    '    (Standard)    REG_SZ    (Wert nicht festgelegt)',
    '    empty    REG_NONE',
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Raze Quick Stage\\Other',
    '',
  ].join('\r\n');
  expect(registryValues(printed)).toEqual({
    updates: 'off',
    notifications: false,
    startAtLogin: true,
    apiUrl: 'https://crm.acme.example',
    hotkey: null,
    other: { type: 'REG_BINARY' },
    automation: { type: 'REG_EXPAND_SZ' },
    language: { type: 'REG_MULTI_SZ' },
    sendReasons: 2,
    'with some words': 'and four    spaces',
    '(Standard)': '(Wert nicht festgelegt)',
    empty: { type: 'REG_NONE' },
  });
  expect(parsePolicy(registryValues(printed))).toMatchObject({
    policy: { updates: 'off', notifications: false, startAtLogin: true, apiUrl: 'https://crm.acme.example' },
    unusablePolicy: ['hotkey', 'automation', 'language', 'sendReasons'],
    ignored: 8,
  });
});

describe('a policy', () => {
  const loaded = (text: string) => {
    const path = join(tempFolder(), 'policy.json');
    writeFileSync(path, text);
    const lines: string[] = [];
    const { policy, unusablePolicy } = loadPolicy(
      path,
      createLog([line => lines.push(line)], () => 0),
    );
    return { policy, unusablePolicy, lines };
  };

  test('is read, and what it may not set is counted in the log', () => {
    const { policy, lines } = loaded('{"updates":"off","colour":"red"}');
    expect(policy).toEqual({ updates: 'off' });
    expect(lines).toEqual(['1970-01-01T00:00:00.000Z warn policy ignored members=1']);
  });

  test('whose hotkey is none leaves it to the user, and the log says so', () => {
    const { policy, unusablePolicy, lines } = loaded('{"updates":"off","hotkey":"Strg+K"}');
    expect({ policy, unusablePolicy }).toEqual({ policy: { updates: 'off' }, unusablePolicy: ['hotkey'] });
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

  test.each(['[]', '7', '"off"', 'null', 'true'])('that is %s sets nothing, and the log says so', text => {
    const { policy, lines } = loaded(text);
    expect(policy).toEqual({});
    expect(lines.join()).toMatch(/ warn policy unreadable error=TypeError at=policy\.ts:\d+:\d+$/);
  });

  test('whose file may not be read is told by the system’s code', () => {
    const lines: string[] = [];
    const log = createLog([line => lines.push(line)], () => 0);
    expect(loadPolicy(tempFolder(), log)).toEqual({ policy: {}, unusablePolicy: [] });
    expect(lines.join()).toMatch(/ warn policy unreadable code=EISDIR error=Error/);
  });

  test.each(['__proto__', 'constructor', 'toString'])('sets nothing by the name %s', name => {
    const { policy, lines } = loaded(`{"${name}":{"updates":"off"},"updates":"beta"}`);
    expect(policy).toEqual({ updates: 'beta' });
    expect(({} as { updates?: unknown }).updates).toBeUndefined();
    expect(lines).toHaveLength(1);
  });
});
