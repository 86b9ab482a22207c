import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runRecordings } from '../../recordings/run.ts';

test('every recorded request is answered as the real server did, and what we make of each answer is true', {
  timeout: 120_000,
}, async () => {
  const { exchanges, sandbox, client } = await runRecordings(
    join(import.meta.dirname, '..', '..', 'recordings', 'pack'),
  );
  expect(sandbox).toEqual([]);
  expect(client).toEqual([]);
  expect(exchanges).toBe(1_135);
});
