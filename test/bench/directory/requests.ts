import { createQuota } from '../../../main/outbox/lanes/quota.ts';
import { createAlarms } from '../../../main/outbox/time/alarms.ts';
import { createDirectory } from '../../../main/raze/directory/directory.ts';
import type { Http } from '../../../main/raze/http/http.ts';
import { answer } from '../../../main/sandbox/api.ts';
import { type Book, createBook } from '../../../main/sandbox/book.ts';
import { createLimit } from '../../../main/sandbox/limit.ts';
import { seedRecords } from '../../../main/sandbox/seed.ts';
import type { RowStore } from '../../../main/store/opportunities/opportunities.ts';
import { createManualClock, settled } from '../../support/ports/manual-clock.ts';

export interface Requests {
  readonly rows: number;
  readonly limit: number;
  /** Requests until every row was known, and the hours that took with the clock going a request a moment. */
  readonly firstLoad: number;
  readonly hours: number;
  /** Of one refresh when nothing has changed. */
  readonly refresh: number;
  /** An hour's share of what a week without any use costs in the background. */
  readonly idleHour: number;
}

const key = { key: 'k', permissions: ['opportunities:read', 'opportunities:write'] };
const hourMs = 3_600_000;
const weekHours = 7 * 24;

/** Follows a directory through its first load and an idle week, on a clock of its own and without sockets. */
export async function countRequests(rows: number, limit: number, store: RowStore): Promise<Requests> {
  const clock = createManualClock();
  const book = createBook(seedRecords(rows, clock.now()), []);
  const quota = createQuota(clock, createAlarms(clock));
  const server = serverOf(book, limit, clock.now);
  const directory = createDirectory({
    store,
    clock,
    elapsedSince: at => clock.now() - at,
    http: server.http,
    connection: () => ({ baseUrl: 'http://127.0.0.1', key: 'k', dialect: 'documented' }),
    permit: () => quota.permitRead(0),
    askLeave: () => null,
    observe: view => {
      if (view !== null) quota.observe(view);
    },
    listener: { changed() {}, pipelines() {}, dialect() {}, mayRead() {}, viewed() {} },
  });
  /** Until nothing is being loaded; where a walk waits for the next hour, time goes on. */
  const idle = async (): Promise<void> => {
    while (directory.view().phase === 'loading') {
      const asked = server.requests();
      await server.quiet();
      await settled();
      if (server.requests() === asked) await clock.nextWithin(60_000);
    }
  };
  const began = clock.now();
  directory.start();
  await idle();
  while (directory.view().refreshedAt === null) {
    await clock.nextWithin(60_000);
    await idle();
  }
  const firstLoad = server.requests();
  const hours = (clock.now() - began) / hourMs;
  await directory.refresh();
  const refresh = server.requests() - firstLoad;
  const before = server.requests();
  const end = clock.monotonic() + weekHours * hourMs;
  while (clock.monotonic() < end) {
    await clock.nextWithin(60_000);
    await server.quiet();
  }
  await directory.stop();
  const idleHour = (server.requests() - before) / weekHours;
  return { rows, limit, firstLoad, hours, refresh, idleHour };
}

/** The demo API as a function. */
function serverOf(book: Book, limit: number, now: () => number) {
  const spend = createLimit(() => limit);
  let requests = 0;
  let inFlight: Promise<unknown> = Promise.resolve();
  const http: Http = async ({ method, path }) => {
    requests += 1;
    const { remaining, reset } = spend('k', now());
    const target = `/external/v1${path}`;
    const { reply } = answer(book, key, { method, target, body: '' }, now());
    const headers: Readonly<Record<string, string>> = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
    };
    const settled = new Promise(resolve => setImmediate(resolve));
    inFlight = settled;
    return {
      kind: 'reply',
      status: reply.status,
      header: name => headers[name] ?? null,
      body: JSON.stringify(reply.body),
    };
  };
  return { http, requests: () => requests, quiet: () => inFlight };
}
