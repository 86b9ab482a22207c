import { join } from 'node:path';

/** Where a user of this computer has their files. */
interface User {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Everything that electron-updater keeps outside of the program: the folder of what it brings, which the Windows installer puts a copy of
 * itself into as well, and a number drawn by lot. electron-builder names the folder after the package (app-builder-lib/out/appInfo.js,
 * `updaterCacheDirName`), electron-updater says where it lies (out/AppAdapter.js, `getAppCacheDir`; out/AppUpdater.js, `.updaterId`).
 */
export function updaterPlaces({
  userData,
  ...user
}: User & { readonly userData: string }): readonly string[] {
  return [updaterCache(user), join(userData, '.updaterId')];
}

/** The newer version that it brought, or what there is of it (out/DownloadedUpdateHelper.js, `cacheDirForPendingUpdate`). */
export const broughtPlace = (user: User): string => join(updaterCache(user), 'pending');

const updaterCache = (user: User): string => join(cacheOf(user), 'raze-quick-stage-updater');

function cacheOf({ platform, env, home }: User): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(home, '.cache');
}
