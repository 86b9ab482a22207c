import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangeView } from '../../main/contract/change.ts';
import type { ChangeId } from '../../main/contract/model.ts';
import type { Engine } from '../../main/engine.ts';
import { openStore } from '../../main/store/store.ts';
import { createDice } from '../support/ports/dice.ts';
import { createManualClock } from '../support/ports/manual-clock.ts';
import type { SeenRequest } from '../support/servers/front.ts';
import { type Server, startServer } from '../support/servers/server.ts';
import { createColleagues } from './colleagues.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createQuiet } from './quiet.ts';
import { growth, type Reading, read, total } from './readings.ts';
import { soakedEngine } from './soaked-engine.ts';
import { createUser } from './user.ts';
import { type Office, sleep, workingDay } from './working-day.ts';

export interface SoakFigures {
  readonly days: number;
  /** Memory, handles and disk at the end of the last day against the end of the second. */
  readonly rss_growth_percent: number;
  readonly handles_growth: number;
  readonly db_growth_percent: number;
  /** Changes the user saw accepted that are neither delivered, nor given up by the user, nor waiting in sight. */
  readonly lost: number;
  /** Opportunities that the program shows otherwise than the server has them, at the end of the last day. */
  readonly stale: number;
  readonly accepted: number;
  readonly requests: number;
  /** What was broken, in words. */
  readonly found: readonly string[];
  readonly seconds: number;
}

export interface SoakOptions {
  readonly days: number;
  /** Opportunities of the account; each changes once a day. */
  readonly rows: number;
  readonly seed: number;
  readonly onDay?: (day: number, reading: Reading) => void;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const eight = Date.UTC(2026, 2, 2, 8);
/** How long a day's backlog may take to drain. */
const patience = 6 * 60 * minute;
/** A key is entered anew every so many days. */
const keyEvery = 5;
/** What ended earlier is no longer in the history. */
const kept = 29 * day;

/**
 * So many working days of one user, in one process that is never started anew: the whole product without a window, on a
 * real database, against a real server, on a clock that stands still while anything is under way. At the end of each
 * day what was accepted is compared with what the program shows and the server holds, and what the process holds is read.
 */
export async function soak({ days, rows, seed, onDay = () => {} }: SoakOptions): Promise<SoakFigures> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'raze-soak-'));
  const path = join(folder, 'quick-stage.db');
  const dice = createDice(seed);
  const found: string[] = [];
  const readings: Reading[] = [];
  let [requests, stale] = [0, 0];
  let atRest = async (): Promise<void> => {};
  const clock = createManualClock(eight, () => atRest());
  const server = await startServer({ count: rows, now: clock.now });
  const opened = openStore(path, clock.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  const engine = soakedEngine({
    store,
    clock,
    folder,
    apiUrl: server.url,
    warned: line => found.push(line),
  });
  const ledger = createLedger();
  const colleagues = createColleagues(server, clock.now, dice, ledger.held);
  const user = createUser({ engine, server, clock, dice, ledger });
  const office = { engine, server, clock, dice, colleagues, user, rows };
  atRest = createQuiet();

  try {
    await engine.start();
    for (let today = 1; today <= days; today += 1) {
      if (today % keyEvery === 1)
        await engine.handlers['session.use-key']({ key: server.key, apiUrl: server.url });
      await workingDay(office);
      await closeUp(office);
      requests += heed(server, ledger);
      const faults = await compare(office, ledger);
      found.push(...faults.map(fault => `day ${today}: ${fault}`));
      if (today === days) stale = await countStale(office);
      const reading = await read(store.db, clock.waiting());
      readings.push(reading);
      onDay(today, reading);
      await sleep(office, eight + today * day - clock.now());
    }
    await engine.stop();
    store.close();
    found.push(...missing(path, clock.now, ledger));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const [second, last] = [readings[Math.min(1, readings.length - 1)], readings.at(-1)];
  if (second === undefined || last === undefined) throw new RangeError('No day was lived');
  return {
    days,
    rss_growth_percent: growth(second.rssBytes, last.rssBytes),
    handles_growth: total(last) - total(second),
    db_growth_percent: growth(second.dbBytes, last.dbBytes),
    lost: found.length,
    stale,
    accepted: ledger.accepted.size,
    requests,
    found,
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

/** Answers what is parked, and waits until nothing is left to send and every row has been asked for. */
async function closeUp({ engine, clock, user }: Office): Promise<void> {
  const until = clock.now() + patience;
  await user.answer();
  do {
    await clock.advance(5 * minute);
  } while (engine.snapshot().pending > 0 && clock.now() < until);
  await engine.handlers.refresh(null);
  await clock.advance(15 * minute);
}

/** Notes the PATCHes the server has acted on, and forgets its requests: they are not the product's memory. */
function heed(server: Server, ledger: Ledger): number {
  const requests = server.requests as SeenRequest[];
  for (const { method, path, body, status } of requests) {
    const id = /opportunities\/([^/]+)\/stage/.exec(path)?.[1];
    const isActedOn = method === 'PATCH' && (status === 200 || status === 0);
    if (isActedOn && id !== undefined)
      ledger.held(id, String((JSON.parse(body) as { status: unknown }).status));
  }
  return requests.splice(0).length;
}

/** What was promised against what the program shows and the server holds. */
async function compare({ engine, server, colleagues }: Office, ledger: Ledger): Promise<readonly string[]> {
  const views = await shown(engine);
  return ledger.compare({
    shown: id => views.get(id) ?? null,
    stage: id => server.book.get(id)?.stage,
    movedAt: colleagues.movedAt,
  });
}

/** Every change the program shows, waiting or ended. */
async function shown({ handlers }: Engine): Promise<ReadonlyMap<ChangeId, ChangeView>> {
  const history = await handlers['history.list']({ text: '', before: null, limit: 100_000 });
  return new Map(
    [...history, ...(await handlers['outbox.list'](null)).changes].map(change => [change.id, change]),
  );
}

async function countStale({ engine, server }: Office): Promise<number> {
  let stale = 0;
  for (const { id, stage, name } of server.book.all()) {
    const { hits } = await engine.handlers.find({ seq: 0, text: id, limit: 1 });
    const row = hits[0]?.opportunity;
    if (row?.id !== id || row.stage.id !== stage || row.name !== name) stale += 1;
  }
  return stale;
}

/** Accepted changes that are not in the file any more, once it is opened anew. */
function missing(path: string, now: () => number, { accepted }: Ledger): readonly string[] {
  const opened = openStore(path, now);
  if (!opened.ok) return [`The database does not open: ${opened.failure.code}`];
  const { rows, close } = opened.value;
  const gone = [...accepted].filter(([id, at]) => now() - at < kept && rows.find(id) === null);
  close();
  return gone.map(([id]) => `${id} is not in the database`);
}
