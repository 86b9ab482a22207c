import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isKnownToDesktop, isWayland } from '../../../main/shell/desktop/wayland.ts';

test.each([
  ['wayland', '', true],
  ['wayland', 'x11', false],
  ['wayland', 'auto', true],
  ['x11', '', false],
  ['x11', 'wayland', true],
  [undefined, '', false],
])('in a session “%s” with --ozone-platform=%s: %s', (session, ozone, expected) => {
  expect(isWayland({ XDG_SESSION_TYPE: session }, ozone)).toBe(expected);
});

test('the desktop knows the app by its file among the user’s own applications or the system’s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wayland-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const install = (share: string): void => {
    mkdirSync(join(folder, share, 'applications'), { recursive: true });
    writeFileSync(join(folder, share, 'applications/com.getraze.quickstage.desktop'), '');
  };
  const env = { XDG_DATA_HOME: join(folder, 'own'), XDG_DATA_DIRS: `/nowhere:${join(folder, 'system')}` };
  expect(isKnownToDesktop(env)).toBe(false);
  install('system');
  expect(isKnownToDesktop(env)).toBe(true);
  expect(isKnownToDesktop({ ...env, XDG_DATA_DIRS: '/nowhere' })).toBe(false);
  install('own');
  expect(isKnownToDesktop({ ...env, XDG_DATA_DIRS: '/nowhere' })).toBe(true);
});
