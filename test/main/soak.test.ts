import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { SoakFigures } from '../soak/soak-run.ts';

// The short form; `npm run soak -- --json` is the long one. In a process of its own: what is open in it is counted.

test('three working days lose nothing, leave nothing open and show what the server holds', {
  timeout: 180_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '../soak/soak.ts'),
    '--json',
    ...['--days', '3', '--rows', '200'],
  ]).catch((error: { readonly stdout: string }) => error);
  const figures = JSON.parse(stdout) as SoakFigures;
  expect(figures).toMatchObject({ days: 3, handles_growth: 0, lost: 0, found: [], stale: 0 });
  expect(figures.accepted).toBeGreaterThan(100);
});
