/**
 * `npm run recordings -- [--json] [--dir DIR]`: replays recorded exchanges of the deployed revisions against our stand-in
 * for them. Prints how many there were and every difference.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runRecordings } from './run.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, dir: { type: 'string' } } });
const { exchanges, sandbox } = await runRecordings(values.dir ?? join(import.meta.dirname, 'pack'));
for (const line of sandbox) console.error(line);
const figures = { exchanges, sandbox_mismatches: sandbox.length };
console.log(
  values.json ? JSON.stringify(figures) : `${exchanges} exchanges, ${sandbox.length} of them differ`,
);
process.exitCode = sandbox.length === 0 ? 0 : 1;
