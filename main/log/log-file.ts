import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { EOL } from 'node:os';
import { join } from 'node:path';

/** Lines go to `main.log`; the files before it are `main.1.log`, the newest, to `main.4.log`. */
const fileOf = (folder: string, age: number): string =>
  join(folder, age === 0 ? 'main.log' : `main.${age}.log`);
const oldest = 4;
const ages = Array.from({ length: oldest + 1 }, (_, age) => age);
/** Of one file, in bytes. */
const most = 1_000_000;
/** Of the newest file where it cannot be moved; then it begins anew. */
const mostUnmoved = 2 * most;

const isWindows = process.platform === 'win32';
/** Windows knows neither of the last two. A pipe in the file's place would hold the program up, a link would lead elsewhere. */
const appending =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * Writes lines to the log's file in `folder`, which is made where it is missing: at most five files of a megabyte, for their owner only
 * (POSIX). Several programs may write there. A line that the disk does not take is lost, and no error; the next one is tried anew.
 */
export function openLogFile(folder: string): (line: string) => void {
  return line => {
    try {
      append(folder, line);
    } catch {
      // There is no better place to say so.
    }
  };
}

function append(folder: string, line: string): void {
  const path = fileOf(folder, 0);
  if (sizeOf(path) > most) shift(folder);
  const file = openIn(folder, path);
  try {
    const { size, mode } = fstatSync(file);
    if (!isWindows && (mode & 0o077) !== 0) fchmodSync(file, 0o600);
    if (size > mostUnmoved) ftruncateSync(file);
    writeSync(file, `${line}${EOL}`);
  } finally {
    closeSync(file);
  }
}

/** Its user may have deleted the folder since the last line. */
function openIn(folder: string, path: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isWindows && (lstatSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return openSync(path, appending, 0o600);
}

/** In bytes; 0 where it is not there. */
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Each file becomes the next older one, and the oldest goes. What cannot be moved stays. */
function shift(folder: string): void {
  quietly(() => rmSync(fileOf(folder, oldest), { force: true }));
  for (let age = oldest - 1; age >= 0; age -= 1)
    quietly(() => renameSync(fileOf(folder, age), fileOf(folder, age + 1)));
}

/** It is not there yet, or another program has it open. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The newest one just grows.
  }
}

/** Deletes all files of the log in `folder`; the next line begins a new one. Returns the paths that are still there. */
export function eraseLog(folder: string): readonly string[] {
  return ages.map(age => fileOf(folder, age)).filter(path => !isRemoved(path));
}

function isRemoved(path: string): boolean {
  try {
    rmSync(path, { force: true, maxRetries: 3 });
    return true;
  } catch {
    return false;
  }
}
