import { openStudio, type Studio } from '../screenshots/studio.ts';
import { launchBrowser } from '../support/browser.ts';
import { startSecretService } from '../support/secret-service.ts';
import { openElectronStudio } from './electron-studio.ts';
import type { Picture } from './report.ts';

/** Where the app is looked at. */
export interface OpenHost {
  studio(theme: Picture['theme']): Promise<Studio>;
  /** Names and versions of what draws it, as far as they are known by now. */
  engine(): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface Host {
  /** Whether the smoke suite drives it. */
  readonly smokes: boolean;
  open(): Promise<OpenHost>;
}

const setting = (theme: Picture['theme']) => ({ language: 'en', theme, undoSeconds: 3 }) as const;

export const hosts: Readonly<Record<string, Host>> = {
  'stand-in': {
    smokes: false,
    async open() {
      const secrets = await startSecretService();
      const browser = await launchBrowser();
      return {
        studio: theme => openStudio({ browser, env: secrets.env, ...setting(theme) }),
        engine: () => ({ Chromium: browser.version() }),
        async close() {
          await browser.close();
          await secrets.stop();
        },
      };
    },
  },
  electron: {
    smokes: true,
    async open() {
      let versions: Readonly<Record<string, string>> = {};
      return {
        async studio(theme) {
          const studio = await openElectronStudio(setting(theme));
          versions = studio.versions;
          return studio;
        },
        engine: () => ({
          Electron: versions.electron ?? '',
          Chromium: versions.chrome ?? '',
          'Node in Electron': versions.node ?? '',
        }),
        close: () => Promise.resolve(),
      };
    },
  },
};
