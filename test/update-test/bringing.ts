import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from '../faults/small-disk.ts';
import { type Case, type Scene, update } from './case.ts';
import { elsewhere, type Fault, fileName, listName } from './feed.ts';
import { impatient, install } from './installation.ts';

const bytes = randomBytes(3_000_000);
const file = fileName('1.3.0');
const release = { version: '1.3.0', bytes };

const head = (answer: Parameters<Fault>[0], length: number) =>
  answer.writeHead(200, { 'content-length': length });
const flipped = (body: Buffer): Buffer => {
  const other = Buffer.from(body);
  other[1_000_000] = (other[1_000_000] ?? 0) ^ 1;
  return other;
};

/** The file fails once in this way; nothing is left of it, the version that runs stays, and the next attempt succeeds. */
const failing = (name: string, fault: Fault, outcome: string): Case => ({
  name,
  run: async ({ feed, here, same }) => {
    feed.publish('latest', release);
    feed.faults.set(file, fault);
    const updater = outcome === 'slow' ? here.start(impatient) : here.start();
    same('the outcome', await update(updater), outcome);
    same('whether a whole file is in the cache', here.brought('1.3.0') !== null, false);
    same('the running version', here.isUntouched(), true);
    feed.faults.clear();
    await thenItComes({ feed, here, same }, updater);
  },
});

async function thenItComes({ here, same }: Scene, updater = here.start()): Promise<void> {
  same('after that', await update(updater), '1.3.0');
  same('what came', here.brought('1.3.0')?.equals(bytes), true);
  same('the running version', here.isUntouched(), true);
}

/** A piece of the file, every so often. */
const trickle =
  (pieces: number, every: number): Fault =>
  (answer, body) => {
    head(answer, body.length);
    const size = Math.ceil(body.length / pieces);
    const next = (at: number): void => {
      answer.write(body.subarray(at, at + size));
      if (at + size >= body.length) answer.end();
      else setTimeout(() => next(at + size), every);
    };
    next(0);
  };

