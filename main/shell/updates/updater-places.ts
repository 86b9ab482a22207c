import { join } from 'node:path';

/** Of this user on this computer. */
interface Home {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly userData: string;
}

/**
 * Everything that electron-updater keeps outside of the program: the folder of what it brings, which the Windows installer puts a copy of
 * itself into as well, and a number drawn by lot. electron-builder names the folder after the package (app-builder-lib/out/appInfo.js,
 * `updaterCacheDirName`), electron-updater says where it lies (out/AppAdapter.js, `getAppCacheDir`; out/AppUpdater.js, `.updaterId`).
 */
export function updaterPlaces({ platform, env, home, userData }: Home): readonly string[] {
  return [join(cacheOf({ platform, env, home }), 'raze-quick-stage-updater'), join(userData, '.updaterId')];
}

function cacheOf({ platform, env, home }: Omit<Home, 'userData'>): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(home, '.cache');
}
