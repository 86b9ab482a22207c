import { type ServerRecord, tablesOf } from './record.ts';
import { rowOf } from './sample.ts';
import type { Seed } from './seed.ts';
import { insert, type World } from './world.ts';

/** The opportunities of a server, for looking and for playing the colleague who changes them. */
export interface ServerBook {
  get(id: string): ServerRecord | undefined;
  all(): readonly ServerRecord[];
  /** Writes it as it is told, times included. */
  put(record: ServerRecord): void;
  remove(id: string): void;
}

/** A world's rows as such a book. */
export function bookOf(world: World, dialect: Seed['dialect']): ServerBook {
  const { read } = tablesOf[dialect];
  return {
    get(id) {
      const row = world.rows.get(id);
      return row === undefined ? undefined : read(world, row);
    },
    all: () => [...world.rows.values()].map(row => read(world, row)),
    put: record => insert(world, rowOf(dialect, record)),
    remove: id => void world.rows.delete(id),
  };
}
