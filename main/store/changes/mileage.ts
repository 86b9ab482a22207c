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

/** What was counted of elapsed time; null where nothing was, or nothing that can be read: counting begins anew. */
export function readMileage(db: Database): Mileage | null {
  const text = db.prepare('SELECT value FROM settings WHERE name = ?').get(name)?.value;
  const parsed = typeof text === 'string' ? parseJson(mileage, text) : null;
  return parsed?.ok ? parsed.value : null;
}

/** Writes over what was counted before; throws `StoreError` where the disk refuses. */
export function writeMileage(db: Database, counted: Mileage): void {
  db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(counted));
}
