import { parseArgs } from 'node:util';
import { table } from './report.ts';
import { measure } from './run.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    unseen: { type: 'boolean', default: false },
    seed: { type: 'string', default: '4711' },
  },
});

const size = Number(values.size);
if (!Number.isInteger(size) || size < 24) throw new Error('--size needs a whole number from 24 on');

const run = measure({ size, peers: values.peers, unseen: values.unseen ? Number(values.seed) : null });
console.log(values.json ? JSON.stringify(run) : table(run));
