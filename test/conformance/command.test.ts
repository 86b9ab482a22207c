import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the command ends with 0 where every case was held, and says nothing but its line of figures', async () => {
  const command = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'conformance.ts')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...command, '--json']);
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toEqual([expect.stringMatching(/^\{"host":"stand-in",.*"failed":0,/), '']);
});
