import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DiskFailure } from './contract/failure.ts';

/**
 * The file system calls that this program makes itself (SQLite makes its own). `node:fs` fits; tests put their own in
 * front to let any of them fail.
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
 * Error codes while an antivirus, indexer or backup (Windows) or a cloud folder (macOS) holds the file. The same call
 * succeeds a moment later (graceful-fs, polyfills.js, repeats a rename for a minute).
 */
const passing = new Set(['EACCES', 'EPERM', 'EBUSY']);

/** Milliseconds between attempts. A synchronous wait blocks the popup, so they sum up to a third of a second. */
const syncWaits = [5, 10, 20, 40, 80, 160];
const asyncWaits = [...syncWaits, 300, 600, 1200];

/** The code of a system error (`ENOSPC`), null for anything else. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** The code of the system error that ended `work`; null when it was done. Anything else that it throws is a bug. */
export function refusalOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    const code = errnoOf(error);
    if (code === null) throw error;
    return code;
  }
}

/** A system error as the user reads it. Anything else is a bug and is thrown. */
export function diskFailureOf(error: unknown): DiskFailure {
  const code = errnoOf(error);
  if (code === null) throw error;
  return { code: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-failing' };
}

const isPassing = (error: unknown): boolean => passing.has(errnoOf(error) ?? '');

/** Blocks the thread. Electron creates the main process's isolate with `kAllowAtomicsWait`, Node its main thread. */
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

/** Whether files can be created in this folder. A missing folder counts as not refused. */
export function takesWrites(folder: string): boolean {
  const refusal = refusalOf(() => fs.accessSync(folder, fs.constants.W_OK));
  return refusal === null || refusal === 'ENOENT';
}

/** The same calls; open, rename and delete are repeated while another program holds the file. */
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

/** Deletes a file, or a folder with all that is in it; a link's target stays. Returns the paths that are still there. */
export function removeTree(path: string, files: FileCalls = systemFiles): readonly string[] {
  const isGone = (work: () => void): boolean => [null, 'ENOENT'].includes(refusalOf(work));
  let within: readonly string[] = [];
  const isRead = isGone(() => {
    if (!files.lstatSync(path).isDirectory()) return;
    within = files
      .readdirSync(path, { recursive: true, withFileTypes: true })
      .filter(one => !one.isDirectory())
      .map(one => join(one.parentPath, one.name));
  });
  if (!isRead) return [path];
  const left = within.filter(file => !isGone(() => files.unlinkSync(file)));
  if (left.length > 0) return left;
  return isGone(() => fs.rmSync(path, { recursive: true, force: true, maxRetries: 3 })) ? [] : [path];
}