/** How a newer version comes, or does not. */
export const bringingCases: readonly Case[] = [
  {
    name: 'a newer version',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      const updater = here.start();
      const told: number[] = [];
      const found = await updater.check('latest');
      same('what is found', found.ok && found.value?.version, '1.3.0');
      same('what is fetched before it is wanted', feed.count(file), 0);
      same('the download', await updater.download(percent => told.push(percent)), { ok: true, value: null });
      same('the last percentage', told.at(-1), 100);
      same('what came', here.brought('1.3.0')?.equals(bytes), true);
      same('the running version', here.isUntouched(), true);
    },
  },
  {
    name: 'a version that came before the program was ended',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      same('the outcome', await update(here.start()), '1.3.0');
      same('at the next start', await update(here.start()), '1.3.0');
      same('how often it was fetched', feed.count(file), 1);
    },
  },
  {
    name: 'a version newer than the one that came',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      same('the outcome', await update(here.start()), '1.3.0');
      feed.publish('latest', { version: '1.3.1', bytes: flipped(bytes) });
      same('at the next start', await update(here.start()), '1.3.1');
      same('what came', here.brought('1.3.1')?.equals(flipped(bytes)), true);
      same('whether the older is left', here.brought('1.3.0') !== null, false);
    },
  },
  {
    name: 'what came is changed in the cache',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      same('the outcome', await update(here.start()), '1.3.0');
      writeFileSync(join(here.pending, file), flipped(bytes));
      await thenItComes({ feed, here, same });
    },
  },
  failing(
    'one bit is another',
    (answer, body) => void head(answer, body.length).end(flipped(body)),
    'tampered',
  ),
  failing(
    'the file is shorter at the feed',
    (answer, body) => void head(answer, 2_000_000).end(body.subarray(0, 2_000_000)),
    'tampered',
  ),
  failing('the file is empty at the feed', answer => void head(answer, 0).end(), 'tampered'),
  failing(
    'a page instead of the file',
    answer => void answer.writeHead(200).end('<html>sign in</html>'),
    'tampered',
  ),
  failing(
    'the connection ends in the middle',
    (answer, body) => {
      head(answer, body.length);
      answer.write(body.subarray(0, 1_000_000), () => setTimeout(() => answer.destroy(), 50));
    },
    'unreachable',
  ),
  failing('the server fails', answer => void answer.writeHead(500).end('oops'), 'unreachable'),
  failing('the file is not there', answer => void answer.writeHead(404).end('none'), 'unreachable'),
  failing('no answer', () => undefined, 'slow'),
  failing(
    'nothing more comes',
    (answer, body) => {
      head(answer, body.length);
      answer.write(body.subarray(0, 1_000_000));
    },
    'slow',
  ),
  failing(
    'redirects in a circle',
    answer => void answer.writeHead(302, { location: `/${file}` }).end(),
    'slow',
  ),
  failing(
    'a redirect to an address that is neither https nor this machine by name',
    (answer, body, request) => {
      // There the file would be given.
      if (request.headers.host?.includes('ffff')) return void head(answer, body.length).end(body);
      const location = elsewhere(`http://127.0.0.1:${request.socket.localPort}/${file}`);
      answer.writeHead(302, { location }).end();
    },
    'unreachable',
  ),
  {
    name: 'a file that is said to lie at an address that is neither https nor this machine by name',
    run: async ({ feed, here, same }) => {
      const url = `${elsewhere(feed.url)}${file}`;
      feed.publish('latest', { ...release, url });
      feed.files.set(file, bytes);
      same('the outcome', await update(here.start()), 'unreachable');
      same('what came there', feed.count(file), 0);
      same('the running version', here.isUntouched(), true);
    },
  },
  {
    name: 'slow, but something comes',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      feed.faults.set(file, trickle(30, 200));
      const waits = { check: 20_000, download: 4_500, floor: { bytes: 500_000, within: 2_500 } };
      same('the outcome', await update(here.start(waits)), '1.3.0');
    },
  },
  {
    name: 'a server that does not say how long the file is',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      feed.faults.set(file, (answer, body) => void answer.writeHead(200).end(body));
      const updater = here.start();
      const told: number[] = [];
      await updater.check('latest');
      same('the download', await updater.download(percent => told.push(percent)), { ok: true, value: null });
      same('the progress that is told', told, []);
      same('what came', here.brought('1.3.0')?.equals(bytes), true);
    },
  },
  {
    name: 'a drip that never ends',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      let isClosed = false;
      feed.faults.set(file, (answer, body) => {
        head(answer, body.length);
        const drip = setInterval(() => answer.write('x'), 100);
        answer.once('close', () => {
          isClosed = true;
          clearInterval(drip);
        });
      });
      const waits = { check: 20_000, download: 20_000, floor: { bytes: 1_000, within: 2_500 } };
      const updater = here.start(waits);
      same('the outcome', await update(updater), 'slow');
      same('whether a whole file is in the cache', here.brought('1.3.0') !== null, false);
      feed.faults.clear();
      await thenItComes({ feed, here, same }, updater);
      same('whether its connection is closed', isClosed, true);
    },
  },
  {
    name: 'fast at first, then a drip',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      feed.faults.set(file, (answer, body) => {
        head(answer, body.length);
        answer.write(body.subarray(0, 2_500_000));
        const drip = setInterval(() => answer.write('x'), 100);
        answer.once('close', () => clearInterval(drip));
      });
      const waits = { check: 20_000, download: 20_000, floor: { bytes: 1_000, within: 2_500 } };
      same('the outcome', await update(here.start(waits)), 'slow');
      same('the running version', here.isUntouched(), true);
    },
  },
  {
    name: 'updates are switched off in the middle',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      feed.faults.set(file, trickle(1_000, 100));
      const updater = here.start();
      await updater.check('latest');
      const brought = updater.download(() => updater.cancel());
      same('the outcome', await brought, { ok: false, failure: 'unreachable' });
      feed.faults.clear();
      await thenItComes({ feed, here, same }, updater);
    },
  },
  {
    name: 'a list whose checksum is empty',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      const list = feed.files.get(listName('latest'))?.toString() ?? '';
      feed.files.set(listName('latest'), Buffer.from(list.replaceAll(/sha512: .+/g, "sha512: ''")));
      same('the outcome', await update(here.start()), 'tampered');
      same('the running version', here.isUntouched(), true);
    },
  },
  {
    name: 'a name that leads out of the cache',
    run: async ({ feed, here, same }) => {
      const out = '..%2f..%2f..%2fapps%2fraze-quick-stage-1.2.0-linux-x64.AppImage';
      feed.publish('latest', { ...release, url: out });
      feed.files.set(decodeURIComponent(out), bytes);
      same('the outcome', await update(here.start()), '1.3.0');
      same('the running version', here.isUntouched(), true);
    },
  },
  {
    name: 'the cache is a file',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', release);
      writeFileSync(join(here.cache, 'raze-quick-stage-updater'), 'in the way');
      same('the outcome', await update(here.start()), 'disk-failing');
      same('the running version', here.isUntouched(), true);
    },
  },
];

/** The disk is full: a real one, of six megabytes. None where this user may not mount one. */
export function fullDiskCases(): readonly Case[] {
  const disk = mountSmallDisk();
  if (disk === null) return [];
  return [
    {
      name: 'a full disk',
      run: async ({ feed, same }) => {
        feed.publish('latest', release);
        const there = install(feed.url, disk.folder);
        const updater = there.start();
        disk.fill();
        same('the outcome', await update(updater), 'disk-full');
        same('the running version', there.isUntouched(), true);
        disk.free();
        await thenItComes({ feed, here: there, same }, updater);
        // The copy that becomes the program has no room beside it.
        disk.fill();
        same('the installing', updater.install(false), 'kept');
        same('the running version', there.isUntouched(), true);
        same('what is left beside it', there.beside(), []);
        disk.remove();
      },
    },
  ];
}
