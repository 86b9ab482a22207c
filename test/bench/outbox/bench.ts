import { closeSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPipeline, type LaneId, type OpportunityId } from '../../../main/contract/model.ts';
import type { Clock, Courier, Store } from '../../../main/outbox/model/ports.ts';
import { createOutbox, type Outbox } from '../../../main/outbox/outbox.ts';
import { knownStagesOf } from '../../../main/raze/dialect/stages.ts';
import { createHttp } from '../../../main/raze/http/http.ts';
import { createCourier } from '../../../main/raze/requests/courier.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { type OpenStore, openStore } from '../../../main/store/store.ts';
import { createOutboxNews } from '../../../main/usecase/outbox-news.ts';
import { benchOptions } from '../../../script/setup/options.mjs';
import { deaf } from '../../support/ports/deaf.ts';
import { realClock, realRandom } from '../../support/ports/system.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { commandLine } from '../../support/proof/command-line.ts';
import { startServer } from '../../support/servers/server.ts';
import { quotaDrain, requestsPerDelivery, take } from './virtual.ts';

const queued = 500;

const { values } = commandLine('bench -- outbox', benchOptions.outbox);
const folder = mkdtempSync(join(tmpdir(), 'raze-bench-'));

const percentile = (times: readonly number[], part: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 1000) / 1000;
};

const timed = (count: number, work: (at: number) => void): readonly number[] =>
  Array.from({ length: count }, (_, at) => {
    const began = performance.now();
    work(at);
    return performance.now() - began;
  });

function store(name: string): OpenStore {
  const opened = openStore(join(folder, name), Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

function outboxOn(rows: Store, courier: Courier, clock: Clock, lane: LaneId): Outbox {
  const outbox = createOutbox({ store: rows, courier, clock, random: realRandom, listener: deaf });
  outbox.use({ id: lane, fingerprint: 'print' });
  outbox.undoSeconds(0);
  return outbox;
}

/** Accepting, durable: the time until the popup may say "saved here". */
function acceptTimes(): readonly number[] {
  const { db, rows, close } = store('accept.db');
  const lane = createLaneRows(db, Date.now).forKey('http://127.0.0.1', 'key').id;
  const outbox = outboxOn(rows, { look: never, send: never }, realClock, lane);
  const times = timed(1000, at => take(outbox, lane, `opp_${at}`, Date.now()));
  close();
  return times;
}

/** A pick and what the page is told of it, with so many changes waiting. */
function pickTimes(waiting: number): readonly number[] {
  const { db, rows, close } = store(`pick-${waiting}.db`);
  const lane = createLaneRows(db, Date.now).forKey('http://127.0.0.1', 'key').id;
  const outbox = outboxOn(rows, { look: never, send: never }, realClock, lane);
  const news = createOutboxNews(outbox.open);
  for (let at = 0; at < waiting; at += 1) take(outbox, lane, `opp_${at}`, Date.now());
  news.next();
  const times = timed(50, at => {
    take(outbox, lane, `opp_more_${at}`, Date.now());
    structuredClone(news.next());
  });
  close();
  return times;
}

const never = (): Promise<never> => new Promise(() => {});

/** Its peers: the bare insert that durability costs at the least, and a queue kept as one JSON file. */
function rawTimes(): readonly number[] {
  const { db, close } = store('raw.db');
  db.exec('CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT) STRICT');
  const body = JSON.stringify({ opportunity: 'opp_1', to: 'won', at: Date.now() }).repeat(6);
  const times = timed(1000, () => void db.prepare('INSERT INTO plain (body) VALUES (?)').run(body));
  close();
  return times;
}

function jsonTimes(): readonly number[] {
  const path = join(folder, 'queue.json');
  const queue: unknown[] = [];
  return timed(1000, at => {
    queue.push({ opportunity: `opp_${at}`, name: `Deal ${at}`, from: 'new', to: 'won', at: Date.now() });
    const file = openSync(`${path}.new`, 'w');
    writeSync(file, JSON.stringify(queue));
    fsyncSync(file);
    closeSync(file);
    renameSync(`${path}.new`, path);
  });
}

/** Five hundred changes through the real store and real HTTP, with no quota in the way. */
async function realDrain(): Promise<number> {
  const server = await startServer({ limit: 1_000_000_000, count: queued });
  const { db, rows, close } = store('drain.db');
  const lane = createLaneRows(db, Date.now).forKey(server.url, server.key).id;
  const courier = createCourier({
    http: createHttp(),
    connection: () => ({ baseUrl: server.url, key: server.key, dialect: 'documented' }),
    stages: () => knownStagesOf([]),
    now: Date.now,
  });
  const outbox = outboxOn(rows, courier, realClock, lane);
  for (const { id, stage } of server.book.all()) {
    const to = stage === 'won' ? 'lost' : 'won';
    const pick = { id: id as OpportunityId, name: id, company: '', pipeline: defaultPipeline };
    outbox.accept({
      lane,
      opportunity: pick,
      to: stageOf(to),
      note: '',
      seen: { stage: stageOf(stage), fetchedAt: null },
    });
  }
  const began = performance.now();
  outbox.start();
  while (outbox.open().length > 0) await new Promise(resolve => setTimeout(resolve, 20));
  const seconds = (performance.now() - began) / 1000;
  await outbox.stop();
  await server.close();
  close();
  return Math.round(seconds * 100) / 100;
}

try {
  const [accept, raw, json] = [acceptTimes(), rawTimes(), jsonTimes()];
  const figures = {
    accept_p50_ms: percentile(accept, 0.5),
    accept_p95_ms: percentile(accept, 0.95),
    accept_p99_ms: percentile(accept, 0.99),
    pick_none_waiting_p50_ms: percentile(pickTimes(0), 0.5),
    pick_1000_waiting_p50_ms: percentile(pickTimes(1000), 0.5),
    peer_bare_insert_p95_ms: percentile(raw, 0.95),
    peer_json_file_p95_ms: percentile(json, 0.95),
    drain_500_s: await realDrain(),
    drain_500_at_1000_an_hour: await quotaDrain(queued, 1000),
    drain_500_at_100_an_hour: await quotaDrain(queued, 100),
    requests_per_delivery: await requestsPerDelivery(10 * 60_000),
    requests_per_fresh_delivery: await requestsPerDelivery(5_000),
  };
  console.log(values.json ? JSON.stringify(figures) : figures);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
