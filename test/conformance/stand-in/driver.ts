import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, openWindow } from '../../support/browser.ts';
import { serve } from '../../webhost/server.ts';
import type { Area } from '../case.ts';
import { declareFixture, openFixture } from '../fixture/window.ts';
import type { Desktop, Host, HostPage } from '../host.ts';
import { type Driver, runCases } from '../run.ts';
import { standInHands } from './hands.ts';
import { liveInStandIn } from './life.ts';
import { appFolder, createStandIn, dataFolder, root } from './world.ts';

const desktopHere: Desktop =
  process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'x11';

const version = (): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string })
    .version;

/** The stand-in in this process; a browser is started once a case needs a page. */
export function standInDriver(): Driver {
  const ends: (() => unknown)[] = [];

  const openPage = async (app: ReturnType<typeof createStandIn>): Promise<HostPage> => {
    const { window, loaded } = openFixture(app.electron);
    await loaded;
    const server = await serve(app.world, app.fetch, 0);
    ends.push(() => server.close());
    const browser: Browser = await launchBrowser();
    ends.push(() => browser.close());
    const page = await openWindow(browser, server.entryUrl());
    await page.waitForLoadState();
    return { window, run: (act, argument) => page.evaluate(act as never, argument as never) };
  };

  return {
    host: 'stand-in',
    version: version(),
    live: liveInStandIn,
    async run(areas: readonly Area[]) {
      const folder = dataFolder();
      ends.push(() => folder.remove());
      const app = createStandIn(folder.path);
      declareFixture(app.electron);
      app.electron.app.on('window-all-closed', () => undefined);
      app.start();
      await app.electron.app.whenReady();
      let page: Promise<HostPage> | null = null;
      const host: Host = {
        electron: app.electron,
        desktop: desktopHere,
        hands: standInHands(app),
        entryFolder: appFolder,
        page: () => {
          page ??= openPage(app);
          return page;
        },
      };
      return runCases(host, areas);
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}
