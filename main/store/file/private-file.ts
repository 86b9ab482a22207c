import { basename, dirname, join } from 'node:path';
import { errnoOf, type FileCalls } from '../../files.ts';

/** Nobody but the user may read what lies here. On Windows the profile's own rights say so; there this changes nothing. */
const ownersOnly = 0o600;

/**
 * Makes an empty file that SQLite will fill: it gives its log the rights that the file has, and would make both
 * readable for all (https://sqlite.org/src/file/src/os_unix.c, `findCreateFileMode`).
 */
export function createPrivate(path: string, files: FileCalls): void {
  files.closeSync(files.openSync(path, 'wx', ownersOnly));
}

/** Takes from everybody else the right to read the files that begin with `path`; those of an older version had it. */
export function makePrivate(path: string, files: FileCalls): void {
  const folder = dirname(path);
  for (const name of files.readdirSync(folder)) {
    if (!name.startsWith(basename(path))) continue;
    try {
      const file = join(folder, name);
      if (files.lstatSync(file).isFile()) files.chmodSync(file, ownersOnly);
    } catch (error) {
      // Somebody else's file, or a disk without rights (FAT, some shares): nothing there that could be set.
      if (errnoOf(error) === null) throw error;
    }
  }
}

/** Waits until the file is on the disk. Nothing may have it open. */
export function syncFile(path: string, files: FileCalls): void {
  const file = files.openSync(path, 'r+');
  try {
    files.fsyncSync(file);
  } finally {
    files.closeSync(file);
  }
}
