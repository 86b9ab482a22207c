import * as v from 'valibot';
import { parseJson } from '../../contract/parse.ts';
import type { Mileage } from '../../outbox/model/ports.ts';
import type { Database } from '../sqlite/database.ts';

const name = 'mileage';
const ms = v.pipe(v.number(), v.finite());
const mileage = v.object({
  elapsed: ms,
  wall: ms,
  uptime: ms,
  server: v.nullable(v.object({ date: ms, wall: ms, elapsed: ms })),
  stretches: v.pipe(v.array(v.object({ wall: ms, elapsed: ms })), v.minLength(1)),
});

/** The counted time; null when there is none that can be read, and counting begins anew. */
export function readMileage(db: Database): Mileage | null {
  const text = db.prepare('SELECT value FROM settings WHERE name = ?').get(name)?.value;
  const parsed = typeof text === 'string' ? parseJson(mileage, text) : null;
  return parsed?.ok ? parsed.value : null;
}

/** Replaces the counted time. Throws `StoreError` when the disk refuses. */
export function writeMileage(db: Database, counted: Mileage): void {
  db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(counted));
}
