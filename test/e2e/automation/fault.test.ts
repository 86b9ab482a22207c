import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCommandIn } from './command.ts';

/** Faults of a command, each as what its first output runs into. */
const faults = {
  'a rejection that nobody handles': `throw new Error('a fault')`,
  'an exception that nobody catches': `setImmediate(() => { throw new Error('a fault') })`,
};

test.each(Object.entries(faults))('a command ends with 70 at %s', async (_, fault) => {
  const folder = await mkdtemp(join(tmpdir(), 'raze-fault-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = encodeURIComponent(`process.stdout.write = () => { ${fault} }`);
  const { code } = await runCommandIn(folder, ['--help'], {
    NODE_OPTIONS: `--import=data:text/javascript,${first}`,
  });
  expect(code).toBe(70);
});
