import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLightOptions } from '../../script/setup/options.mjs';
import { readAt } from '../conformance/case.ts';
import type { Outcome } from '../conformance/run.ts';
import { commandLine, endWith } from '../support/proof/command-line.ts';
import { hosts } from './hosts.ts';
import { describeMachine } from './machine.ts';
import { pageOf } from './page.ts';
import { conformance, look, smoke } from './parts.ts';
import { identityHere, redactAll, redactor } from './redact.ts';
import { type Report, reportOf } from './report.ts';

/**
 * First light: conformance, smoke and a picture of every state, at Electron itself or at the stand-in, as one report to pass on:
 * `report.json` and `report.html` in `--out`. `npm run first-light` sets up before. `--json` prints one line:
 * `host, version, cases, failed, skipped, report`. Ends with 1 when a case failed.
 */
const { values } = commandLine('first-light', firstLightOptions);
const { host: name } = values;
const host = hosts[name] ?? endWith(`There is no host "${name}": electron or stand-in.`, 64);
const root = join(import.meta.dirname, '..', '..');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const noSmoke: Outcome = {
  area: 'smoke',
  says: 'the suites',
  from: 'test/smoke',
  outcome: 'skipped',
  why: 'they drive Electron itself',
};

const folder = await mkdtemp(join(tmpdir(), 'raze-first-light-'));
try {
  say('Conformance …');
  const claims = await conformance(name, folder);
  say('Smoke …');
  const paths = host.smokes ? await smoke(folder) : [noSmoke];
  say('Every state, in light and dark …');
  const looked = await look(name, folder);
  const {
    outcomes: states,
    pictures,
    engine,
  } = 'pictures' in looked
    ? looked
    : { outcomes: [looked], pictures: [], engine: {} as Record<string, string> };

  const { version } = JSON.parse(
    await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as {
    version: string;
  };
  const whole = reportOf(
    {
      host: name,
      version: engine.Electron || version,
      at: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      readAt,
      machine: describeMachine(engine),
    },
    [...claims, ...paths, ...states],
  );
  const report = redactAll(whole, redactor(identityHere(root))) as Report;
  await mkdir(values.out, { recursive: true });
  const page = join(values.out, 'report.html');
  await writeFile(join(values.out, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeFile(page, pageOf(report, pictures));
  const { cases, failed, skipped } = report;
  const figures = { host: report.host, version: report.version, cases, failed, skipped, report: page };
  console.log(
    values.json ? JSON.stringify(figures) : `${cases} cases, ${failed} failed, ${skipped} skipped: ${page}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
