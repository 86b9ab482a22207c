import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchOptions } from '../../../script/setup/options.mjs';
import { commandLine } from '../../support/proof/command-line.ts';
import { exhaustive } from './exhaustive.ts';
import { makePack } from './make-pack/make-pack.ts';
import { writePack } from './make-pack/write-pack.ts';
import { loadPack } from './pack/load-pack.ts';
import { packLine, packTable } from './pack/report-pack.ts';
import { measurePack } from './pack/run-pack.ts';
import { type Line, picture } from './picture.ts';
import { table } from './report.ts';
import { measure, type Run } from './run.ts';

/**
 * `--size N` rows (100,000), `--peers` beside the libraries one would take instead, `--unseen` with typos nothing was tuned
 * to (`--seed N`), `--json` one line for machines, `--picture` draws all sizes into assets/ (some ten minutes).
 *
 * `--pack DIR` types the texts of a folder with `rows.jsonl`, `queries.jsonl` and `letters.jsonl` instead (`load-pack.ts`):
 * `--kinds` scores each kind besides each group, `--missed` lists the texts whose rows were not found. `--make-pack DIR`
 * makes such a folder (`--seed N`, `--size N`). With `--peers` an exhaustive ranker by edit distance answers too.
 */
const { values } = commandLine('bench -- search', benchOptions.search);

// Packages of their own (test/bench/package.json), which `npm run bench` installs when it is asked for them.
const peers = values.peers || values.picture ? (await import('./peers.ts')).peers : null;
if (values.pack !== undefined) printPack(values.pack);
else if (values['make-pack'] !== undefined)
  writePack(values['make-pack'], makePack(Number(values.seed), Number(values.size)));
else if (values.picture) draw();
else print();

function printPack(folder: string): void {
  const pack = loadPack(folder);
  if (pack.ok) {
    const run = measurePack(pack.value, peers === null ? null : [...peers, exhaustive]);
    console.log((values.json ? packLine : packTable)(run, values, pack.value));
    return;
  }
  const { file, line, at, expected } = pack.failure;
  console.error(
    `--pack: ${file}${line > 0 ? `, line ${line}` : ''}${at === '' ? '' : `, ${at}`}: expected ${expected}`,
  );
  process.exitCode = 1;
}

function print(): void {
  const run = measure({
    size: Number(values.size),
    peers,
    unseen: values.unseen ? Number(values.seed) : null,
  });
  console.log(values.json ? JSON.stringify(run) : table(run));
}

/** Peers up to 100,000 rows: beyond, some of them take gigabytes and hours. */
function draw(): void {
  const sizes = [1000, 10_000, 100_000, 1_000_000];
  const runs = sizes.map((size): Run => {
    const run = measure({ size, peers: size <= 100_000 ? peers : null, unseen: null });
    console.error(table(run));
    return run;
  });
  const figuresOf = (run: Run, name: string) => [run, ...(run.peers ?? [])].find(one => one.name === name);
  const withPeers = runs.filter(run => run.peers !== null).at(-1);
  const of = (name: string): Line => ({
    name,
    typos: (withPeers && figuresOf(withPeers, name)?.recall5_typo) ?? 0,
    points: runs.flatMap(run => {
      const figures = figuresOf(run, name);
      return figures === undefined ? [] : [{ size: run.size, ms: figures.p95_ms }];
    }),
  });
  const names = ['ours', ...(runs[0]?.peers ?? []).map(peer => peer.name)];
  const file = join(import.meta.dirname, '../../../assets/search-latency.svg');
  writeFileSync(file, picture(names.map(of)));
  console.log(file);
}
