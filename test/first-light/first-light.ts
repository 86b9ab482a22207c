import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAt } from '../conformance/case.ts';
import type { Outcome } from '../conformance/run.ts';
import { commandLine, endWith } from '../support/proof/command-line.ts';
import { type Host, hosts } from './hosts.ts';
import { describeMachine } from './machine.ts';
import { pageOf } from './page.ts';
import { identityHere, redactAll, redactor } from './redact.ts';
import { type Report, reportOf } from './report.ts';
import { smokeOutcomes } from './smoke.ts';
import { photographStates } from './states.ts';

/**
 * First light: conformance, smoke and a picture of every state, at Electron itself or at the stand-in, as one report to pass on:
 * `report.json` and `report.html` in `--out`. `npm run first-light` sets up before. `--json` prints one line:
 * `host, version, cases, failed, skipped, report`. Ends with 1 when a case failed.
 */
const { values } = commandLine('first-light', {
  host: { type: 'string', default: 'electron' },
  out: { type: 'string', default: 'first-light' },
  json: { type: 'boolean', default: false },
});
const host = hosts[values.host] ?? endWith(`There is no host "${values.host}": electron or stand-in.`);
const root = join(import.meta.dirname, '..', '..');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs a program of the project on this Node; what it prints is for whoever watches. Resolves to its exit code. */
const run = (args: readonly string[]): Promise<number | null> =>
  new Promise(resolve => {
    spawn(process.execPath, args, { cwd: root, stdio: ['ignore', process.stderr, process.stderr] })
      .once('error', () => resolve(null))
      .once('close', resolve);
  });

const unread = (area: string, code: number | null): Outcome => ({
  area,
  says: 'it runs to its end',
  from: `test/${area}`,
  outcome: 'failed',
  expected: 'a report',
  observed: `it ended with ${code} and reported nothing`,
});

/** What a part of the tests reported in a file, or that it did not. */
async function reported<Kept>(
  area: string,
  args: readonly string[],
  file: string,
  read: (json: unknown) => Kept,
): Promise<Kept | readonly [Outcome]> {
  await rm(file, { force: true });
  const code = await run(args);
  try {
    return read(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [unread(area, code)];
  }
}

async function conformance(folder: string): Promise<readonly Outcome[]> {
  say('Conformance …');
  const file = join(folder, 'conformance.json');
  const args = ['--disable-warning=ExperimentalWarning', 'test/conformance/conformance.ts'];
  return reported('conformance', [...args, '--host', values.host, '--report', file], file, json => {
    const { outcomes } = json as { outcomes: readonly Outcome[] };
    return outcomes;
  });
}

async function smoke(folder: string): Promise<readonly Outcome[]> {
  if (!host.smokes)
    return [
      {
        area: 'smoke',
        says: 'the suite',
        from: 'test/smoke',
        outcome: 'skipped',
        why: 'it drives Electron itself',
      },
    ];
  say('Smoke …');
  const file = join(folder, 'smoke.json');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'smoke',
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  return reported('smoke', args, file, json => smokeOutcomes(json, 'the suite says when it cannot run'));
}

async function look(host: Host) {
  say('Every state, in light and dark …');
  const opened = await host.open();
  try {
    return { ...(await photographStates(opened.studio)), engine: opened.engine() };
  } finally {
    await opened.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'raze-first-light-'));
try {
  const outcomes = [...(await conformance(folder)), ...(await smoke(folder))];
  const { outcomes: states, pictures, engine } = await look(host);
  const { version } = JSON.parse(
    await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const whole = reportOf(
    {
      host: values.host,
      version: engine.Electron || version,
      at: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      readAt,
      machine: describeMachine(engine),
    },
    [...outcomes, ...states],
  );
  const report = redactAll(whole, redactor(identityHere(root))) as Report;
  await mkdir(values.out, { recursive: true });
  const page = join(values.out, 'report.html');
  await writeFile(join(values.out, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeFile(page, pageOf(report, pictures));
  const { cases, failed, skipped } = report;
  const figures = {
    host: report.host,
    version: report.version,
    cases,
    failed,
    skipped,
    report: page,
  };
  if (values.json) console.log(JSON.stringify(figures));
  else console.log(`${cases} cases, ${failed} failed, ${skipped} skipped: ${figures.report}`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
