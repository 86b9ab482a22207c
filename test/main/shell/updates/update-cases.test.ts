import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const command = join(import.meta.dirname, '..', '..', '..', 'update-test', 'update-test.ts');

test.runIf(process.platform === 'linux')(
  'a newer version comes whole or not at all, whatever the feed does',
  { timeout: 120_000 },
  () => {
    const { stdout } = spawnSync(process.execPath, [command, '--json'], { encoding: 'utf8' });
    const { cases, found } = JSON.parse(stdout);
    expect(found).toEqual([]);
    expect(cases).toBeGreaterThan(67);
  },
);
