import { commandLine } from '../support/proof/command-line.ts';
import { catchControls } from './controls.ts';
import { live } from './life.ts';

/** How many lives a control may pass unnoticed before it counts as not caught. */
const controlLives = 500;

const { values, count } = commandLine('simulate', {
  seeds: { type: 'string', default: '2000', least: 1 },
  from: { type: 'string', default: '1', least: 1 },
  json: { type: 'boolean', default: false },
});
const seeds = count('seeds');
const from = count('from');

const began = performance.now();
const faults: Record<string, number> = {};
const seen = new Set<string>();
const crashed = new Set<string>();
const broken: { readonly seed: number; readonly violation: string }[] = [];
let [violations, steps, requests, delivered, restamps] = [0, 0, 0, 0, 0];

for (let seed = from; seed < from + seeds; seed += 1) {
  const life = await live(seed);
  violations += life.violations.length;
  const [violation] = life.violations;
  if (violation !== undefined && broken.length < 20) broken.push({ seed, violation });
  for (const [fault, count] of Object.entries(life.faults)) faults[fault] = (faults[fault] ?? 0) + count;
  for (const point of life.pointsSeen) seen.add(point);
  for (const point of life.pointsCrashed) crashed.add(point);
  steps += life.steps;
  requests += life.requests;
  delivered += life.delivered;
  restamps += life.restamps;
  if (!values.json && seed % 500 === 0) process.stderr.write(`${seed}\n`);
}
const controls = await catchControls(controlLives);

const figures = {
  seeds,
  violations,
  steps,
  requests,
  delivered,
  needless_restamps: restamps,
  crash_points_covered: crashed.size,
  crash_points_total: seen.size,
  crash_points_missed: [...seen].filter(point => !crashed.has(point)).sort(),
  controls_caught: controls.filter(({ seed }) => seed !== null).length,
  controls_total: controls.length,
  controls,
  faults,
  broken,
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode = violations === 0 && figures.controls_caught === controls.length ? 0 : 1;
