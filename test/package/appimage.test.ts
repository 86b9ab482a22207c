import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { iconIn } from '../../main/shell/desktop/appimage.ts';
import { linkScheme } from '../../main/shell/links/link.ts';

/** The AppImage around a stub of Electron and of its runtime: what lies in it is what a user mounts. */
const out = inject('packaged');
const runtimeBytes = inject('runtimeBytes');
if (out !== null && runtimeBytes === null)
  console.log('\n  SKIPPED: what is in the AppImage, because there is no mksquashfs.\n');

describe.skipIf(out === null || runtimeBytes === null)('the AppImage', () => {
  let folder: string;

  beforeAll(() => {
    const image = readdirSync(out ?? '').find(name => name.endsWith('.AppImage')) ?? 'missing';
    folder = join(out ?? '', 'AppDir');
    const from = ['-offset', String(runtimeBytes), '-dest', folder, join(out ?? '', image)];
    execFileSync('unsquashfs', ['-no-progress', ...from], { stdio: 'ignore' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has the static runtime’s layout: a desktop file by the portals’ name, which takes no sandbox away', () => {
    const entry = readFileSync(join(folder, 'com.getraze.quickstage.desktop'), 'utf8');
    expect(entry).toContain('Exec=AppRun %U\n');
    expect(entry).toContain(`MimeType=x-scheme-handler/${linkScheme};\n`);
    expect(
      execFileSync('desktop-file-validate', [join(folder, 'com.getraze.quickstage.desktop')]),
    ).toHaveLength(0);
  });

  test('is what the lists of its release say, and an older AppImage becomes it', () => {
    const command = join(import.meta.dirname, '..', 'update-test', 'update-test.ts');
    const said = execFileSync(process.execPath, [command, '--release', out ?? '', '--json'], {
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toMatchObject({ cases: 1, failed: 0, found: [] });
  });

  test('has its icon where the app looks for it, as large as its folder says', () => {
    const icon = readFileSync(join(folder, iconIn));
    // The width and the height of a PNG (https://www.w3.org/TR/png-3/#11IHDR).
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([256, 256]);
    expect(iconIn).toContain('/256x256/');
  });

  test.each([
    { users: 'may', code: 0, given: ['--toggle'] },
    { users: 'may not', code: 1, given: ['--no-sandbox', '--toggle'] },
  ])('where users $users make namespaces, the program is given $given', ({ code, given }) => {
    const programs = join(folder, 'fakes');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'unshare'), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
    const program = join(folder, 'raze-quick-stage');
    writeFileSync(program, '#!/bin/sh\nfor each in "$@"; do echo "$each"; done\n');
    chmodSync(program, 0o755);
    const said = execFileSync(join(folder, 'AppRun'), ['--toggle'], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${programs}:${process.env.PATH}`, APPDIR: folder },
    });
    expect(said.trim().split('\n')).toEqual(given);
  });
});
