import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { broughtPlace, updaterPlaces } from '../../../../main/shell/updates/updater-places.ts';
import manifest from '../../../../package.json' with { type: 'json' };

const at = { env: {}, home: '/home/ana', userData: '/data' };
const folder = 'raze-quick-stage-updater';

test.each([
  ['linux', {}, '/home/ana/.cache'],
  ['linux', { XDG_CACHE_HOME: '/cache' }, '/cache'],
  ['darwin', { XDG_CACHE_HOME: '/cache' }, '/home/ana/Library/Caches'],
  ['win32', {}, '/home/ana/AppData/Local'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local'],
] as const)('what an updater brings lies in the user’s cache: %s %o', (platform, env, cache) => {
  expect(updaterPlaces({ ...at, platform, env })).toEqual([join(cache, folder), join('/data', '.updaterId')]);
});

test('electron-updater takes the same folder of this system, electron-builder the same name', () => {
  const load = createRequire(import.meta.url);
  const updater = load.resolve('electron-updater');
  const { getAppCacheDir }: { getAppCacheDir: () => string } = load(join(updater, '..', 'AppAdapter.js'));
  const here = { platform: process.platform, env: process.env, home: homedir() };
  const [cache] = updaterPlaces({ ...at, ...here });
  expect(cache).toBe(join(getAppCacheDir(), folder));
  const { DownloadedUpdateHelper } = load(join(updater, '..', 'DownloadedUpdateHelper.js'));
  expect(broughtPlace(here)).toBe(new DownloadedUpdateHelper(cache).cacheDirForPendingUpdate);
  const { AppInfo } = load(join(load.resolve('app-builder-lib'), '..', 'appInfo.js'));
  const info = Object.create(AppInfo.prototype, { sanitizedName: { value: manifest.name } });
  expect(info.updaterCacheDirName).toBe(folder);
});
