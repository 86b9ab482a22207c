import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The calls to the file system that this program makes itself (SQLite makes its own). `node:fs` fits; a test puts
 * its own in front, to have any of them fail.
 */
export type FileCalls = Pick<typeof fs, SyncCall> & {
  readonly promises: Pick<typeof fs.promises, AsyncCall>;
};

type SyncCall =
  | 'statSync'
  | 'lstatSync'
  | 'readdirSync'
  | 'mkdirSync'
  | 'chmodSync'
  | 'openSync'
  | 'writeSync'
  | 'fsyncSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'renameSync'
  | 'unlinkSync';
type AsyncCall = 'lstat' | 'mkdir' | 'open' | 'readFile' | 'rename' | 'unlink';

/**
 * What Windows says while an antivirus, an indexer or a backup looks at a file, macOS while a cloud folder does: the
 * same call succeeds a moment later (graceful-fs, polyfills.js, tries a rename for a minute for these).
 */
const passing = new Set(['EACCES', 'EPERM', 'EBUSY']);

/** Milliseconds between tries. Whoever waits synchronously keeps the popup waiting: a third of a second in all. */
const syncWaits = [5, 10, 20, 40, 80, 160];
const asyncWaits = [...syncWaits, 300, 600, 1200];

/** The code of a system error (`ENOSPC`), null for anything else. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

const isPassing = (error: unknown): boolean => passing.has(errnoOf(error) ?? '');

/** The thread may block: Electron makes the main process's isolate with `kAllowAtomicsWait`, Node its main thread. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function stubborn<Args extends unknown[], T>(call: (...args: Args) => T): (...args: Args) => T {
  return (...args) => {
    for (const ms of syncWaits) {
      try {
        return call(...args);
      } catch (error) {
        if (!isPassing(error)) throw error;
        block(ms);
      }
    }
    return call(...args);
  };
}

function stubbornAsync<Args extends unknown[], T>(
  call: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return async (...args) => {
    for (const ms of asyncWaits) {
      try {
        return await call(...args);
      } catch (error) {
        if (!isPassing(error)) throw error;
        await sleep(ms);
      }
    }
    return call(...args);
  };
}

/** Whether files can be made in this folder; one that is not there is not refused yet. */
export function takesWrites(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch (error) {
    return errnoOf(error) === 'ENOENT';
  }
}

/** The same calls, which open, rename and delete again where somebody else has the file for a moment. */
export function patient(calls: FileCalls): FileCalls {
  return {
    ...calls,
    openSync: stubborn(calls.openSync),
    copyFileSync: stubborn(calls.copyFileSync),
    renameSync: stubborn(calls.renameSync),
    unlinkSync: stubborn(calls.unlinkSync),
    promises: {
      ...calls.promises,
      open: stubbornAsync(calls.promises.open),
      readFile: stubbornAsync(calls.promises.readFile) as FileCalls['promises']['readFile'],
      rename: stubbornAsync(calls.promises.rename),
      unlink: stubbornAsync(calls.promises.unlink),
    },
  };
}

/** The machine's own file system. */
export const systemFiles: FileCalls = patient(fs);
