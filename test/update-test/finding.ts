import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Case, update } from './case.ts';
import { elsewhere, listName, listOf } from './feed.ts';
import { impatient, install } from './installation.ts';

const bytes = Buffer.from('a newer program');

/** What lies in `.updaterId` decides whether a rollout includes an installation: its last four bytes as a share of the whole. */
const drawn = (share: number): string => {
  const last = Math.floor(share * 0xffffffff)
    .toString(16)
    .padStart(8, '0');
  return `2f2b6c8e-4f0a-5b1c-8d2e-0000${last}`;
};

const listedAs = (name: string, list: string, outcome: string): Case => ({
  name: `a list with ${name}`,
  run: async ({ feed, here, same }) => {
    feed.files.set(listName('latest'), Buffer.from(list));
    same('the outcome', await update(here.start()), outcome);
    same('the running version', here.isUntouched(), true);
  },
});

const rollout = (name: string, percent: number, share: number, outcome: string): Case => ({
  name,
  run: async ({ feed, here, same }) => {
    writeFileSync(join(here.data, '.updaterId'), drawn(share));
    feed.publish('latest', { version: '1.3.0', bytes, stagingPercentage: percent });
    same('the outcome', await update(here.start()), outcome);
  },
});

const older = (version: string, channel: 'latest' | 'beta'): Case => ({
  name: `${version} on ${channel}, where 1.2.0 runs`,
  run: async ({ feed, here, same }) => {
    feed.publish(channel, { version, bytes });
    same('the outcome', await update(here.start(), channel), 'none');
    same('what was fetched', feed.asked.length, 1);
  },
});

