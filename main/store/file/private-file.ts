import { basename, dirname, join } from 'node:path';
import { type FileCalls, refusalOf } from '../../files.ts';

/** Only the user may read these files. On Windows this changes nothing; the profile's rights do it there. */
const ownersOnly = 0o600;

/**
 * Creates an empty file for SQLite, which gives its log the rights of the file and would create both readable for all
 * (https://sqlite.org/src/file/src/os_unix.c, `findCreateFileMode`).
 */
export function createPrivate(path: string, files: FileCalls): void {
  files.closeSync(files.openSync(path, 'wx', ownersOnly));
}

/** Removes everybody else's right to read the files that begin with `path`; an older version left it. */
export function makePrivate(path: string, files: FileCalls): void {
  const folder = dirname(path);
  for (const name of files.readdirSync(folder)) {
    if (!name.startsWith(basename(path))) continue;
    // Refused for another user's file, and on a disk without rights (FAT, some shares).
    refusalOf(() => {
      const file = join(folder, name);
      if (files.lstatSync(file).isFile()) files.chmodSync(file, ownersOnly);
    });
  }
}

/** Waits until the file is on disk. Nothing may have it open. */
export function syncFile(path: string, files: FileCalls): void {
  const file = files.openSync(path, 'r+');
  try {
    files.fsyncSync(file);
  } finally {
    files.closeSync(file);
  }
}
