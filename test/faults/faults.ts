import { parseArgs } from 'node:util';
import { damagedFiles } from './damage.ts';
import { diskFaults } from './disk.ts';
import { hintFaults } from './hints.ts';
import { networkFaults } from './network.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
  },
});

const began = performance.now();
const [network, hints, disk, damage] = [
  await networkFaults(),
  await hintFaults(),
  await diskFaults(),
  await damagedFiles(Number(values.files)),
];
const violations = [...network.violations, ...hints.violations, ...disk.violations, ...damage.violations];
const figures = {
  cases: network.cases + hints.cases + disk.cases + damage.cases,
  violations: violations.length,
  network: network.cases,
  hints: hints.cases,
  disk: disk.cases,
  real_full_disk: disk.realDisk,
  damaged_files: damage.cases,
  set_aside: damage.setAside,
  rows_salvaged: damage.salvaged,
  found: violations,
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode = violations.length === 0 ? 0 : 1;
