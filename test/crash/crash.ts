import { commandLine } from '../support/proof/command-line.ts';
import { crashRun } from './crash-run.ts';

const { values, count } = commandLine('crash', {
  kills: { type: 'string', default: '50', least: 1 },
  seed: { type: 'string', default: '1', least: 1 },
  json: { type: 'boolean', default: false },
});

const figures = await crashRun(count('kills'), count('seed'));
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode =
  figures.lost + figures.out_of_order + figures.duplicates_unexplained + figures.wrong_final === 0 ? 0 : 1;
