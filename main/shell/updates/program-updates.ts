import { app } from 'electron';
import { systemClock, systemRandom } from '../../usecase/clock.ts';
import { whyNever } from './feed.ts';
import { createUpdates, type Updates, type UpdatesDeps } from './updates.ts';

/** The newer versions of this very installation. Reads one small file of the package; electron-updater is loaded at the first look. */
export function createProgramUpdates(
  deps: Omit<UpdatesDeps, 'load' | 'cannot' | 'clock' | 'random' | 'quit'>,
): Updates {
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
  });
}
