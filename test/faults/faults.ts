import { commandLine } from '../support/proof/command-line.ts';
import { damagedFiles } from './damage.ts';
import { diskFaults } from './disk.ts';
import { filePortFaults } from './file-port.ts';
import { hintFaults } from './hints.ts';
import { networkFaults } from './network.ts';

const { values, count } = commandLine('faults', {
  files: { type: 'string', default: '2000', least: 1 },
  json: { type: 'boolean', default: false },
});

const began = performance.now();
const [network, hints, disk, files, damage] = [
  await networkFaults(),
  await hintFaults(),
  await diskFaults(),
  await filePortFaults(5),
  await damagedFiles(count('files')),
];
const all = [network, hints, disk, files, damage];
const violations = all.flatMap(one => one.violations);
const figures = {
  cases: all.reduce((sum, one) => sum + one.cases, 0),
  violations: violations.length,
  network: network.cases,
  hints: hints.cases,
  disk: disk.cases,
  real_full_disk: disk.realDisk,
  file_calls: files.cases,
  damaged_files: damage.cases,
  set_aside: damage.setAside,
  rows_salvaged: damage.salvaged,
  found: violations,
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode = violations.length === 0 ? 0 : 1;
