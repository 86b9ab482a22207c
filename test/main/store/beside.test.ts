import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileCalls, systemFiles } from '../../../main/files.ts';
import { createBallast } from '../../../main/store/file/ballast.ts';
import { makePrivate, syncFile } from '../../../main/store/file/private-file.ts';
import { anyExists, clear, copyWhole, setAside } from '../../../main/store/file/set-aside.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const now = Date.UTC(2026, 10, 20, 12, 30, 15, 7);
const stamp = '2026-11-20T12-30-15-007Z';

const write = (path: string, text: string): void => writeFileSync(path, text);
const read = (path: string): string => readFileSync(path, 'utf8');
const beside = (path: string): string[] => readdirSync(dirname(path)).sort();
const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** The file calls of the system, of which one does what is told here. */
const withCall = (call: Partial<FileCalls>): FileCalls => ({ ...systemFiles, ...call });

describe('a file that is set aside', () => {
  test('goes whole, with its log, under a name that says why and when', () => {
    const path = join(tempFolder(), 'raze.db');
    for (const part of ['', '-wal', '-shm']) write(`${path}${part}`, `part ${part}`);
    setAside(path, 'damaged', now);
    expect(beside(path)).toEqual(['', '-shm', '-wal'].map(part => `raze.db.damaged-${stamp}${part}`));
    expect(read(`${path}.damaged-${stamp}-wal`)).toBe('part -wal');
  });

  test('takes no name that another has, nor one whose log alone is left', () => {
    const path = join(tempFolder(), 'raze.db');
    write(`${path}.damaged-${stamp}`, 'the first');
    write(`${path}.damaged-${stamp}-1-wal`, 'the log of the second');
    write(path, 'the third');
    setAside(path, 'damaged', now);
    expect(read(`${path}.damaged-${stamp}`)).toBe('the first');
    expect(read(`${path}.damaged-${stamp}-2`)).toBe('the third');
  });

  test('of which a part cannot be moved stays where it was, whole', () => {
    const path = join(tempFolder(), 'raze.db');
    for (const part of ['', '-wal', '-shm']) write(`${path}${part}`, `part ${part}`);
    const renameSync: FileCalls['renameSync'] = (from, to) => {
      if (String(from) === `${path}-shm`) throw refusal('EBUSY');
      systemFiles.renameSync(from, to);
    };
    expect(() => setAside(path, 'replaced', now, withCall({ renameSync }))).toThrow('EBUSY');
    expect(beside(path)).toEqual(['raze.db', 'raze.db-shm', 'raze.db-wal']);
    expect(read(`${path}-wal`)).toBe('part -wal');
  });

  test('is there as long as any of its parts is', () => {
    const path = join(tempFolder(), 'raze.db');
    expect(anyExists(path, systemFiles)).toBe(false);
    write(`${path}-wal`, 'a log');
    expect(anyExists(path, systemFiles)).toBe(true);
  });
});

test('a copy has every part that is a file, and nothing of a copy of before', () => {
  const path = join(tempFolder(), 'raze.db');
  const copy = `${path}.reading`;
  write(path, 'rows');
  mkdirSync(`${path}-wal`);
  for (const part of ['', '-wal', '-shm']) write(`${copy}${part}`, 'of before');
  copyWhole(path, copy);
  expect(beside(path)).toEqual(['raze.db', 'raze.db-wal', 'raze.db.reading']);
  expect(read(copy)).toBe('rows');
});

test('what is cleared is gone, a folder is moved away with all that is in it, and nothing is no error', () => {
  const path = join(tempFolder(), 'raze.db.new');
  clear(path);
  write(path, 'a file');
  clear(path);
  expect(existsSync(path)).toBe(false);
  for (const at of [1, 2]) {
    mkdirSync(path);
    write(join(path, 'theirs.txt'), `theirs ${at}`);
    clear(path);
  }
  expect(read(join(`${path}.in-the-way`, 'theirs.txt'))).toBe('theirs 1');
  expect(read(join(`${path}.in-the-way-1`, 'theirs.txt'))).toBe('theirs 2');
});

