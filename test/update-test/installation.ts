import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Updater } from '../../main/shell/updates/updater.ts';
import { updaterPlaces } from '../../main/shell/updates/updater-places.ts';
import { installElectron } from '../webhost/electron/electron.ts';
import { createNet } from '../webhost/electron/net.ts';

/** What electron-updater asks of `app` (out/ElectronAppAdapter.js). */
const app = {
  isPackaged: true,
  whenReady: () => Promise.resolve(),
  getVersion: () => current.version,
  getName: () => 'Raze Quick Stage',
  getAppPath: () => '/nowhere',
  getPath: () => current.userData,
  quit: () => undefined,
  once: () => undefined,
};
let current = { userData: '', version: '' };

const { net, fromPartition } = createNet(() => true);
installElectron({ app, net, session: { fromPartition } });
// Only now: it imports electron. `UPDATER`: the file that the build made of it.
const { createFeedUpdater }: typeof import('../../main/shell/updates/feed-updater.ts') = await import(
  process.env.UPDATER ?? '../../main/shell/updates/feed-updater.ts'
);

/**
 * How long nothing may come, in milliseconds: where something comes, however busy the machine is, and where nothing will. electron-updater
 * reports progress once a second.
 */
const patient = { check: 20_000, download: 20_000, floor: { bytes: 1, within: 60_000 } };
export const impatient = { check: 1_500, download: 2_500, floor: { bytes: 1, within: 60_000 } };

/** An installed AppImage of this version with its cache and its settings, whose package names this feed. */
export function install(feed: string, at = mkdtempSync(join(tmpdir(), 'raze-update-')), version = '1.2.0') {
  const folder = (name: string): string => join(at, name);
  for (const name of ['resources', 'cache', 'data', 'apps']) mkdirSync(folder(name), { recursive: true });
  writeFileSync(
    join(folder('resources'), 'app-update.yml'),
    `provider: generic\nurl: ${feed}\nupdaterCacheDirName: raze-quick-stage-updater\n`,
  );
  const image = join(folder('apps'), 'raze-quick-stage-1.2.0-linux-x64.AppImage');
  const bytes = randomBytes(1000);
  if (!existsSync(image)) writeFileSync(image, bytes, { mode: 0o755 });
  const before = readFileSync(image);
  const pending = join(folder('cache'), 'raze-quick-stage-updater', 'pending');
  const enter = (): void => {
    current = { userData: folder('data'), version };
    Object.assign(process, { resourcesPath: folder('resources') });
    process.env.APPIMAGE = image;
    process.env.XDG_CACHE_HOME = folder('cache');
  };
  return {
    at,
    image,
    pending,
    cache: folder('cache'),
    data: folder('data'),
    /** The program starts: an updater that knows nothing of an earlier one. */
    start(waits = patient): Updater {
      enter();
      return createFeedUpdater(waits);
    },
    /** Whether the version that runs is byte for byte what it was. */
    isUntouched: (): boolean => existsSync(image) && readFileSync(image).equals(before),
    /** Whether this is what runs at the next start. */
    runs: (program: Buffer): boolean => readFileSync(image).equals(program),
    /** What lies in the cache as a whole update; null without one. */
    brought(version: string): Buffer | null {
      const file = join(pending, `raze-quick-stage-${version}-linux-x64.AppImage`);
      return existsSync(file) ? readFileSync(file) : null;
    },
    /** What electron-updater keeps. */
    places: () =>
      updaterPlaces({
        platform: 'linux',
        env: { XDG_CACHE_HOME: folder('cache') },
        home: at,
        userData: folder('data'),
      }),
    /** What lies beside the image. */
    beside: (): readonly string[] => readdirSync(folder('apps')).filter(name => !image.endsWith(`/${name}`)),
    leftovers: (): readonly string[] => (existsSync(pending) ? readdirSync(pending).sort() : []),
    remove: () => rmSync(at, { recursive: true, force: true }),
  };
}

export type Installation = ReturnType<typeof install>;
