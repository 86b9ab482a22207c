import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

describe('an output that cannot be written to does not end the program', () => {
  /** A process that logs, with this for both its outputs. */
  const child = (output: 'pipe' | number) => {
    const program = join(import.meta.dirname, '../../support/children/writing-child.ts');
    const writing = spawn(process.execPath, [program], { stdio: ['ignore', output, output, 'ipc'] });
    onTestFinished(() => void writing.kill());
    const round = async (): Promise<unknown> => {
      writing.send('write');
      const [said] = await Promise.race([once(writing, 'message'), once(writing, 'exit')]);
      return said;
    };
    return { writing, round };
  };

  test('a reader that is gone', async () => {
    const { writing, round } = child('pipe');
    await once(writing, 'message');
    writing.stdout?.destroy();
    writing.stderr?.destroy();
    expect([await round(), await round(), await round()]).toEqual([100, 200, 300]);
  });

  test.runIf(process.platform === 'linux')('a full disk', async () => {
    const { writing, round } = child(openSync('/dev/full', 'w'));
    await once(writing, 'message');
    expect([await round(), await round(), await round()]).toEqual([100, 200, 300]);
  });
});
