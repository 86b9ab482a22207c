import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { desktopId } from '../../main/shell/desktop/desktop-entry.ts';
import { linkScheme } from '../../main/shell/links/link.ts';
import { forAllUsers } from '../../main/shell/updates/feed.ts';

/**
 * What the Windows installers do besides bringing and deleting files, compiled into a program of its own that runs nothing else: it
 * writes what Electron writes (`--prepare`), it is the installer (`--install`) or the uninstaller, and it answers the uninstaller's
 * question (`--answer`) with a button's number. It runs under Wine where that is installed.
 */
const root = join(import.meta.dirname, '..', '..');
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/lib/wine'];
const find = (...names: string[]): string | undefined =>
  places.flatMap(folder => names.map(name => join(folder, name))).find(file => existsSync(file));
const makensis = find('makensis');
const wine = find('wine64', 'wine');
const wineServer = find('wineserver64', 'wineserver');
if (!makensis) console.log('\n  SKIPPED: compiling the Windows uninstaller, because there is no makensis.\n');
else if (!wine) console.log('\n  SKIPPED: running the Windows uninstaller, because there is no Wine.\n');

const settings = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as {
  readonly appId: string;
  readonly productName: string;
};
const folder = mkdtempSync(join(tmpdir(), 'raze-nsis-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const program = join(folder, 'uninstall.exe');
const programForAll = join(folder, 'uninstall-for-all.exe');
/** Numbers of buttons (winuser.h). */
const [yes, no] = [6, 7];
const own = `$INSTDIR\\${settings.productName}.exe`;
const elsewhere = 'C:\\Other\\Raze Quick Stage.exe';

/** `isUpdated` and `isDeleteAppData` are words of electron-builder's; it reads the flags with a plug-in that only its own NSIS has. */
const script = `
Unicode true
Target amd64-unicode
!include LogicLib.nsh
!include FileFunc.nsh
Name uninstall
OutFile "\${OUT_FILE}"
RequestExecutionLevel user
SilentInstall silent
InstallDir "C:\\Programs\\Raze"
!define APP_ID "${settings.appId}"
!define PRODUCT_FILENAME "${settings.productName}"
!define APP_FILENAME "${settings.productName}"
!define APP_EXECUTABLE_FILENAME "${settings.productName}.exe"
Var arguments
Var installMode
!macro _given _flag _b _t _f
  ClearErrors
  \${GetOptions} $arguments "\${_flag}" $R9
  IfErrors \`\${_f}\` \`\${_t}\`
!macroend
!define isUpdated '"--updated" given ""'
!define isDeleteAppData '"--delete-app-data" given ""'
!include "${join(root, 'assets', 'installer.nsh')}"
; What comes after ours goes on where it was: in the folders of all users, or of one.
!macro noteContext
  FileOpen $R3 "C:\\context.txt" w
  FileWrite $R3 $APPDATA
  FileClose $R3
!macroend
!macro remember _program _quote
  WriteRegStr HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Run" "${desktopId}" '\${_quote}\${_program}\${_quote} --hidden'
  WriteRegStr HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Run" "somebody else" "y"
  WriteRegBin HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run" "${desktopId}" 03
  WriteRegStr HKCU "Software\\Classes\\${linkScheme}" "" "URL:${linkScheme}"
  WriteRegStr HKCU "Software\\Classes\\${linkScheme}" "URL Protocol" ""
  WriteRegStr HKCU "Software\\Classes\\${linkScheme}\\shell\\open\\command" "" '"\${_program}" "%1"'
!macroend
; Waits for the question, at most a minute, writes down which button is chosen beforehand and what it says, and presses one.
!macro answer _button
  \${for} $6 1 600
    Sleep 100
    FindWindow $0 "#32770" ""
    System::Call 'user32::IsWindowVisible(p r0) i .r1'
    \${if} $1 <> 0
      \${break}
    \${endIf}
  \${next}
  GetDlgItem $2 $0 ${no}
  System::Call 'user32::GetWindowLongW(p r2, i -16) i .r2'
  IntOp $2 $2 & 0xf
  GetDlgItem $3 $0 65535
  System::Call 'user32::GetWindowTextW(p r3, w .r4, i 1024)'
  FileOpen $5 "C:\\asked.txt" w
  FileWriteUTF16LE $5 "$2 $4"
  FileClose $5
  SendMessage $0 0x111 \${_button} 0
!macroend
Section
  \${GetParameters} $arguments
  StrCpy $installMode "CurrentUser"
  !ifdef INSTALL_MODE_PER_ALL_USERS
    StrCpy $installMode "all"
    SetShellVarContext all
  !endif
  \${if} "--language=" given ""
    StrCpy $LANGUAGE $R9
  \${endIf}
  \${if} "--answer=" given ""
    !insertmacro answer $R9
  \${elseIf} "--into" given ""
    FileOpen $R3 "C:\\into.txt" r
    FileRead $R3 $INSTDIR
    FileClose $R3
    !insertmacro customInit
    FileOpen $R3 "C:\\into.txt" w
    FileWrite $R3 $INSTDIR
    FileClose $R3
  \${elseIf} "--install" given ""
    CreateDirectory "$INSTDIR\\resources"
    !insertmacro customInstall
    !insertmacro noteContext
  \${elseIf} "--unquoted" given ""
    !insertmacro remember '${own}' ''
  \${elseIf} "--prepare" given ""
    !insertmacro remember '${own}' '"'
  \${elseIf} "--elsewhere" given ""
    !insertmacro remember '${elsewhere}' '"'
  \${else}
    !insertmacro customUnInstall
    !insertmacro noteContext
  \${endIf}
SectionEnd
`;

/** Compiles it for one user or for all, as electron-builder does (NsisTarget, `executeMakensis`). */
const compile = (text: string, forAll = false): string => {
  const file = join(folder, 'uninstall.nsi');
  writeFileSync(file, text);
  const defines = forAll
    ? [`-DOUT_FILE=${programForAll}`, '-DINSTALL_MODE_PER_ALL_USERS']
    : [`-DOUT_FILE=${program}`];
  const args = ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', ...defines, file];
  return execFileSync(makensis ?? '', args, { encoding: 'utf8', stdio: 'pipe' });
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
  expect(template('include', 'installUtil.nsh')).toMatch(/ExecWait '"\$uninstallerFileNameTemp" \/S /);
  expect(template('installSection.nsh')).toContain('!insertmacro customInstall\n');
  // The installer has put its copy there by then.
  expect(template('installSection.nsh')).toMatch(
    /insertmacro installApplicationFiles[\s\S]*insertmacro customInstall/,
  );
  expect(template('include', 'installer.nsh')).toMatch(
    /copyFile "\$EXEPATH" "\$LOCALAPPDATA\\\$\{APP_INSTALLER_STORE_FILE\}"/,
  );
  // All of its folder goes, whatever else lies there. Which folder that is can be decided before anything is installed.
  expect(template('installer.nsi')).toMatch(/insertmacro initMultiUser\n[\s\S]*insertmacro customInit\n/);
  // Administrators are told that it is done once its key is gone: that comes last.
  expect(template('uninstaller.nsh')).toMatch(
    /RMDir \/r \$INSTDIR\n[\s\S]*DeleteRegKey SHELL_CONTEXT "\$\{UNINSTALL_REGISTRY_KEY\}"/,
  );
  // A one-click uninstaller is silent by then in any case: only the switch tells whether somebody looks on.
  expect(template('uninstaller.nsh')).toMatch(
    /GetOptions\} \$R0 "\/S" \$R1[\s\S]*call un\.checkAppRunning\n\s*SetSilent silent/,
  );
});

describe.skipIf(!makensis)('compiled', () => {
  test('makensis takes it without a warning', () => {
    expect([compile(script), compile(script, true)]).toEqual(['', '']);
    expect(() => compile(script.replace('com.getraze', '$com.getraze'))).toThrow(/makensis/);
  });
});

describe.skipIf(!makensis || !wine || !wineServer)('under Wine', () => {
  const env = { ...process.env, WINEPREFIX: join(folder, 'wine'), WINEDEBUG: '-all', DISPLAY: '' };
  const run = (...args: string[]): string =>
    execFileSync(wine ?? '', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

  beforeAll(() => {
    compile(script);
    compile(script, true);
    mkdirSync(env.WINEPREFIX);
    run('wineboot', '--init');
    // Windows that nobody sees: without a display there are none else, and no question either.
    run('reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f');
    // The desktop that Wine has begun by now knows nothing of it, and would show no question: only the next one does.
    execFileSync(wineServer ?? '', ['--wait'], { env, stdio: 'ignore' });
  }, 180_000);

  // It would go on for a while, and write its registry into the folder that is removed.
  afterAll(() => {
    execFileSync(wineServer ?? '', ['--kill'], { env, stdio: 'ignore' });
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

  test.each(['--prepare', '--unquoted'])(
    'an uninstall takes back start at login and the scheme, and nothing of anybody else’s (%s)',
    how => {
      run(program, how);
      expect(left()).toEqual(everything);
      run(program, '/S');
      expect(left()).toEqual(['somebody else’s']);
    },
    180_000,
  );

  test('a newer version’s installer leaves all of it', () => {
    run(program, '--prepare');
    run(program, '--updated');
    expect(left()).toEqual(everything);
  }, 180_000);

  test('start at login and the scheme stay where they lead to another copy of the app', () => {
    run(program, '--elsewhere');
    run(program, '/S');
    expect(left()).toEqual(everything);
  }, 180_000);

  const drive = join(env.WINEPREFIX, 'drive_c');
  const profile = (): string => {
    const users = join(drive, 'users');
    const name = readdirSync(users).find(user => existsSync(join(users, user, 'AppData', 'Roaming')));
    return join(users, name ?? 'nobody', 'AppData');
  };
  const ofAll = join(drive, 'ProgramData', 'Raze Quick Stage');
  /** What there may be of a user's, and of others': the names of what is there. */
  const places = (): Readonly<Record<string, string>> => ({
    data: join(profile(), 'Roaming', 'Raze Quick Stage'),
    downloads: join(profile(), 'Local', 'raze-quick-stage-updater'),
    'somebody else’s': join(profile(), 'Roaming', 'Raze Quick Stage 2'),
    'of all': ofAll,
  });
  const keep = (): void => {
    for (const place of Object.values(places())) {
      mkdirSync(join(place, 'logs'), { recursive: true });
      writeFileSync(join(place, 'logs', 'main.log'), 'x');
    }
  };
  const kept = (): string[] =>
    Object.entries(places()).flatMap(([name, place]) => (existsSync(place) ? [name] : []));
  const all = ['data', 'downloads', 'somebody else’s', 'of all'];
  const others = ['somebody else’s', 'of all'];

  /** Uninstalls before somebody who presses this button; what was asked, and whether “No” was the one chosen beforehand. */
  async function answered(button: number, uninstaller: string, ...args: readonly string[]) {
    const start = (...all: readonly string[]) => promisify(execFile)(wine ?? '', all, { env });
    await Promise.all([start(uninstaller, ...args), start(uninstaller, `--answer=${button}`)]);
    const said = readFileSync(join(drive, 'asked.txt'), 'utf16le');
    return { isNoFirst: said.startsWith('1 '), text: said.slice(2) };
  }

  test.each([
    ['/S', all],
    ['/S --updated', all],
    ['--updated', all],
    ['/S --delete-app-data', others],
    ['--delete-app-data', others],
  ])(
    'with %s nobody is asked',
    (switches, left) => {
      for (const uninstaller of [program, programForAll]) {
        keep();
        run(uninstaller, ...switches.split(' '));
        expect(kept()).toEqual(left);
      }
    },
    180_000,
  );

  test.each([
    [1046, 'Apagar também os seus dados', yes, others],
    [3082, '¿Borrar también tus datos', no, all],
    [1034, '¿Borrar también tus datos', yes, others],
    [1033, 'Delete your data of Raze Quick Stage', no, all],
    [1031, 'Delete your data of Raze Quick Stage', yes, others],
  ])(
    'a user of language %i is asked “%s…”, and %i is done',
    async (language, beginning, button, left) => {
      keep();
      const { isNoFirst, text } = await answered(button, program, `--language=${language}`);
      expect(isNoFirst).toBe(true);
      expect(text.startsWith(beginning)).toBe(true);
      expect(text).toMatch(/API/);
      expect(kept()).toEqual(left);
    },
    180_000,
  );

  test('where it was installed for all, the data of whoever uninstalls is asked about, and the rest goes on for all', async () => {
    keep();
    await answered(yes, programForAll);
    expect(kept()).toEqual(others);
    expect(readFileSync(join(drive, 'context.txt'), 'utf8')).toMatch(/ProgramData$/);
    run(program, '/S', '--delete-app-data');
    expect(readFileSync(join(drive, 'context.txt'), 'utf8')).toMatch(/Roaming$/);
  }, 180_000);

  test.each([
    ['D:\\Apps', 'D:\\Apps\\Raze Quick Stage'],
    ['D:\\Apps\\', 'D:\\Apps\\Raze Quick Stage'],
    ['D:\\', 'D:\\Raze Quick Stage'],
    ['D:\\Apps\\raze quick stage', 'D:\\Apps\\raze quick stage'],
    ['D:\\Apps\\Raze Quick Stage\\', 'D:\\Apps\\Raze Quick Stage'],
  ])(
    'asked for the folder %s it installs into %s, of which all goes with it',
    (asked, into) => {
      writeFileSync(join(drive, 'into.txt'), asked);
      run(programForAll, '--into');
      expect(readFileSync(join(drive, 'into.txt'), 'utf8')).toBe(into);
    },
    180_000,
  );

  test('only the installer for all leaves the mark by which the program knows, and neither a copy of itself nor what only an updater needs', () => {
    const mark = join(drive, 'Programs', 'Raze', 'resources', forAllUsers);
    const copy = join(profile(), 'Local', 'raze-quick-stage-updater', 'installer.exe');
    const helper = join(dirname(mark), 'elevate.exe');
    for (const file of [copy, helper]) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, 'x');
    }
    run(program, '--install');
    expect([mark, copy, helper].map(file => existsSync(file))).toEqual([false, true, true]);
    run(programForAll, '--install');
    expect([mark, dirname(copy), helper].map(file => existsSync(file))).toEqual([true, false, false]);
    expect(readFileSync(join(drive, 'context.txt'), 'utf8')).toMatch(/ProgramData$/);
  }, 180_000);
});
