import { homedir } from 'node:os';
import { app } from 'electron';
import { removeTree } from '../../files.ts';
import { systemClock, systemRandom } from '../../usecase/clock.ts';
import { whyNever } from './feed.ts';
import { broughtPlace, updaterPlaces } from './updater-places.ts';
import { createUpdates, type Updates, type UpdatesDeps } from './updates.ts';

/** The newer versions of this very installation. Reads one small file of the package; electron-updater is loaded at the first look. */
export function createProgramUpdates(
  deps: Omit<UpdatesDeps, 'load' | 'cannot' | 'clock' | 'random' | 'quit' | 'eraseFiles' | 'eraseBrought'>,
): Updates {
  const user = { platform: process.platform, env: process.env, home: homedir() };
  return createUpdates({
    ...deps,
    load: async () => (await import('./feed-updater.ts')).createFeedUpdater(),
    cannot: whyNever({
      isPackaged: app.isPackaged,
      platform: process.platform,
      appImage: process.env.APPIMAGE,
      resources: process.resourcesPath,
    }),
    clock: systemClock,
    random: systemRandom,
    quit: () => app.quit(),
    eraseFiles: () =>
      updaterPlaces({ ...user, userData: app.getPath('userData') }).flatMap(place => removeTree(place)),
    eraseBrought: () => removeTree(broughtPlace(user)),
  });
}
