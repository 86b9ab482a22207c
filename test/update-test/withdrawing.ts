import { removeTree } from '../../main/files.ts';
import { createUpdates } from '../../main/shell/updates/updates.ts';
import { createManualClock } from '../support/ports/manual-clock.ts';
import type { Case, Scene } from './case.ts';
import { type Feed, fileName, listName, type Release } from './feed.ts';
import { type Installation, impatient } from './installation.ts';

const bytes = Buffer.from('a newer program');
const hour = 3_600_000;

/** The program's own part that asks, at this installation, on a clock that is told to go on. */
function program(here: Installation, waits?: typeof impatient) {
  const clock = createManualClock();
  let changed = (): void => undefined;
  const updates = createUpdates({
    load: async () => here.start(waits),
    cannot: null,
    isForbidden: () => false,
    choice: () => 'latest',
    isSending: () => false,
    clock,
    random: { next: () => 0.5 },
    onChange: () => changed(),
    quit: () => undefined,
    eraseFiles: () => [],
    eraseBrought: () => removeTree(here.pending),
    log: { info: () => undefined, warn: () => changed() },
  });
  return {
    updates,
    /** The time of the next look comes. Settles when it says that it failed, or shows what `is` says. */
    async laterLook(is: () => boolean): Promise<void> {
      const seen = new Promise<void>(resolve => {
        changed = () => {
          if (is()) resolve();
        };
      });
      await clock.advance(4 * hour);
      await seen;
    },
    /** The program is quit. */
    end() {
      updates.stop();
      return updates.install(false);
    },
  };
}

/** A version is ready; then the feed is changed, and at the next look `state` is what is shown. */
const withdrawn = (name: string, change: (feed: Feed) => void, state: 'none' | 'failed'): Case => ({
  name,
  run: async ({ feed, here, same }) => {
    feed.publish('latest', { version: '1.3.0', bytes });
    const { updates, laterLook, end } = program(here);
    updates.start();
    await updates.look();
    same('what is shown first', updates.view().state, 'ready');
    change(feed);
    await laterLook(() => updates.view().state === state);
    await updates.look();
    same('what is shown then', updates.view().state, state);
    same('what is left in the cache', here.leftovers(), []);
    same('the installing', end(), 'kept');
    same('the running version', here.isUntouched(), true);
  },
});

/** A version is ready; then the feed has another, which comes in its place. */
const replaced = (name: string, release: Release): Case => ({
  name,
  run: async scene => {
    const { feed, here, same } = scene;
    feed.publish('latest', { version: '1.3.0', bytes });
    const { updates, laterLook, end } = program(here);
    updates.start();
    await updates.look();
    feed.publish('latest', release);
    await laterLook(() => updates.view().state === 'ready');
    same('what is shown then', updates.view(), {
      state: 'ready',
      version: release.version,
      offered: true,
      waits: false,
    });
    same('what is left in the cache', here.leftovers(), [fileName(release.version), 'update-info.json']);
    same('the installing', end(), 'placed');
    same('what runs next', here.runs(release.bytes), true);
  },
});

/** A version is ready; then no look succeeds. It stays, and is not fetched again. */
const kept = (name: string, fault: (scene: Scene) => void | Promise<void>): Case => ({
  name,
  run: async scene => {
    const { feed, here, same } = scene;
    feed.publish('latest', { version: '1.3.0', bytes });
    const { updates, laterLook, end } = program(here, impatient);
    updates.start();
    await updates.look();
    await fault(scene);
    await laterLook(() => true);
    same('what is shown then', updates.view().state, 'ready');
    same('how often it was fetched', feed.count(fileName('1.3.0')), 1);
    same('the installing', end(), 'placed');
    same('what runs next', here.runs(bytes), true);
  },
});

/** What becomes of a version that is ready when the feed no longer names it. */
export const withdrawingCases: readonly Case[] = [
  withdrawn(
    'ready, then the list names the version that runs',
    feed => feed.publish('latest', { version: '1.2.0', bytes }),
    'none',
  ),
  withdrawn(
    'ready, then the list names an older version',
    feed => feed.publish('latest', { version: '1.1.0', bytes }),
    'none',
  ),
  withdrawn(
    'ready, then its rollout is called off',
    feed => feed.publish('latest', { version: '1.3.0', bytes, stagingPercentage: 0 }),
    'none',
  ),
  withdrawn('ready, then there is no list', feed => feed.files.clear(), 'failed'),
  replaced('ready, then a newer one', { version: '1.3.1', bytes: Buffer.from('a mended program') }),
  replaced('ready, then one between', { version: '1.2.1', bytes: Buffer.from('the program before') }),
  replaced('ready, then another file under the same version', {
    version: '1.3.0',
    bytes: Buffer.from('the same version, built anew'),
  }),
  kept('ready, then nobody there', ({ feed }) => feed.close()),
  kept('ready, then a list that never comes', ({ feed }) => void feed.faults.set('*', () => undefined)),
  kept(
    'ready, then the server fails',
    ({ feed }) => void feed.faults.set('*', answer => void answer.writeHead(503).end('oops')),
  ),
  kept(
    'ready, then a list that is half written',
    ({ feed }) => void feed.faults.set('*', answer => void answer.writeHead(200).end('version: [1.3')),
  ),
  kept(
    'ready, then the list names no version',
    ({ feed }) => void feed.files.set(listName('latest'), Buffer.from('files: []\n')),
  ),
  kept(
    'ready, then the page of a proxy in place of the list',
    ({ feed }) =>
      void feed.faults.set(
        '*',
        answer => void answer.writeHead(200).end('<html>Access <b>denied</b></html>'),
      ),
  ),
  {
    name: 'ready, then its rollout is widened',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes, stagingPercentage: 100 });
      const { updates, end } = program(here);
      await updates.look();
      feed.publish('latest', { version: '1.3.0', bytes });
      await updates.look();
      same('what is shown then', updates.view().state, 'ready');
      same('how often it was fetched', feed.count(fileName('1.3.0')), 1);
      same('the installing', end(), 'placed');
    },
  },
];
