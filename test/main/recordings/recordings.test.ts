import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runRecordings } from '../../recordings/run.ts';

test('the stand-in for the deployed revisions answers every recorded request as the real server did', {
  timeout: 120_000,
}, async () => {
  const { exchanges, sandbox } = await runRecordings(
    join(import.meta.dirname, '..', '..', 'recordings', 'pack'),
  );
  expect(sandbox).toEqual([]);
  expect(exchanges).toBe(1_135);
});
