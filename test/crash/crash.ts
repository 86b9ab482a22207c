import { parseArgs } from 'node:util';
import { crashRun } from './crash-run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const figures = await crashRun(Number(values.kills), Number(values.seed));
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode =
  figures.lost + figures.out_of_order + figures.duplicates_unexplained + figures.wrong_final === 0 ? 0 : 1;
