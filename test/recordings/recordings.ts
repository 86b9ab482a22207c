/**
 * `npm run recordings -- [--json] [--dir DIR]`: replays recorded exchanges of the deployed revisions against our stand-in
 * for them, and reads every recorded answer as the program does. Prints how many there were, and each difference between the
 * stand-in and the recording, and between our reading and what is true.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { leftOut } from './left-out.ts';
import { runRecordings } from './run.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, dir: { type: 'string' } } });
const { exchanges, sandbox, client } = await runRecordings(values.dir ?? join(import.meta.dirname, 'pack'));
for (const line of sandbox) console.error(`the stand-in: ${line}`);
for (const line of client) console.error(`our reading: ${line}`);
if (values.json) {
  console.log(
    JSON.stringify({ exchanges, sandbox_mismatches: sandbox.length, client_mismatches: client.length }),
  );
} else {
  for (const [what, why] of leftOut) console.log(`left out: ${what} (${why})`);
  console.log(
    `${exchanges} exchanges, ${sandbox.length} mismatches of the stand-in, ${client.length} of our reading`,
  );
}
process.exitCode = sandbox.length + client.length === 0 ? 0 : 1;
