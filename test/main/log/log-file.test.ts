import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eraseLog, openLogFile } from '../../../main/log/log-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const line = 'x'.repeat(9_999);
const newest = (folder: string): string => join(folder, 'main.log');
const modeOf = (path: string): number => statSync(path).mode & 0o777;

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

  test('begin anew where somebody deleted them or their folder meanwhile', () => {
    const folder = join(tempFolder(), 'logs');
    const write = openLogFile(folder);
    write('one');
    rmSync(folder, { recursive: true });
    write('two');
    expect(readFileSync(newest(folder), 'utf8').trim()).toBe('two');
  });

  test('are written as soon as the disk takes them', () => {
    const parent = join(tempFolder(), 'data');
    writeFileSync(parent, 'no folder');
    const write = openLogFile(join(parent, 'logs'));
    write('one');
    rmSync(parent);
    write('two');
    expect(readFileSync(newest(join(parent, 'logs')), 'utf8').trim()).toBe('two');
  });

  test('are moved once, when two programs fill them', () => {
    const folder = tempFolder();
    const [app, command] = [openLogFile(folder), openLogFile(folder)];
    for (let round = 0; round < 98; round += 1) app(line);
    command('from the command');
    for (let round = 0; round < 6; round += 1) app(line);
    for (let round = 0; round < 6; round += 1) command(line);
    expect(readdirSync(folder).sort()).toEqual(['main.1.log', 'main.log']);
    expect(statSync(join(folder, 'main.1.log')).size).toBeGreaterThan(1_000_000);
  });

  describe.skipIf(process.platform === 'win32')('are their owner’s alone', () => {
    test('and so is their folder', () => {
      const folder = join(tempFolder(), 'logs');
      openLogFile(folder)('one');
      expect([modeOf(folder), modeOf(newest(folder))]).toEqual([0o700, 0o600]);
    });

    test('also where they were not', () => {
      const folder = tempFolder();
      writeFileSync(newest(folder), '');
      chmodSync(newest(folder), 0o644);
      chmodSync(folder, 0o755);
      openLogFile(folder)('one');
      expect([modeOf(folder), modeOf(newest(folder))]).toEqual([0o700, 0o600]);
    });

    test('and no link in their place is followed', () => {
      const folder = tempFolder();
      const elsewhere = join(tempFolder(), 'elsewhere');
      writeFileSync(elsewhere, '');
      symlinkSync(elsewhere, newest(folder));
      openLogFile(folder)('one');
      expect(readFileSync(elsewhere, 'utf8')).toBe('');
    });
  });

  test('that cannot be written cost nothing but their lines', () => {
    const folder = tempFolder();
    mkdirSync(newest(folder));
    const write = openLogFile(folder);
    expect(() => write('one')).not.toThrow();
    writeFileSync(join(folder, 'file'), '');
    expect(() => openLogFile(join(folder, 'file', 'logs'))('one')).not.toThrow();
  });

  test.each(['main.4.log', 'main.1.log'])('stay bounded where %s cannot be replaced', name => {
    const folder = tempFolder();
    mkdirSync(join(folder, name, 'kept'), { recursive: true });
    const write = openLogFile(folder);
    for (let round = 0; round < 700; round += 1) write(`${round} ${line}`);
    const files = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
    const sizes = files.map(entry => statSync(join(folder, entry.name)).size);
    expect(Math.max(...sizes)).toBeLessThan(2_020_000);
    expect(readFileSync(newest(folder), 'utf8')).toContain('699 x');
  });

  test('are all erased, and nothing beside them; the next line begins a new one', () => {
    const folder = tempFolder();
    const write = openLogFile(folder);
    for (let round = 0; round < 550; round += 1) write(`${round} ${line}`);
    writeFileSync(join(folder, 'notes.txt'), 'somebody’s own');
    expect(readdirSync(folder)).toHaveLength(6);
    expect(eraseLog(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
    expect(eraseLog(folder)).toEqual([]);
    write('new');
    expect(readFileSync(newest(folder), 'utf8').trim()).toBe('new');
  });

  test('that cannot be erased are named, and the others go', () => {
    const folder = tempFolder();
    openLogFile(folder)('one');
    mkdirSync(join(folder, 'main.2.log'));
    writeFileSync(join(folder, 'main.4.log'), 'four');
    expect(eraseLog(folder)).toEqual([join(folder, 'main.2.log')]);
    expect(readdirSync(folder)).toEqual(['main.2.log']);
  });
});
