/**
 * `npm run recordings -- [--json] [--dir DIR]`: replays recorded exchanges of the deployed revisions against our stand-in
 * for them, and reads every recorded answer as the program does. Prints how many there were, and each difference between the
 * stand-in and the recording, and between our reading and what is true. Without `--dir` every case of the published
 * documentation is one more, with the demo server in the stand-in's place.
 */
import { join } from 'node:path';
import { UnusablePack } from '../deployed/seed.ts';
import { commandLine, endWith } from '../support/proof/command-line.ts';
import { runDocumented } from './documented/run.ts';
import { leftOut } from './left-out.ts';
import { runRecordings } from './run.ts';

const { values } = commandLine('recordings', { json: { type: 'boolean' }, dir: { type: 'string' } });
const recorded = await runRecordings(values.dir ?? join(import.meta.dirname, 'pack')).catch(error =>
  error instanceof UnusablePack ? endWith(error.message) : Promise.reject(error),
);
// Of the documented dialect nothing could be recorded: its published pages stand for that.
const documented = values.dir === undefined ? await runDocumented() : { cases: 0, sandbox: [], client: [] };
const sandbox = [...recorded.sandbox, ...documented.sandbox];
const client = [...recorded.client, ...documented.client];
for (const line of sandbox) console.error(`the stand-in: ${line}`);
for (const line of client) console.error(`our reading: ${line}`);
if (values.json) {
  const { exchanges } = recorded;
  const mismatches = { sandbox_mismatches: sandbox.length, client_mismatches: client.length };
  console.log(JSON.stringify({ exchanges, documented_cases: documented.cases, ...mismatches }));
} else {
  for (const [what, why] of leftOut) console.log(`left out: ${what} (${why})`);
  console.log(
    `${recorded.exchanges} exchanges and ${documented.cases} cases of the documentation: ${sandbox.length} mismatches of ` +
      `the stand-in, ${client.length} of our reading`,
  );
}
process.exitCode = sandbox.length + client.length === 0 ? 0 : 1;
