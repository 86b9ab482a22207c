import { dirname } from 'node:path';
import { assertNever, fail, ok, type Result } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import type { StoreView } from '../contract/snapshot.ts';
import { type FileCalls, systemFiles } from '../files.ts';
import type { Store } from '../outbox/model/ports.ts';
import { adoptLane, type JoinPipelines } from './changes/adopt.ts';
import { createOutboxRows } from './changes/outbox-rows.ts';
import { repairRows } from './changes/repair.ts';
import { readDamaged, restore } from './changes/salvage.ts';
import { eraseCopies, eraseRows, type NotErased } from './erase.ts';
import { eraseWithReserve } from './erase-with-reserve.ts';
import { createAnchor } from './file/anchor.ts';
import { createBallast } from './file/ballast.ts';
import { forgetDamage, noteDamage, notedDamage } from './file/damage-note.ts';
import { isWholeDraft, makeDraft, moveIn } from './file/draft.ts';
import { createPrivate, makePrivate } from './file/private-file.ts';
import { anyExists, clear, exists, setAside } from './file/set-aside.ts';
import { type OpenFailure, openFailureOf, type WriteFailure, whereDamaged } from './sqlite/attempt.ts';
import { conditionOf } from './sqlite/checks.ts';
import { type Database, openFile } from './sqlite/database.ts';
import { migrate, versionOf } from './sqlite/migrations.ts';
import { setPragmas } from './sqlite/open.ts';
import { createSwitch } from './sqlite/switch.ts';

/** The database in use. */
export interface OpenStore {
  readonly db: Database;
  /** The outbox's port. */
  readonly rows: Store;
  /** How opening went, and how often the file was written anew since. */
  readonly view: StoreView;
  /** See `adoptLane`. */
  adopt(from: LaneId, into: LaneId, join: JoinPipelines): Result<null, WriteFailure>;
  /**
   * See `eraseRows`. Where the disk refuses, the space in reserve is given up for it. Of everything the copies then go in any case, and the
   * database is named if it keeps its rows.
   */
  erase(whose: LaneId | 'all'): Result<null, NotErased | WriteFailure>;
  /** The user has been shown that a damaged file was set aside: the next start does not say so any more. */
  damageShown(): void;
  /** Closes the database. If the file is not in its place, it is written anew first, so that the next start finds it. */
  close(): void;
}

/**
 * Opens or creates the database at `path`. A file of an older version is backed up beside itself and migrated. One of a
 * newer version is opened read-only. A damaged one is set aside whole, and what can be read of it comes back parked.
 * Only the user may read the file and everything beside it.
 */
export function openStore(
  path: string,
  now: () => number,
  files: FileCalls = systemFiles,
): Result<OpenStore, OpenFailure> {
  try {
    files.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    makePrivate(path, files);
    return ok(open(path, now, files));
  } catch (error) {
    return fail(openFailureOf(error));
  }
}

function open(path: string, now: () => number, files: FileCalls): OpenStore {
  const ready = (db: Database, state: StoreView['state'] = 'good'): OpenStore => {
    const live = createSwitch(db);
    try {
      const noted = notedDamage(db);
      const anchor = createAnchor(live, now, files);
      const ballast = createBallast(`${path}.ballast`, files);
      if (!db.readOnly) {
        ballast.fill();
        repairRows(db);
      }
      const rows = createOutboxRows(live.db, ballast, anchor);
      let isOpen = true;
      return {
        db: live.db,
        rows,
        get view() {
          return { state, ...noted, rewritten: anchor.timesRewritten() };
        },
        adopt: (from, into, join) => adoptLane(live.db, from, into, join),
        erase: whose => {
          // Nothing must stay in a file that was moved away. What lies in its place may be a copy and is deleted with
          // the others.
          if (!anchor.holds()) eraseRows(live.db, whose, files);
          return eraseWithReserve(
            () => {
              const checked = rows.checkFile();
              return checked.ok ? eraseRows(live.db, whose, files) : checked;
            },
            ballast,
            whose === 'all' ? () => eraseCopies(path, files) : null,
          );
        },
        damageShown: () => {
          if (noted.setAside && isOpen) forgetDamage(live.db);
        },
        close: () => {
          if (isOpen) rows.checkFile();
          isOpen = false;
          live.db.close();
        },
      };
    } catch (error) {
      db.close();
      throw error;
    }
  };
  if (!anyExists(path, files)) {
    if (!isWholeDraft(path, files)) makeDraft(path, files, () => {});
    return ready(moveIn(path, files));
  }
  const found = exists(path, files) ? openFound(path, files) : null;
  if (found === null) {
    // Set aside only when everything that could be read of it is in the file that replaces it.
    const salvage = readDamaged(path, files);
    makeDraft(path, files, db => noteDamage(db, restore(db, salvage, now())));
    setAside(path, 'damaged', now(), files);
    return ready(moveIn(path, files));
  }
  return ready(found, found.readOnly ? 'newer' : 'good');
}

/** The existing file, ready for use; null when it is damaged. */
function openFound(path: string, files: FileCalls): Database | null {
  if (files.statSync(path).size === 0) return null;
  let db: Database | null = null;
  try {
    db = openFile(path, false);
    // Checked before anything is set: a file that is set aside stays as it was found.
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    const condition = conditionOf(db);
    switch (condition) {
      case 'good':
        setPragmas(db);
        return db;
      case 'older':
        setPragmas(db);
        backUp(db, files);
        migrate(db);
        return db;
      case 'newer':
        db.close();
        return openFile(path, true);
      case 'damaged':
        db.close();
        return null;
      default:
        return assertNever(condition);
    }
  } catch (error) {
    db?.close();
    return whereDamaged(error, null);
  }
}

/** A backup of the version before the migration, so that an older program can go back to it. */
function backUp(db: Database, files: FileCalls): void {
  const copy = `${db.path}.before-${versionOf(db) + 1}`;
  clear(copy, files);
  createPrivate(copy, files);
  db.prepare('VACUUM INTO ?').run(copy);
}
