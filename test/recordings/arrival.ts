import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noKnownStages } from '../../main/raze/dialect/stages.ts';
import { createDirectory } from '../../main/raze/directory/directory.ts';
import type { Exchange, Http } from '../../main/raze/http/http.ts';
import { pull } from '../../main/raze/requests/fetch-page.ts';
import { createLaneRows } from '../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../main/store/sqlite/open.ts';
import type { Seed } from '../deployed/seed.ts';
import { createWorld } from '../deployed/world.ts';
import { createManualClock } from '../support/ports/manual-clock.ts';
import { exchangeOf } from './outcome.ts';
import type { Scenario } from './pack.ts';
import { withBulkRows } from './reading.ts';

export interface Arrivals {
  /** Accounts whose list was followed to its end through recorded pages alone. */
  readonly followed: number;
  /** A line for each of them whose rows did not all arrive. */
  readonly lost: readonly string[];
}

/**
 * Feeds the recorded walks to a directory of each account: whatever a walk loses, every row of the seed must have come in
 * the end. An account is passed over where a page that the directory asks for was not recorded.
 */
export async function followArrivals(scenarios: readonly Scenario[], seed: Seed): Promise<Arrivals> {
  const lost: string[] = [];
  let followed = 0;
  for (const { label, account } of seed.keys) {
    const arrived = await arrivedFrom(pagesOf(scenarios, label, seed));
    if (arrived === null) continue;
    followed += 1;
    const rows = seed.rows.filter(row => row.account === account).map(({ id }) => id);
    const isWhole = rows.every(id => arrived.ids.has(id)) && arrived.ids.size === rows.length;
    if (isWhole && arrived.missing === 0) continue;
    const { ids, missing } = arrived;
    lost.push(`${ids.size} of ${rows.length} rows of ${account} arrive, ${missing} are said to be missing`);
  }
  return { followed, lost };
}

/** The recorded pages of one key by what was asked, in whatever order. */
function pagesOf(scenarios: readonly Scenario[], label: string, seed: Seed): ReadonlyMap<string, Exchange> {
  const world = createWorld(seed);
  const pages = new Map<string, Exchange>();
  for (const { walks, exchanges } of scenarios) {
    for (const step of walks.length === 0 ? [] : exchanges) {
      if (!('request' in step) || !('status' in step.response)) continue;
      if (step.request.headers['X-API-Key'] !== `<key:${label}>`) continue;
      const body = withBulkRows(step.response.body, world, seed.dialect);
      pages.set(plain(String(step.request.query ?? '')), exchangeOf({ ...step.response, body }));
    }
  }
  return pages;
}

/** A query with its parameters in one order. */
function plain(query: string): string {
  const params = new URLSearchParams(query);
  params.sort();
  return params.toString();
}

async function arrivedFrom(
  pages: ReadonlyMap<string, Exchange>,
): Promise<{ readonly ids: ReadonlySet<string>; readonly missing: number } | null> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-recordings-'));
  const db = openDatabase(join(folder, 'raze.db'));
  try {
    const clock = createManualClock();
    let isRecorded = true;
    const http: Http = async ({ path }) => {
      const page = pages.get(plain(path.split('?')[1] ?? ''));
      if (page === undefined) isRecorded = false;
      return page ?? { kind: 'unreached', cause: 'other' };
    };
    const connection = { baseUrl: 'http://recorded', key: 'recorded', dialect: null };
    const lane = createLaneRows(db, clock.now).forKey(connection.baseUrl, connection.key).id;
    const observe = (): void => {};
    const first = await pull({ http, now: clock.now, observe }, connection, { page: 1 }, noKnownStages, null);
    if (first.kind !== 'page') return null;
    const directory = createDirectory({
      store: openRowStore(db, lane),
      http,
      clock,
      elapsedSince: at => clock.now() - at,
      connection: () => ({ ...connection, dialect: first.page.dialect }),
      permit: () => true,
      askLeave: () => null,
      observe,
      listener: {
        changed: () => {},
        viewed: () => {},
        pipelines: () => {},
        dialect: () => {},
        mayRead: () => {},
      },
    });
    await directory.refresh({ page: first.page, etag: null, askedAt: clock.now() });
    await directory.stop();
    if (!isRecorded) return null;
    const ids = new Set([...directory.rows()].map(({ id }) => id as string));
    return { ids, missing: directory.view().missing };
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
