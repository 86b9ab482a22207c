import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLogFile } from '../../../main/log/log-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const line = 'x'.repeat(9_999);

describe('the log’s files', () => {
  test('are in a folder that is made, hold what is written at once, and go on after a restart', () => {
    const folder = join(tempFolder(), 'data', 'logs');
    openLogFile(folder)('one');
    openLogFile(folder)('two');
    expect(readFileSync(join(folder, 'main.log'), 'utf8').split(/\r?\n/)).toEqual(['one', 'two', '']);
  });

  test('are five of a megabyte at most, the newest lines in the first', () => {
    const folder = tempFolder();
    const write = openLogFile(folder);
    for (let round = 0; round < 700; round += 1) write(`${round} ${line}`);
    expect(readdirSync(folder).sort()).toEqual([
      'main.1.log',
      'main.2.log',
      'main.3.log',
      'main.4.log',
      'main.log',
    ]);
    const sizes = readdirSync(folder).map(name => statSync(join(folder, name)).size);
    expect(Math.max(...sizes)).toBeLessThan(1_020_000);
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toContain('699 x');
    expect(readFileSync(join(folder, 'main.4.log'), 'utf8')).not.toContain('\n0 x');
  });

  test.skipIf(process.platform === 'win32')('are their owner’s alone', () => {
    const folder = tempFolder();
    openLogFile(folder)('one');
    expect(statSync(join(folder, 'main.log')).mode & 0o777).toBe(0o600);
  });

  test('that cannot be written cost nothing but their lines', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'main.log'));
    const write = openLogFile(folder);
    expect(() => write('one')).not.toThrow();
    writeFileSync(join(folder, 'file'), '');
    expect(() => openLogFile(join(folder, 'file', 'logs'))('one')).not.toThrow();
  });
});
