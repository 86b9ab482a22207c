/**
 * Writes as the program does: each message from its parent is a round of lines on both outputs, answered with how many
 * were written so far.
 */
import { createLog } from '../../../main/log/log.ts';
import { outliveOutput } from '../../../main/log/output.ts';

outliveOutput();
const log = createLog([line => process.stderr.write(`${line}\n`)], Date.now);
let written = 0;
process.on('message', async () => {
  for (let line = 0; line < 100; line += 1) {
    log.warn('call unknown');
    process.stdout.write('a line\n');
    written += 1;
  }
  // Errors of the streams come in the turns that follow.
  await new Promise(resolve => setImmediate(resolve));
  process.send?.(written);
});
process.send?.(written);
