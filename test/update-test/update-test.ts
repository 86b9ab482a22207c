import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandLine, endWith } from '../support/proof/command-line.ts';
import { listName } from './feed.ts';

const { values } = commandLine('update-test', {
  built: { type: 'boolean', default: false },
  release: { type: 'string', default: '' },
  json: { type: 'boolean', default: false },
});
if (process.platform !== 'linux') endWith('These cases are those of an AppImage: they run on Linux.', 0);

const list = join(resolve(values.release), listName('latest'));
if (values.release !== '' && !existsSync(list)) endWith(`No release is there: ${list} is missing.`);

// Its own processes read it too.
if (values.built) process.env.UPDATER = join(import.meta.dirname, '../../dist/updater/updater.js');
// Only now: what they import waits for the stand-in of Electron.
const { runCase } = await import('./case.ts');
const { findingCases } = await import('./finding.ts');
const { bringingCases, fullDiskCases } = await import('./bringing.ts');
const { placingCases } = await import('./placing.ts');
const { withdrawingCases } = await import('./withdrawing.ts');
const { releasedCase } = await import('./released.ts');

const began = performance.now();
const onFullDisk = values.release === '' ? fullDiskCases() : [];
const cases =
  values.release === ''
    ? [...findingCases, ...bringingCases, ...onFullDisk, ...placingCases, ...withdrawingCases]
    : [releasedCase(resolve(values.release))];
const found: string[] = [];
let failed = 0;
for (const one of cases) {
  const violations = await runCase(one);
  found.push(...violations);
  if (violations.length > 0) failed += 1;
}
const figures = {
  cases: cases.length,
  failed,
  real_full_disk: onFullDisk.length > 0,
  found,
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(values.json ? JSON.stringify(figures) : figures);
// Connections that a case left open are nobody's.
process.exit(failed === 0 ? 0 : 1);
