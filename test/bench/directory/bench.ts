/**
 * What the directory costs: `npm run bench -- directory [--json] [--rows 100000]`. Requests are counted on a
 * clock of their own against the demo API; times and memory are measured in processes of their own, bundled
 * as the product is. Takes about a minute and a half.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { build } from 'vite';
import { parseJson } from '../../../main/contract/parse.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { benchOptions } from '../../../script/setup/options.mjs';
import { commandLine } from '../../support/proof/command-line.ts';
import { countRequests, type Requests } from './requests.ts';

const { values } = commandLine('bench -- directory', benchOptions.directory);
const rows = Number(values.rows);
const plans = { free: 100, pro: 1_000, business: 5_000 };
const folder = await mkdtemp(join(tmpdir(), 'raze-bench-'));

const loaded = v.object({
  rows: v.number(),
  seconds: v.number(),
  cpuS: v.number(),
  firstRowMs: v.number(),
  rowsPerSecond: v.number(),
});
const started = v.object({
  rows: v.number(),
  rowsMs: v.number(),
  startMs: v.number(),
  taskMs: v.number(),
  cpuS: v.number(),
  rssMb: v.number(),
  saveMs: v.number(),
  saveTaskMs: v.number(),
});
const peer = v.object({ rowsMs: v.number(), rowsPerSecond: v.number() });

async function bundle(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      target: 'node24',
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'child.mjs', format: 'es' } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'child.mjs');
}

async function run<S extends v.GenericSchema>(
  schema: S,
  words: readonly string[],
): Promise<v.InferOutput<S>> {
  const child = spawn(process.execPath, [...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => ['']),
  ]);
  const parsed = parseJson(schema, line);
  if (!parsed.ok) throw new Error(`The measurement gave no ${parsed.failure.at || 'figures'}`);
  return parsed.value;
}

/** The demo API in a process of its own, so that its work is not ours. */
async function serve(count: number) {
  const program = join(import.meta.dirname, '../../support/servers/sandbox-server.ts');
  const options = ['--count', String(count), '--limit', '1000000000'];
  const child = spawn(process.execPath, [program, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const ready = parseJson(v.object({ url: v.string(), key: v.string() }), line);
  if (!ready.ok) throw new Error('The demo API did not start');
  return { ...ready.value, stop: () => child.stdin.end() };
}

async function count(size: number, limit: number): Promise<Requests> {
  const db = openDatabase(join(folder, `requests-${size}-${limit}.db`));
  const lane = createLaneRows(db, Date.now).forKey('bench', 'k').id;
  const figures = await countRequests(size, limit, openRowStore(db, lane));
  db.close();
  return figures;
}

try {
  const child = await bundle();
  const server = await serve(rows);
  const db = join(folder, 'bench.db');
  const load = await run(loaded, [child, 'load', server.url, server.key, db]);
  server.stop();
  const first = await run(started, [child, 'start', db]);
  const start = await run(started, [child, 'start', db]);
  const sql = await run(peer, [child, 'rows', db]);
  const requests: Requests[] = [];
  for (const size of [1_000, 10_000, rows]) {
    for (const limit of Object.values(plans)) requests.push(await count(size, limit));
  }
  const figures = {
    idle_requests: Math.max(...requests.map(one => one.refresh)),
    load_100k_cpu_s: round(load.cpuS, 2),
    start_100k_ms: round(start.startMs, 0),
    rss_100k_mb: round(start.rssMb, 0),
    start_task_ms: round(start.taskMs, 1),
    start_without_index_ms: round(first.startMs, 0),
    rss_without_index_mb: round(first.rssMb, 0),
    save_index_ms: round(first.saveMs, 0),
    save_task_ms: round(first.saveTaskMs, 1),
    rows,
    first_row_ms: round(load.firstRowMs, 0),
    rows_per_s: round(load.rowsPerSecond, 0),
    rows_per_s_sql: round(sql.rowsPerSecond, 0),
    read_rows_ms: round(start.rowsMs, 0),
    read_rows_ms_sql: round(sql.rowsMs, 0),
    start_cpu_s: round(start.cpuS, 2),
    requests: requests.map(one => ({
      rows: one.rows,
      plan: one.limit,
      first_load: one.firstLoad,
      first_load_hours: round(one.hours, 1),
      refresh: one.refresh,
      idle_hour: round(one.idleHour, 1),
    })),
  };
  if (values.json) console.log(JSON.stringify(figures));
  else print(figures);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function print({
  requests,
  ...figures
}: Readonly<Record<string, unknown>> & { readonly requests: object }): void {
  console.table(figures);
  console.table(requests);
}
