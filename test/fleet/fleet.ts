import { commandLine } from '../support/proof/command-line.ts';
import { fleetFigures } from './figures.ts';

const { values, count } = commandLine('fleet', {
  clients: { type: 'string', default: '1000', least: 1 },
  json: { type: 'boolean', default: false },
});

const began = performance.now();
const measured = await fleetFigures(count('clients'));
const figures = { ...measured, seconds: Math.round((performance.now() - began) / 1000) };
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode = figures.peak_over_mean <= 3 ? 0 : 1;
