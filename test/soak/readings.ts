import { readdirSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../main/store/sqlite/database.ts';
import { collectGarbage } from '../support/servers/garbage.ts';

/** What the process holds at the end of a day, at rest. */
export interface Reading {
  readonly rssBytes: number;
  /** By kind: what keeps the process awake, the program's timers, and the files it has open where that can be seen. */
  readonly handles: Readonly<Record<string, number>>;
  /** The database and its write-ahead log after a checkpoint. */
  readonly dbBytes: number;
}

const rssReadings = 15;
/** V8 gives pages back from a thread of its own, and tells nobody when. Milliseconds of the real clock. */
const givingBack = 100;

/** The lowest of several readings, each after a full collection: what is held, not what has not been given back yet. */
async function rss(): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rssReadings; at += 1) {
    collectGarbage();
    await sleep(givingBack);
    lowest = Math.min(lowest, process.memoryUsage.rss());
  }
  return lowest;
}

/** Linux lists a process's open files; elsewhere only what keeps the process awake is counted. */
const openFiles = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

function handles(timers: number): Record<string, number> {
  const kinds: Record<string, number> = { timers, files: openFiles() };
  for (const kind of process.getActiveResourcesInfo()) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

/** A log that a forgotten reader keeps from being cleared stays as long as it is, or the checkpoint is refused. */
function dbBytes(db: Database): number {
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  return statSync(db.path).size + statSync(`${db.path}-wal`).size;
}

/** @param timers how many timers the program waits for */
export async function read(db: Database, timers: number): Promise<Reading> {
  return { dbBytes: dbBytes(db), rssBytes: await rss(), handles: handles(timers) };
}

export const total = ({ handles: kinds }: Reading): number =>
  Object.values(kinds).reduce((sum, count) => sum + count, 0);

/** By how much of `before` it has grown, in percent, with two decimals. */
export const growth = (before: number, after: number): number =>
  Math.round(((after - before) / before) * 10_000) / 100;
