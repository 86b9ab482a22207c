/**
 * The room of the file. Enters: the path of the database. Leaves: a file that is still the opened one, private, with
 * space in reserve; a damaged file is set aside.
 */

import { dirname } from 'node:path';
import { type DiskFailure, fail, ok, type Result } from '../../contract/failure.ts';
import type { FileCalls } from '../../files.ts';
import { openFailureOf } from '../sqlite/attempt.ts';
import { type Database, openFile, StoreError } from '../sqlite/database.ts';
import { openDatabase, setPragmas } from '../sqlite/open.ts';
import type { Switch } from '../sqlite/switch.ts';
import { createPrivate, syncFile } from './private-file.ts';
import { clear, exists, filesOf, removeWhole, setAside } from './set-aside.ts';

/**
 * Keeps the open file and the file at the path the same. Where open files can be deleted or renamed (everywhere but on
 * Windows), SQLite would go on writing into a file that nobody finds again.
 */
export interface Anchor {
  /** Whether the paths still lead to the open file and its log; one `stat` each. */
  holds(): boolean;
  /**
   * Writes everything in the open file to the path and continues there. What lies there is set aside whole and unread:
   * a copy from another day holds changes that may have been sent since. If only the log is gone, all of it is written
   * into the file, which gets a new log. If this fails, the open file is as before.
   */
  rewrite(): Result<null, DiskFailure>;
  /** How often that was done. */
  timesRewritten(): number;
}

/** Identifies a file: the number of its disk and of the file on it (Windows: volume and file index). */
interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

export function createAnchor(live: Switch, now: () => number, files: FileCalls): Anchor {
  const { path } = live.db;
  const log = `${path}-wal`;

  const identityOf = (file: string): Identity | null => {
    // By its name only: closing the file after looking into it would drop SQLite's locks on it
    // (https://sqlite.org/howtocorrupt.html, section 2.2).
    const found = files.statSync(file, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? null : { dev: found.dev, ino: found.ino };
  };
  const isAt = (file: string, opened: Identity | null): boolean => {
    const found = identityOf(file);
    return found !== null && found.dev === opened?.dev && found.ino === opened.ino;
  };

  let own = { file: identityOf(path), log: identityOf(log) };
  let times = 0;

  /** Committed changes are in the log and would be lost with the process. */
  const renewLog = (): void => {
    live.db.exec('PRAGMA journal_mode = DELETE');
    setPragmas(live.db);
    // Reading creates the log.
    live.db.prepare('SELECT 1 FROM sqlite_schema').get();
    own = { ...own, log: identityOf(log) };
    if (own.log === null) throw new StoreError('failing', 'no log');
  };

  const rewrite = (): void => {
    const draft = `${path}.new`;
    files.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    removeWhole(draft, files);
    createPrivate(draft, files);
    live.db.prepare('VACUUM INTO ?').run(draft);
    syncFile(draft, files);
    // The draft now has all of it; left here, it would be taken for the log of the new file.
    if (isAt(log, own.log)) files.unlinkSync(log);
    if (exists(path, files)) refuseIfInUse(path, files);
    setAside(path, 'replaced', now(), files);
    files.renameSync(draft, path);
    live.to(openDatabase(path));
    own = { file: identityOf(path), log: identityOf(log) };
  };

  return {
    holds: () => {
      try {
        return isAt(path, own.file) && (own.log === null || isAt(log, own.log));
      } catch {
        // A folder without access or a lost share: the file is not there.
        return false;
      }
    },
    rewrite: () => {
      try {
        if (isAt(path, own.file)) renewLog();
        else rewrite();
        times += 1;
        return ok(null);
      } catch (error) {
        const { code } = openFailureOf(error);
        return fail({ code: code === 'disk-full' ? code : 'disk-failing' });
      }
    },
    timesRewritten: () => times,
  };
}

/** Another process has opened the file at the path: a second program, started while the folder had another name. */
function refuseIfInUse(path: string, files: FileCalls): void {
  const before = filesOf(path).filter(file => exists(file, files));
  let db: Database | null = null;
  try {
    db = openFile(path, true);
    db.prepare('SELECT 1 FROM sqlite_schema').get();
  } catch (error) {
    if (error instanceof StoreError && error.trouble === 'busy') throw error;
  } finally {
    db?.close();
    // Reading created a log where there was none.
    for (const file of filesOf(path)) if (!before.includes(file)) clear(file, files);
  }
}
