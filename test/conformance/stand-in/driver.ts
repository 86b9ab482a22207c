import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, openWindow } from '../../support/browser.ts';
import { serve } from '../../webhost/server.ts';
import type { AnyCase, Area } from '../case.ts';
import { declareFixture, openFixture } from '../fixture/window.ts';
import type { Host, HostPage } from '../host.ts';
import { type Driver, isLife, type Outcome, tryAt, tryOut } from '../run.ts';
import { standInHands } from './hands.ts';
import { liveInStandIn } from './life.ts';
import { appFolder, asProcess, createStandIn, dataFolder, type Played, root, type StandIn } from './world.ts';

const version = (): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string })
    .version;

/** The system to play for a case: X11 where that will do, since the tests know it best. */
const systemFor = ({ on, under = [] }: AnyCase): Played => ({
  desktop: on === undefined || on.includes('x11') ? 'x11' : (on[0] ?? 'x11'),
  circumstances: under,
});

/** The stand-in in this process, in one app for each system that it has to play; a browser is started once a case needs a page. */
export function standInDriver(): Driver {
  const ends: (() => unknown)[] = [];
  const hosts = new Map<string, Host>();

  const openPage = async (app: StandIn): Promise<HostPage> => {
    const { window, loaded } = openFixture(app.electron);
    await loaded;
    const server = await serve(app.world, app.fetch, 0);
    ends.push(() => server.close());
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    const page = await openWindow(browser, server.entryUrl());
    await page.waitForLoadState();
    return { window, run: (act, argument) => page.evaluate(act as never, argument as never) };
  };

  const startApp = async (played: Played): Promise<Host> => {
    const folder = dataFolder();
    ends.push(() => folder.remove());
    const app = createStandIn(folder.path, [], played);
    declareFixture(app.electron);
    app.electron.app.on('window-all-closed', () => undefined);
    app.start();
    await app.electron.app.whenReady();
    let page: Promise<HostPage> | null = null;
    return {
      electron: app.electron,
      ...played,
      hands: standInHands(app),
      entryFolder: appFolder,
      page: () => {
        page ??= openPage(app);
        return page;
      },
    };
  };
  const hostFor = async (played: Played): Promise<Host> => {
    const key = JSON.stringify(played);
    const host = hosts.get(key) ?? (await startApp(played));
    hosts.set(key, host);
    return host;
  };

  const run = (area: string, one: AnyCase): Promise<Outcome> => {
    const { under = [] } = one;
    const played = systemFor(one);
    return asProcess(played, [], async () => {
      const host = await hostFor({ ...played, circumstances: under.filter(one => one !== 'asar') });
      return isLife(one) ? tryOut(area, one, host, () => liveInStandIn(one, played)) : tryAt(host, area, one);
    });
  };

  return {
    host: 'stand-in',
    version,
    missing: null,
    async run(areas: readonly Area[]) {
      const outcomes: Outcome[] = [];
      for (const { area, cases } of areas) for (const one of cases) outcomes.push(await run(area, one));
      return outcomes;
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}
