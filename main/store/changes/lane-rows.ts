import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { laneId } from '../../contract/ids.ts';
import { type Dialect, dialects, type LaneId } from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import type { Database } from '../sqlite/database.ts';

/** One account at one address. The key is not in it and cannot be derived from it. */
export interface LaneRow {
  readonly id: LaneId;
  /** The API's address, or `sample` for the embedded sandbox. */
  readonly origin: string;
  /** SHA-256 of salt and key, hexadecimal: shows whether a key is the one of this lane. */
  readonly fingerprint: string;
  /** The four characters shown to the user. */
  readonly label: string;
  /** Null until an answer has shown it. */
  readonly dialect: Dialect | null;
}

export interface LaneRows {
  /** The lane of this key at this address; made if there is none. */
  forKey(origin: string, key: string): LaneRow;
  /** The lane of an address that needs no key. */
  forOrigin(origin: string): LaneRow;
  /** Like `forOrigin`, without making one. */
  atOrigin(origin: string): LaneRow | null;
  find(id: LaneId): LaneRow | null;
  /** The newest other lane of the same address that has opportunities or changes. */
  besides(id: LaneId): LaneRow | null;
  /** The addresses at which keys were used. */
  addresses(): readonly string[];
  learnDialect(id: LaneId, dialect: Dialect): void;
}

const row = v.object({
  id: laneId,
  origin: v.string(),
  salt: v.string(),
  fingerprint: v.string(),
  label: v.string(),
  // A dialect of a newer version is learnt again from the next answer.
  dialect: v.fallback(v.nullable(v.picklist(dialects)), null),
});

const hash = (salt: string, key: string): string =>
  createHash('sha256').update(`${salt}\0${key}`).digest('hex');

/** The lanes on disk. A row that does not parse is ignored. */
export function createLaneRows(db: Database, now: () => number): LaneRows {
  const read = (sql: string, param: string): readonly v.InferOutput<typeof row>[] =>
    db
      .prepare(sql)
      .all(param)
      .flatMap(data => {
        const parsed = parse(row, data);
        return parsed.ok ? [parsed.value] : [];
      });
  const laneOf = (found: v.InferOutput<typeof row> | undefined): LaneRow | null => {
    if (found === undefined) return null;
    const { salt: _, ...lane } = found;
    return lane;
  };

  const create = (origin: string, key: string): LaneRow => {
    const salt = randomBytes(16).toString('hex');
    const fingerprint = hash(salt, key);
    const lane: LaneRow = {
      id: randomUUID() as LaneId,
      origin,
      fingerprint,
      label: fingerprint.slice(0, 4).toUpperCase(),
      dialect: null,
    };
    db.prepare(
      'INSERT INTO lanes (id, origin, salt, fingerprint, label, dialect, created_at) VALUES (?, ?, ?, ?, ?, NULL, ?)',
    ).run(lane.id, origin, salt, fingerprint, lane.label, now());
    return lane;
  };
  const at = (origin: string) => read('SELECT * FROM lanes WHERE origin = ? ORDER BY created_at', origin);
  const atOrigin = (origin: string): LaneRow | null => laneOf(at(origin)[0]);

  return {
    forKey(origin, key) {
      const known = at(origin).find(({ salt, fingerprint }) => hash(salt, key) === fingerprint);
      return laneOf(known) ?? create(origin, key);
    },
    forOrigin: origin => atOrigin(origin) ?? create(origin, randomUUID()),
    atOrigin,
    find: id => laneOf(read('SELECT * FROM lanes WHERE id = ?', id)[0]),
    besides(id) {
      const others = `
        SELECT others.* FROM lanes AS others JOIN lanes AS own ON own.origin = others.origin
        WHERE own.id = ? AND others.id <> own.id AND (
          EXISTS (SELECT 1 FROM opportunity_slices WHERE lane = others.id) OR
          EXISTS (SELECT 1 FROM outbox WHERE lane = others.id))
        ORDER BY others.created_at DESC`;
      return laneOf(read(others, id)[0]);
    },
    addresses: () =>
      db
        .prepare("SELECT DISTINCT origin FROM lanes WHERE origin LIKE 'http%'")
        .all()
        .map(({ origin }) => String(origin)),
    learnDialect(id, dialect) {
      db.prepare('UPDATE lanes SET dialect = ? WHERE id = ?').run(dialect, id);
    },
  };
}
