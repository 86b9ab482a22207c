import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { desktopId } from '../../main/shell/desktop/desktop-entry.ts';
import { linkScheme } from '../../main/shell/links/link.ts';

/**
 * What the Windows uninstaller does besides deleting files, compiled into a program of its own that runs nothing else: first it
 * writes what Electron writes (`--prepare`), then it is the uninstaller. It runs under Wine where that is installed.
 */
const root = join(import.meta.dirname, '..', '..');
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/lib/wine'];
const find = (...names: string[]): string | undefined =>
  places.flatMap(folder => names.map(name => join(folder, name))).find(file => existsSync(file));
const makensis = find('makensis');
const wine = find('wine64', 'wine');
const wineServer = find('wineserver');
if (!makensis) console.log('\n  SKIPPED: compiling the Windows uninstaller, because there is no makensis.\n');
else if (!wine) console.log('\n  SKIPPED: running the Windows uninstaller, because there is no Wine.\n');

const settings = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as {
  readonly appId: string;
  readonly productName: string;
};
const folder = mkdtempSync(join(tmpdir(), 'raze-nsis-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const program = join(folder, 'uninstall.exe');
const command = `"$INSTDIR\\${settings.productName}.exe" "%1"`;
const elsewhere = '"C:\\Other\\Raze Quick Stage.exe" "%1"';

/** `isUpdated` is a word of electron-builder's; it reads the flag with a plug-in that only its own NSIS has. */
const script = `
Unicode true
Target amd64-unicode
!include LogicLib.nsh
!include FileFunc.nsh
Name uninstall
OutFile "${program}"
RequestExecutionLevel user
SilentInstall silent
InstallDir "C:\\Programs\\Raze"
!define APP_ID "${settings.appId}"
!define APP_EXECUTABLE_FILENAME "${settings.productName}.exe"
Var arguments
!macro _given _flag _b _t _f
  ClearErrors
  \${GetOptions} $arguments "\${_flag}" $R9
  IfErrors \`\${_f}\` \`\${_t}\`
!macroend
!define isUpdated '"--updated" given ""'
!include "${join(root, 'assets', 'installer.nsh')}"
!macro remember _command
  WriteRegStr HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Run" "${desktopId}" "x --hidden"
  WriteRegStr HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Run" "somebody else" "y"
  WriteRegBin HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run" "${desktopId}" 03
  WriteRegStr HKCU "Software\\Classes\\${linkScheme}" "" "URL:${linkScheme}"
  WriteRegStr HKCU "Software\\Classes\\${linkScheme}" "URL Protocol" ""
  WriteRegStr HKCU "Software\\Classes\\${linkScheme}\\shell\\open\\command" "" '\${_command}'
!macroend
Section
  \${GetParameters} $arguments
  \${if} "--prepare" given ""
    !insertmacro remember '${command}'
  \${elseIf} "--elsewhere" given ""
    !insertmacro remember '${elsewhere}'
  \${else}
    !insertmacro customUnInstall
  \${endIf}
SectionEnd
`;

const compile = (text: string): string => {
  const file = join(folder, 'uninstall.nsi');
  writeFileSync(file, text);
  return execFileSync(makensis ?? '', ['-V2', '-WX', file], { encoding: 'utf8', stdio: 'pipe' });
};

test('the app’s id is the one that Electron names the value for start at login after', () => {
  expect(settings.appId).toBe(desktopId);
});

test('electron-builder’s uninstaller calls it, and a newer version’s installer says that it updates', () => {
  const nsis = join(root, 'node_modules', 'app-builder-lib', 'templates', 'nsis');
  const template = (...path: string[]): string => readFileSync(join(nsis, ...path), 'utf8');
  expect(template('uninstaller.nsh')).toContain('!insertmacro customUnInstall\n');
  expect(template('uninstaller.nsh')).toMatch(/\$\{if\} \$\{isUpdated\}/);
  expect(template('include', 'installUtil.nsh')).toContain('StrCpy $0 "$0 --updated"');
});

describe.skipIf(!makensis)('compiled', () => {
  test('makensis takes it without a warning', () => {
    expect(compile(script)).toBe('');
    expect(() => compile(script.replace('com.getraze', '$com.getraze'))).toThrow(/makensis/);
  });
});

describe.skipIf(!makensis || !wine)('under Wine', () => {
  const env = { ...process.env, WINEPREFIX: join(folder, 'wine'), WINEDEBUG: '-all', DISPLAY: '' };
  const run = (...args: string[]): string =>
    execFileSync(wine ?? '', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

  beforeAll(() => {
    compile(script);
    mkdirSync(env.WINEPREFIX);
    run('wineboot', '--init');
  }, 180_000);

  // It would go on for a while, and write its registry into the folder that is removed.
  afterAll(() => {
    if (wineServer) execFileSync(wineServer, ['--kill'], { env, stdio: 'ignore' });
  });

  /** The names of what is there of ours, and of somebody else's. */
  const left = (): string[] => {
    const [startUp, approved] = ['Run', 'Explorer\\StartupApproved\\Run'].map(key =>
      ask(`HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\${key}`),
    );
    return [
      ...(startUp?.includes(desktopId) ? ['start at login'] : []),
      ...(startUp?.includes('somebody else') ? ['somebody else’s'] : []),
      ...(approved?.includes(desktopId) ? ['switched off at login'] : []),
      ...(ask(`HKCU\\Software\\Classes\\${linkScheme}`) === '' ? [] : ['scheme']),
    ];
  };
  /** What the registry has at a key; nothing where there is no such key. */
  const ask = (key: string): string => {
    try {
      return run('reg', 'query', key, '/s');
    } catch {
      return '';
    }
  };
  const everything = ['start at login', 'somebody else’s', 'switched off at login', 'scheme'];

  test('an uninstall takes back start at login and the scheme, and nothing of anybody else’s', () => {
    run(program, '--prepare');
    expect(left()).toEqual(everything);
    run(program);
    expect(left()).toEqual(['somebody else’s']);
  }, 180_000);

  test('a newer version’s installer leaves all of it', () => {
    run(program, '--prepare');
    run(program, '--updated');
    expect(left()).toEqual(everything);
  }, 180_000);

  test('the scheme stays where it leads to another copy of the app', () => {
    run(program, '--elsewhere');
    run(program);
    expect(left()).toEqual(['somebody else’s', 'scheme']);
  }, 180_000);
});