describe('the ballast', () => {
  const place = (): string => join(tempFolder(), 'raze.db.ballast');
  const size = 1 << 20;

  test('is a megabyte that is not zeros, given back once', () => {
    const path = place();
    const ballast = createBallast(path);
    ballast.fill();
    const bytes = readFileSync(path);
    expect([bytes.length, bytes.includes(0), statSync(path).mode & 0o077]).toEqual([size, false, 0]);
    expect(ballast.drop()).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(ballast.drop()).toBe(false);
  });

  test('that is whole is left as it is, and one of another size is made anew', () => {
    const path = place();
    const ballast = createBallast(path);
    ballast.fill();
    const made = statSync(path, { bigint: true });
    ballast.fill();
    expect(statSync(path, { bigint: true }).mtimeNs).toBe(made.mtimeNs);
    write(path, 'half of it');
    ballast.fill();
    expect(statSync(path).size).toBe(size);
  });

  test('that a link pretends to be is none', () => {
    const path = place();
    const elsewhere = join(tempFolder(), 'elsewhere');
    createBallast(elsewhere).fill();
    symlinkSync(elsewhere, path);
    createBallast(path).fill();
    expect([existsSync(elsewhere), readFileSync(path).length]).toEqual([true, size]);
  });

  test('is written through to the disk in as many goes as the disk takes', () => {
    const path = place();
    const calls: string[] = [];
    const files = withCall({
      writeSync: ((file: number, bytes: Buffer, at: number, length: number) => {
        calls.push('write');
        return systemFiles.writeSync(file, bytes, at, Math.min(length, size / 2));
      }) as FileCalls['writeSync'],
      fsyncSync: file => {
        calls.push('sync');
        systemFiles.fsyncSync(file);
      },
      closeSync: file => {
        calls.push('close');
        systemFiles.closeSync(file);
      },
    });
    createBallast(path, files).fill();
    expect(calls).toEqual(['write', 'write', 'sync', 'close']);
    expect(statSync(path).size).toBe(size);
  });

  test('that a full disk takes half of is not left there, and costs nobody anything', () => {
    const path = place();
    const files = withCall({
      fsyncSync: () => {
        throw refusal('ENOSPC');
      },
    });
    expect(() => createBallast(path, files).fill()).not.toThrow();
    expect(existsSync(path)).toBe(false);
  });

  test('does not hide a bug', () => {
    const files = withCall({
      fsyncSync: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => createBallast(place(), files).fill()).toThrow('a bug');
  });
});

describe.skipIf(process.platform === 'win32')('the rights of a file', () => {
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

  test('are taken from others for the files that begin with its name, and for no other', () => {
    const path = join(tempFolder(), 'raze.db');
    const files = ['', '-wal', '.damaged-1'].map(ending => `${path}${ending}`);
    const stranger = join(dirname(path), 'a-raze.db');
    for (const one of [...files, stranger]) writeFileSync(one, '', { mode: 0o644 });
    makePrivate(path, systemFiles);
    expect([...files, stranger].map(modeOf)).toEqual(['600', '600', '600', '644']);
  });

  test('are left to what is no file: a folder, and what a link leads to', () => {
    const path = join(tempFolder(), 'raze.db');
    const elsewhere = join(tempFolder(), 'elsewhere');
    writeFileSync(elsewhere, '', { mode: 0o644 });
    symlinkSync(elsewhere, `${path}.link`);
    mkdirSync(`${path}.folder`, { mode: 0o755 });
    makePrivate(path, systemFiles);
    expect([modeOf(elsewhere), modeOf(`${path}.folder`)]).toEqual(['644', '755']);
  });

  test('that one file does not take are no error, and the others get theirs; a bug is one', () => {
    const path = join(tempFolder(), 'raze.db');
    for (const ending of ['', '.z']) writeFileSync(`${path}${ending}`, '', { mode: 0o644 });
    const failing = (error: Error): FileCalls =>
      withCall({
        chmodSync: (file, mode) => {
          if (basename(String(file)) === 'raze.db') throw error;
          systemFiles.chmodSync(file, mode);
        },
      });
    makePrivate(path, failing(refusal('EPERM')));
    expect(modeOf(`${path}.z`)).toBe('600');
    expect(() => makePrivate(path, failing(new TypeError('a bug')))).toThrow('a bug');
  });
});

test('a file that is waited for is synced and closed, also where syncing it fails', () => {
  const path = join(tempFolder(), 'raze.db');
  write(path, 'rows');
  const calls: string[] = [];
  const files = (fails: boolean): FileCalls =>
    withCall({
      fsyncSync: file => {
        calls.push('sync');
        if (fails) throw refusal('EIO');
        systemFiles.fsyncSync(file);
      },
      closeSync: file => {
        calls.push('close');
        systemFiles.closeSync(file);
      },
    });
  syncFile(path, files(false));
  expect(() => syncFile(path, files(true))).toThrow('EIO');
  expect(calls).toEqual(['sync', 'close', 'sync', 'close']);
});
