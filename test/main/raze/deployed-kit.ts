import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { createDirectory } from '../../../main/raze/directory/directory.ts';
import { createHttp, type Http } from '../../../main/raze/http/http.ts';
import { tryKey } from '../../../main/raze/requests/probe.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import type { Seed } from '../../deployed/seed.ts';
import { createManualClock, settled } from '../../support/ports/manual-clock.ts';
import { type DeployedWays, deployedForThisTest } from '../../support/servers/deployed.ts';
import { bulkKey as key, withRows } from '../../support/servers/deployed-rows.ts';
import { tempFolder } from '../../support/temp-folder.ts';

export const deployed = ['status', 'stage_id'] as const;

export interface DeployedList extends Omit<DeployedWays, 'now'> {
  readonly dialect: Seed['dialect'];
  readonly rows: number;
  readonly each?: Parameters<typeof withRows>[1];
  /** What a server says instead of a list's pagination; it also gets how many rows are on the page. */
  readonly pagination?: (told: Readonly<Record<string, unknown>>, rows: number) => object | undefined;
}

/** A deployed server and the directory of its account, as after a key was tried. */
export async function deployedKit({ dialect: revision, rows, each, pagination, ...ways }: DeployedList) {
  const clock = createManualClock();
  const server = await deployedForThisTest(revision, withRows(rows, each), { now: clock.now, ...ways });
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  const lane = createLaneRows(db, clock.now).forKey(server.url, key).id;
  const plain = createHttp();
  const http: Http = async request => {
    const exchange = await plain(request);
    if (pagination === undefined || exchange.kind !== 'reply' || exchange.status !== 200) return exchange;
    const json = JSON.parse(exchange.body);
    if (json.pagination === undefined) return exchange;
    const altered = { ...json, pagination: pagination(json.pagination, json.data.length) };
    return { ...exchange, body: JSON.stringify(altered) };
  };
  const probed = await tryKey({ http, now: clock.now }, server.url, key);
  if (!probed.ok || probed.value.firstPage === null) throw new Error('no page');
  const { firstPage, dialect } = probed.value;
  let inFlight = 0;
  let landed = (): void => {};
  const directory = createDirectory({
    store: openRowStore(db, lane),
    http: async request => {
      inFlight += 1;
      const exchange = await http(request);
      inFlight -= 1;
      setImmediate(landed);
      return exchange;
    },
    clock,
    elapsedSince: at => clock.now() - at,
    connection: () => ({ baseUrl: server.url, key, dialect }),
    permit: () => true,
    askLeave: () => null,
    observe: () => {},
    listener: {
      changed: () => {},
      viewed: () => {},
      pipelines: () => {},
      dialect: () => {},
      mayRead: () => {},
    },
  });
  onTestFinished(() => directory.stop());
  return {
    clock,
    server,
    directory,
    load: () => directory.refresh(firstPage),
    /** Lets so many minutes pass, or fewer when this holds; each request has its answer before time goes on. */
    async minutes(count: number, until: () => boolean = () => false): Promise<void> {
      const end = clock.monotonic() + count * 60_000;
      while (!until() && clock.monotonic() < end) {
        await clock.nextWithin(60_000);
        while (inFlight > 0) {
          await new Promise<void>(resolve => {
            landed = resolve;
          });
        }
        await settled();
      }
    },
    row: (at: number): OpportunityId =>
      `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` as OpportunityId,
  };
}
