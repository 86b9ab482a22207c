/**
 * The room of changes. Enters: batches of the outbox. Leaves: rows on disk, each with a checksum, read back one by one
 * so that a bad row costs only itself.
 */

import * as v from 'valibot';
import { fail, ok, type Result } from '../../contract/failure.ts';
import { foldAccents } from '../../contract/folded.ts';
import { isUnsure } from '../../contract/offers.ts';
import type { Entry } from '../../outbox/model/entry.ts';
import type { Batch, Store, StoreFailure } from '../../outbox/model/ports.ts';
import type { Anchor } from '../file/anchor.ts';
import type { Ballast } from '../file/ballast.ts';
import { attempt } from '../sqlite/attempt.ts';
import { type Database, type Param, StoreError } from '../sqlite/database.ts';
import { readSaved, writeSaved } from '../sqlite/saved-values.ts';
import { entryOf } from './entry-row.ts';
import { readPauses, writePause } from './lane-pauses.ts';
import { insertRow, updateRow } from './write-row.ts';

const ms = v.pipe(v.number(), v.finite());
/** The counted time (`ElapsedTime`); where it cannot be read, counting begins anew. */
const elapsedTimeJson = v.object({
  elapsed: ms,
  wall: ms,
  uptime: ms,
  server: v.nullable(v.object({ date: ms, wall: ms, elapsed: ms })),
  stretches: v.pipe(v.array(v.object({ wall: ms, elapsed: ms })), v.minLength(1)),
});

class Stale extends Error {}

const matches = (row: Entry, folded: string): boolean =>
  [row.name, row.company, row.opportunity, row.to.name, row.base?.name ?? '', row.note].some(part =>
    foldAccents(part).includes(folded),
  );

/**
 * The outbox's rows in SQLite. Each method is one transaction; what `commit` answers ok to is on disk. Rows that cannot
 * be trusted or understood come back parked (`entry-row.ts`). When the disk is full, the ballast is freed for batches
 * that settle what has already happened. Without an anchor nobody checks that the file is still in its place.
 */
export function createOutboxRows(
  db: Database,
  ballast: Ballast | null = null,
  anchor: Anchor | null = null,
): Store {
  const read = (sql: string, ...params: Param[]): readonly Entry[] =>
    db
      .prepare(sql)
      .all(...params)
      .map(entryOf);

  const write = ({ update = [], insert = [], pause }: Batch): readonly Entry[] =>
    db.transaction(() => {
      for (const row of update) {
        if (!updateRow(db, row)) throw new Stale();
      }
      const seqs = insert.map(row => insertRow(db, row));
      if (pause !== undefined) writePause(db, pause.lane, pause.pause);
      return [
        ...update.map(row => ({ ...row, rev: row.rev + 1 })),
        ...insert.map((row, at) => ({ ...row, rev: 1, seq: seqs[at] ?? 0 })),
      ];
    });

  const commit = (batch: Batch, mayMakeRoom: boolean): Result<readonly Entry[], StoreFailure> => {
    try {
      return ok(write(batch));
    } catch (error) {
      if (error instanceof Stale) return fail({ code: 'stale' });
      if (!(error instanceof StoreError)) throw error;
      if (error.trouble === 'full' && mayMakeRoom && ballast?.drop() === true) return commit(batch, false);
      return fail({ code: error.trouble === 'full' ? 'disk-full' : 'disk-failing' });
    }
  };

  /** Whether the file had to be written anew. */
  const checkFile: Store['checkFile'] = () => {
    if (db.readOnly || anchor === null || anchor.holds()) return ok(false);
    const rewritten = anchor.rewrite();
    return rewritten.ok ? ok(true) : rewritten;
  };

  return {
    writable: !db.readOnly,
    checkFile,
    open: () => read('SELECT * FROM outbox WHERE ended_at IS NULL ORDER BY seq'),
    find: id => read('SELECT * FROM outbox WHERE id = ?', id)[0] ?? null,
    commit: batch => {
      if (db.readOnly) return fail({ code: 'store-newer' });
      const isNews = (batch.insert ?? []).length > 0;
      const checked = checkFile();
      if (!checked.ok) return checked;
      // What has already happened is written in any case. A new change is refused and the user is told.
      if (checked.value && isNews) return fail({ code: 'store-moved' });
      return commit(batch, !isNews);
    },
    sentBefore: ({ lane, opportunity, seq }, since) =>
      read(
        'SELECT * FROM outbox WHERE lane = ? AND opportunity = ? AND sent_at >= ? AND seq < ?',
        lane,
        opportunity,
        Math.round(since),
        seq,
      )
        .filter(({ reason }) => !isUnsure(reason))
        .map(({ to }) => to.id),
    isOvertaken: ({ lane, opportunity, seq }) =>
      db
        .prepare(
          `SELECT 1 FROM outbox WHERE lane = ? AND opportunity = ? AND seq > ?
            AND (ended_at IS NULL OR state = 'delivered' OR sent_at IS NOT NULL)`,
        )
        .get(lane, opportunity, seq) !== null,
    history: (search, before, limit, among = () => true) => {
      const folded = foldAccents(search.trim());
      const found: Entry[] = [];
      const rows = db
        .prepare(
          'SELECT * FROM outbox WHERE ended_at IS NOT NULL AND ended_at < ? ORDER BY ended_at DESC, seq DESC',
        )
        .iterate(before ?? Number.MAX_SAFE_INTEGER);
      for (const data of rows) {
        const row = entryOf(data);
        if (among(row.lane) && (folded === '' || matches(row, folded))) found.push(row);
        if (found.length >= limit) break;
      }
      return found;
    },
    endedOf: (lane, opportunity) =>
      read(
        'SELECT * FROM outbox WHERE lane = ? AND opportunity = ? AND ended_at IS NOT NULL ORDER BY seq DESC',
        lane,
        opportunity,
      ),
    noted: among =>
      read(`SELECT * FROM outbox WHERE note <> '' ORDER BY seq DESC`).filter(({ lane }) => among(lane)),
    prune: isOver => {
      if (db.readOnly) return 0;
      ballast?.fill();
      // Rows that only a newer version understands are not deleted by this one.
      const gone = read('SELECT * FROM outbox WHERE ended_at IS NOT NULL').filter(
        ({ endedAt, reason }) => reason !== 'newer' && endedAt !== null && isOver(endedAt),
      );
      db.transaction(() => {
        for (const { seq } of gone) db.prepare('DELETE FROM outbox WHERE seq = ?').run(seq);
      });
      return gone.length;
    },
    elapsedTime: () => readSaved(db, 'mileage', elapsedTimeJson) ?? null,
    keepElapsedTime: elapsedTime => {
      if (!db.readOnly) attempt(() => writeSaved(db, 'mileage', elapsedTime));
    },
    pauses: () => readPauses(db),
  };
}
