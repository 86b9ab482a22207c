import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../main/log.ts';

const logged = (secrets: readonly string[], write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = [];
  write(
    createLog(
      line => lines.push(line),
      () => 0,
      () => secrets,
    ),
  );
  return lines.join('\n');
};

test('a line says when, how bad, what and the facts', () =>
  expect(logged([], log => log.warn('sent', { status: 500, retry: true }))).toBe(
    '1970-01-01T00:00:00.000Z warn sent status=500 retry=true',
  ));

test('what looks like a key is masked, wherever it stands', () =>
  expect(logged([], log => log.info('oops gr_live_abc', { at: 'x lr_test_Z-9_ y' }))).not.toMatch(/abc|Z-9/));

test('no secret that the logger knows ever reaches the sink', () => {
  const secret = fc.string({ minLength: 8, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(secret, fc.string(), (key, around) => {
      const line = logged([key], log => log.info('event', { text: `${around}${key}${around}` }));
      return !line.slice('1970-01-01T00:00:00.000Z info event text='.length).includes(key);
    }),
  );
});

describe('an output that cannot be written to does not end the program', () => {
  /** A process that logs, with this for both its outputs. */
  const child = (output: 'pipe' | number) => {
    const program = join(import.meta.dirname, '../support/writing-child.ts');
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