/** What the feed says, and what is made of it before anything is fetched. */
export const findingCases: readonly Case[] = [
  {
    name: 'the version that runs',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.2.0', bytes });
      same('the outcome', await update(here.start()), 'none');
    },
  },
  older('1.1.9', 'latest'),
  older('1.2.0-beta.3', 'beta'),
  {
    name: 'back from the beta channel to an older version',
    run: async ({ feed, here, same }) => {
      feed.publish('beta', { version: '1.2.0', bytes });
      feed.publish('latest', { version: '1.1.0', bytes });
      const updater = here.start();
      same('beta', await update(updater, 'beta'), 'none');
      same('latest', await update(updater, 'latest'), 'none');
    },
  },
  {
    name: 'two channels',
    run: async ({ feed, here, same }) => {
      feed.publish('beta', { version: '1.4.0-beta.1', bytes });
      feed.publish('latest', { version: '1.3.0', bytes });
      same('latest', await update(here.start(), 'latest'), '1.3.0');
      same('beta', await update(here.start(), 'beta'), '1.4.0-beta.1');
    },
  },
  {
    name: 'a channel that the feed does not have',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes });
      same('the outcome', await update(here.start(), 'beta'), 'unlisted');
    },
  },
  rollout('a rollout to nobody', 0, 0, 'none'),
  rollout('a rollout to everybody', 100, 0.99, '1.3.0'),
  rollout('a rollout to 30 %, for one at 29', 30, 0.29, '1.3.0'),
  rollout('a rollout to 30 %, for one at 31', 30, 0.31, 'none'),
  {
    name: 'a place in rollouts is drawn once',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes, stagingPercentage: 50 });
      const outcome = await update(here.start());
      for (let start = 0; start < 3; start++) same('a later one', await update(here.start()), outcome);
    },
  },
  {
    name: 'nothing that tells installations apart is sent',
    run: async ({ feed, here, same }) => {
      const other = install(feed.url);
      feed.publish('latest', { version: '1.3.0', bytes });
      // Against caches, each question for a list has the time of its moment (electron-updater: out/util.js, `newUrlFromBase`).
      const began = Date.now();
      const timeless = () =>
        feed.asked.splice(0).map(({ query, ...asked }) => {
          const at = /^\?noCache=([0-9a-v]+)$/.exec(query)?.[1];
          const isNow =
            at !== undefined && began <= Number.parseInt(at, 32) && Number.parseInt(at, 32) <= Date.now();
          return { ...asked, query: isNow ? 'now' : query };
        });
      await update(here.start());
      const first = timeless();
      await update(other.start());
      same('what is sent', timeless(), first);
      same('the queries', [...new Set(first.map(({ query }) => query))], ['now', '']);
      other.remove();
    },
  },
  listedAs('nothing in it', '', 'feed'),
  listedAs('the page of a hotel', '<html><body>Welcome! Please <b>sign in</b></body></html>', 'feed'),
  listedAs('a remark and nothing else', '# none for now\n', 'feed'),
  listedAs('broken YAML', 'version: [1.3.0\nfiles: {', 'feed'),
  listedAs('no version', 'files: []\n', 'feed'),
  listedAs('a version that is none', 'version: next\n', 'feed'),
  listedAs('no files', 'version: 1.3.0\nfiles: []\n', 'feed'),
  listedAs('no checksum', 'version: 1.3.0\nfiles:\n  - url: x.AppImage\n', 'feed'),
  listedAs(
    'a checksum that is a number',
    'version: 1.3.0\nfiles:\n  - url: x.AppImage\n    sha512: 7\n',
    'feed',
  ),
  listedAs('a file that is no file', 'version: 1.3.0\nfiles: [7]\n', 'feed'),
  {
    name: 'a list that the server fails to give',
    run: async ({ feed, here, same }) => {
      feed.faults.set('*', answer => void answer.writeHead(500).end('oops'));
      const updater = here.start();
      same('the outcome', await update(updater), 'feed');
      feed.faults.clear();
      feed.publish('latest', { version: '1.3.0', bytes });
      same('after that', await update(updater), '1.3.0');
    },
  },
  {
    name: 'a proxy that wants a password',
    run: async ({ feed, here, same }) => {
      feed.faults.set('*', answer => void answer.writeHead(407).end());
      same('the outcome', await update(here.start()), 'feed');
    },
  },
  {
    name: 'a list that never comes',
    run: async ({ feed, here, same }) => {
      feed.faults.set('*', () => undefined);
      const updater = here.start(impatient);
      same('the outcome', await update(updater), 'slow');
      feed.faults.clear();
      feed.publish('latest', { version: '1.3.0', bytes });
      same('after that', await update(updater), '1.3.0');
    },
  },
  {
    name: 'nobody there',
    run: async ({ feed, here, same }) => {
      const updater = here.start();
      await feed.close();
      same('the outcome', await update(updater), 'unreachable');
    },
  },
  {
    name: 'redirects on this machine',
    run: async ({ feed, here, same }) => {
      const release = { version: '1.3.0', bytes };
      feed.publish('latest', { ...release, url: 'moved.AppImage' });
      feed.files.set('there.yml', listOf({ ...release, url: 'moved.AppImage' }));
      feed.files.set('there.AppImage', bytes);
      const to = (location: string) => (answer: ServerResponse) =>
        void answer.writeHead(302, { location }).end();
      feed.faults.set(listName('latest'), to('/there.yml'));
      feed.faults.set('moved.AppImage', to(`${feed.url}there.AppImage`));
      same('the outcome', await update(here.start()), '1.3.0');
    },
  },
  {
    name: 'a redirect to an address that is neither https nor this machine by name',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes });
      feed.files.set('there.yml', listOf({ version: '1.3.0', bytes }));
      const location = `${elsewhere(feed.url)}there.yml`;
      feed.faults.set(listName('latest'), answer => void answer.writeHead(302, { location }).end());
      same('the outcome', await update(here.start()), 'unreachable');
      same('what came there', feed.count('there.yml'), 0);
    },
  },
  {
    name: 'redirects in a circle',
    run: async ({ feed, here, same }) => {
      feed.faults.set('*', answer => void answer.writeHead(302, { location: '/again' }).end());
      const updater = here.start(impatient);
      same('the outcome', await update(updater), 'slow');
      const asked = feed.asked.length;
      feed.faults.clear();
      feed.publish('latest', { version: '1.3.0', bytes });
      same('after that', await update(updater), '1.3.0');
      // One of the circle's requests may have left before its connections were closed.
      const then = feed.asked.slice(asked);
      const ofCircle = then.filter(({ name }) => name === 'again').length;
      same('what was asked then', then.length - ofCircle, 2);
      same('the circle has ended', ofCircle <= 1, true);
    },
  },
];
