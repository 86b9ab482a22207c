import type * as v from 'valibot';
import { parseJson } from '../../contract/parse.ts';
import type { Database } from './database.ts';

/** What is kept in `settings` under a name; undefined where nothing is that parses. */
export function readSaved<Schema extends v.GenericSchema>(
  db: Database,
  name: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  const text = db.prepare('SELECT value FROM settings WHERE name = ?').get(name)?.value;
  const parsed = typeof text === 'string' ? parseJson(schema, text) : null;
  return parsed?.ok ? parsed.value : undefined;
}

/** Replaces what is kept in `settings` under a name. Throws `StoreError` when the disk refuses. */
export function writeSaved(db: Database, name: string, value: unknown): void {
  db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value));
}

/** Keeps nothing in `settings` under a name any more. Throws `StoreError` when the disk refuses. */
export function removeSaved(db: Database, name: string): void {
  db.prepare('DELETE FROM settings WHERE name = ?').run(name);
}
