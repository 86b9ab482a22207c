import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AppImage, makeKnown } from '../../../main/shell/desktop/appimage.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** An image mounted with its icon, and a user's data folder that has nothing yet. */
function mounted(): { app: AppImage; entry: string } {
  const folder = tempFolder();
  const mount = join(folder, 'mount');
  mkdirSync(mount);
  for (const [size, picture] of [
    ['1024x1024', 'largest'],
    ['256x256', 'picture'],
  ] as const) {
    const icons = join(mount, 'usr/share/icons/hicolor', size, 'apps');
    mkdirSync(icons, { recursive: true });
    writeFileSync(join(icons, 'raze-quick-stage.png'), picture);
  }
  // As electron-builder makes it.
  symlinkSync('usr/share/icons/hicolor/1024x1024/apps/raze-quick-stage.png', join(mount, '.DirIcon'));
  const dataHome = join(folder, 'share');
  return {
    app: { image: '/home/ana/raze.AppImage', mount, dataHome },
    entry: join(dataHome, 'applications', 'com.getraze.quickstage.desktop'),
  };
}

test('an image makes itself known by its own path, with an icon that outlives the mount and is of the size that its folder says', () => {
  const { app, entry } = mounted();
  makeKnown(app, 'raze-quick-stage');
  const text = readFileSync(entry, 'utf8');
  expect(text).toContain('Exec="/home/ana/raze.AppImage" %u');
  expect(text).not.toContain(app.mount);
  const icon = /^Icon=(.*)$/m.exec(text)?.[1] ?? '';
  expect(icon).toBe(join(app.dataHome, 'icons/hicolor/256x256/apps/com.getraze.quickstage.png'));
  expect(readFileSync(icon, 'utf8')).toBe('picture');
});

test('an image that has moved is followed; one that has not writes nothing; new to the desktop is only the first', () => {
  const { app, entry } = mounted();
  expect(makeKnown(app, 'raze-quick-stage')).toBe(true);
  const before = statSync(entry, { bigint: true }).mtimeNs;
  expect(makeKnown(app, 'raze-quick-stage')).toBe(false);
  expect(statSync(entry, { bigint: true }).mtimeNs).toBe(before);
  expect(makeKnown({ ...app, image: '/opt/raze.AppImage' }, 'raze-quick-stage')).toBe(false);
  expect(readFileSync(entry, 'utf8')).toContain('Exec="/opt/raze.AppImage" %u');
});

test('without an icon the entry is written all the same', () => {
  const { app, entry } = mounted();
  makeKnown({ ...app, mount: '/nowhere' }, 'raze-quick-stage');
  expect(existsSync(entry)).toBe(true);
  expect(readFileSync(entry, 'utf8')).not.toContain('Icon=');
});
