/**
 * The demo API as a process: `node test/support/servers/sandbox-server.ts [--file PATH] [--count N] [--limit N]`. Prints one line of JSON, `{"event":"ready","url":…,"key":…}`, and runs until its
 * standard input ends or it is told to stop.
 */
import { parseArgs } from 'node:util';
import { startSandbox } from '../../../main/sandbox/sandbox.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    count: { type: 'string', default: '500' },
    limit: { type: 'string', default: '5000' },
  },
});
const sandbox = await startSandbox({
  file: values.file ?? null,
  count: Number(values.count),
  limit: () => Number(values.limit),
});
console.log(JSON.stringify({ event: 'ready', url: sandbox.url, key: sandbox.key }));
const stop = async (): Promise<void> => {
  await sandbox.close();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.stdin.on('end', stop).resume();
