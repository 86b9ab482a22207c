import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAutostartFile } from '../../../main/shell/desktop/autostart-linux.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-autostart-'));
  file = join(folder, 'autostart', 'app.desktop');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('is off, is switched on, is switched off; twice is once', () => {
  const autostart = createAutostartFile(file, '/a.AppImage');
  expect(autostart.enabled()).toBe(false);
  expect([autostart.set(true), autostart.set(true), autostart.enabled()]).toEqual([true, true, true]);
  expect(readFileSync(file, 'utf8')).toContain('Exec="/a.AppImage" --hidden');
  expect([autostart.set(false), autostart.set(false), autostart.enabled()]).toEqual([false, false, false]);
});

test('names its entry where there is one, switched off by the desktop or not', () => {
  const autostart = createAutostartFile(file, '/a.AppImage');
  expect(autostart.entry()).toBeNull();
  autostart.set(true);
  expect(autostart.entry()).toBe(file);
  writeFileSync(file, 'Hidden=true\n');
  expect(autostart.entry()).toBe(file);
  autostart.set(false);
  expect(autostart.entry()).toBeNull();
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('“%s” of the desktop means off', line => {
  const autostart = createAutostartFile(file, '/a.AppImage');
  autostart.set(true);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^X-GNOME-Autostart-enabled=.*$/m, line));
  expect(autostart.enabled()).toBe(false);
  expect(createAutostartFile(file, '/b.AppImage').enabled()).toBe(false);
});

test('an image that has moved is followed, an entry that is not there is not made', () => {
  createAutostartFile(file, '/old.AppImage').set(true);
  createAutostartFile(file, '/new.AppImage');
  expect(readFileSync(file, 'utf8')).toContain('/new.AppImage');
  const other = join(folder, 'other.desktop');
  const none = createAutostartFile(other, '/new.AppImage');
  expect(none.enabled()).toBe(false);
});

test('a disk that refuses is told, not thrown', () => {
  writeFileSync(join(folder, 'autostart'), 'a file where a folder should be');
  chmodSync(join(folder, 'autostart'), 0o400);
  const autostart = createAutostartFile(file, '/a.AppImage');
  expect([autostart.set(true), autostart.enabled()]).toEqual([false, false]);
});
