import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../main/files.ts';
import { type Case, update } from './case.ts';
import { fileName } from './feed.ts';
import { install } from './installation.ts';

/** A program that says that it ran. */
const program = (mark: string): Buffer => Buffer.from(`#!/bin/sh\nprintf ran > '${mark}'\n`);

/** How a version that came takes the place of the one that runs, and how a process ends in between. */
export const placingCases: readonly Case[] = [
  {
    name: 'the newer version takes the place',
    run: async ({ feed, here, same }) => {
      const bytes = program(join(here.at, 'ran'));
      feed.publish('latest', { version: '1.3.0', bytes });
      const updater = here.start();
      same('before anything came', updater.install(false), 'kept');
      same('the outcome', await update(updater), '1.3.0');
      same('the installing', updater.install(false), 'placed');
      same('what runs next', readFileSync(here.image).equals(bytes), true);
      same('its rights', statSync(here.image).mode & 0o777, 0o755);
      same('what is left beside it', here.beside(), []);
      same('what was started', existsSync(join(here.at, 'ran')), false);
    },
  },
  {
    name: 'updates are switched off when everything has come',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes: program('x') });
      const updater = here.start();
      same('the outcome', await update(updater), '1.3.0');
      updater.cancel();
      await new Promise(resolve => setImmediate(resolve));
      same('the installing', updater.install(false), 'placed');
    },
  },
  {
    name: 'the newer version is started',
    run: async ({ feed, here, same }) => {
      const mark = join(here.at, 'ran');
      feed.publish('latest', { version: '1.3.0', bytes: program(mark) });
      const updater = here.start();
      same('the outcome', await update(updater), '1.3.0');
      const seen = watch(here.at);
      same('the installing', updater.install(true), 'starts');
      while (!existsSync(mark)) await once(seen, 'change');
      seen.close();
    },
  },
  {
    name: 'what came is changed before it takes the place',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes: program('x') });
      const updater = here.start();
      same('the outcome', await update(updater), '1.3.0');
      writeFileSync(join(here.pending, fileName('1.3.0')), program('y'));
      same('the installing', updater.install(true), 'kept');
      same('the running version', here.isUntouched(), true);
      same('what is left beside it', here.beside(), []);
    },
  },
  {
    name: 'everything is erased when everything has come',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes: program('x') });
      const updater = here.start();
      same('the outcome', await update(updater), '1.3.0');
      same('whether anything is kept', here.places().every(existsSync), true);
      await updater.forget();
      same(
        'what is left',
        here.places().flatMap(place => removeTree(place)),
        [],
      );
      same('the installing', updater.install(false), 'kept');
      same('the running version', here.isUntouched(), true);
      same('what is kept', here.places().filter(existsSync), []);
      same('after that', await update(updater), '1.3.0');
    },
  },
  {
    name: 'everything is erased in the middle of a download',
    run: async ({ feed, here, same }) => {
      feed.publish('latest', { version: '1.3.0', bytes: Buffer.alloc(3_000_000, 7) });
      feed.faults.set(fileName('1.3.0'), (answer, body) => {
        answer.writeHead(200, { 'content-length': body.length });
        answer.write(body.subarray(0, 2_000_000));
      });
      const updater = here.start();
      await updater.check('latest');
      const brought = updater.download(() => undefined);
      const cache = watch(here.cache, { recursive: true });
      while (here.leftovers().length === 0) await once(cache, 'change');
      cache.close();
      await updater.forget();
      same(
        'what is left',
        here.places().flatMap(place => removeTree(place)),
        [],
      );
      same('the outcome', await brought, { ok: false, failure: 'unreachable' });
      // Whatever the library still meant to do, it has done.
      await new Promise(resolve => setTimeout(resolve, 500));
      same('what is kept', here.places().filter(existsSync), []);
      feed.faults.clear();
      same('after that', await update(updater), '1.3.0');
    },
  },
  {
    name: 'killed in the middle of a download',
    run: async ({ feed, here, same }) => {
      const bytes = Buffer.alloc(3_000_000, 7);
      feed.publish('latest', { version: '1.3.0', bytes });
      feed.faults.set(fileName('1.3.0'), (answer, body) => {
        answer.writeHead(200, { 'content-length': body.length });
        answer.write(body.subarray(0, 2_000_000));
      });
      const child = spawn(process.execPath, [join(import.meta.dirname, 'half.ts'), feed.url, here.at], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      same('what is left of it', here.leftovers(), [`temp-${fileName('1.3.0')}`]);
      same('the running version', here.isUntouched(), true);
      feed.faults.clear();
      const again = install(feed.url, here.at);
      same('after that', await update(again.start()), '1.3.0');
      same('what came', again.brought('1.3.0')?.equals(bytes), true);
      same('what is left', again.leftovers(), [fileName('1.3.0'), 'update-info.json']);
    },
  },
];
