/**
 * One measurement in a process of its own, bundled as the product is: `child.mjs load URL KEY DB`, `child.mjs
 * start DB` or `child.mjs rows DB`. Prints one line of JSON.
 */
import type { LaneId } from '../../../main/contract/model.ts';
import type { LightRow } from '../../../main/contract/row-store.ts';
import { createDirectory } from '../../../main/raze/directory/directory.ts';
import { createHttp } from '../../../main/raze/http/http.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createIndexFile } from '../../../main/store/opportunities/index-file.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { systemClock } from '../../../main/usecase/clock.ts';
import { createIndexKeeper } from '../../../main/usecase/index-keeper.ts';

const [what = '', ...words] = process.argv.slice(2);

function open(path: string): { readonly db: Database; readonly lane: LaneId } {
  const db = openDatabase(path);
  return { db, lane: createLaneRows(db, Date.now).forKey('bench', 'k').id };
}

const cpuSeconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** The first load over real HTTP into SQLite; the catalogue is filled beside it, as in the app. */
async function load(url: string, key: string, path: string): Promise<object> {
  const { db, lane } = open(path);
  const store = openRowStore(db, lane);
  const began = performance.now();
  const cpu = process.cpuUsage();
  let firstRowMs: number | null = null;
  const directory = createDirectory({
    store,
    clock: systemClock,
    elapsedSince: () => 0,
    http: createHttp(),
    connection: () => ({ baseUrl: url, key, dialect: 'documented' }),
    permit: () => true,
    askLeave: () => null,
    observe: () => {},
    listener: {
      changed: () => {
        firstRowMs ??= performance.now() - began;
      },
      viewed() {},
      pipelines() {},
      dialect() {},
      mayRead() {},
    },
  });
  const result = await directory.refresh();
  if (!result.ok) throw new Error(result.failure.code);
  const seconds = (performance.now() - began) / 1000;
  const cpuS = cpuSeconds(cpu);
  const rows = [...store.rows()].map(row => row.whole());
  const writing = performance.now();
  const again = openRowStore(db, createLaneRows(db, Date.now).forKey('bench', 'again').id);
  for (let at = 0; at < rows.length; at += 100) again.keep({ upsert: rows.slice(at, at + 100), note: '{}' });
  const rowsPerSecond = rows.length / ((performance.now() - writing) / 1000);
  db.close();
  return { rows: rows.length, seconds, cpuS, firstRowMs, rowsPerSecond };
}

/** Whatever is done in one task keeps the process from everything else: the longest since, in milliseconds. */
function watchTasks(): () => number {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) setImmediate(look);
  };
  setImmediate(look);
  return () => {
    watching = false;
    return longest;
  };
}

function keeperOf(path: string) {
  const { db, lane } = open(path);
  const rowStore = openRowStore(db, lane);
  const catalogue = createCatalogue<LightRow>();
  const file = createIndexFile(`${path}.index`, 'bench');
  const keeper = createIndexKeeper({ lane, rowStore, catalogue, file, clock: systemClock });
  return { db, rowStore, catalogue, keeper };
}

/**
 * The start of the app as far as search is concerned: file opened, rows read, every one of them searchable. The first
 * start finds no index and leaves one, as the app does when it quits.
 */
async function start(path: string): Promise<object> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { db, catalogue, keeper } = keeperOf(path);
  const rowsMs = performance.now() - began;
  const longest = watchTasks();
  await keeper.fill();
  const startMs = performance.now() - began;
  const taskMs = longest();
  const cpuS = cpuSeconds(cpu);
  // V8 gives memory back when it has been idle for some seconds.
  await new Promise(resolve => setTimeout(resolve, 12_000));
  const rssMb = process.memoryUsage().rss / 1e6;
  const found = catalogue.find('joao silva', 5).total;
  const saving = performance.now();
  const longestOfSaving = watchTasks();
  await keeper.save();
  const saveMs = performance.now() - saving;
  const saveTaskMs = longestOfSaving();
  keeper.leave();
  db.close();
  return { rows: catalogue.size, rowsMs, startMs, taskMs, cpuS, rssMb, found, saveMs, saveTaskMs };
}

/** The peer: a row of SQL for each opportunity, as objects. */
function rows(path: string): object {
  const { db, lane } = open(path);
  const rowStore = openRowStore(db, lane);
  db.exec(`CREATE TABLE peer (id TEXT PRIMARY KEY, name TEXT, company TEXT, email TEXT, phone TEXT, position TEXT,
    owner TEXT, pipeline TEXT, stage TEXT, value REAL, currency TEXT, created INTEGER, updated INTEGER, won INTEGER,
    lost INTEGER) STRICT`);
  const insert = db.prepare('INSERT INTO peer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const wholes = [...rowStore.rows()].map(row => row.whole());
  const writing = performance.now();
  for (let at = 0; at < wholes.length; at += 100) {
    db.transaction(() => {
      for (const o of wholes.slice(at, at + 100)) {
        insert.run(
          o.id,
          o.name,
          o.company,
          o.email,
          o.phone,
          o.position,
          o.owner,
          o.pipeline,
          o.stage.id,
          o.value,
          o.currency,
          o.createdAt,
          o.updatedAt,
          o.wonAt,
          o.lostAt,
        );
      }
    });
  }
  const rowsPerSecond = wholes.length / ((performance.now() - writing) / 1000);
  const reading = performance.now();
  const count = db.prepare('SELECT * FROM peer').all().length;
  const rowsMs = performance.now() - reading;
  db.close();
  return { rows: count, rowsMs, rowsPerSecond };
}

const [first = '', second = '', third = ''] = words;
const figures =
  what === 'load' ? await load(first, second, third) : what === 'start' ? await start(first) : rows(first);
console.log(JSON.stringify(figures));
