import { createHash } from 'node:crypto';
import type { SqlRow } from '../sqlite/database.ts';

/**
 * The checksum of a row of the outbox. SQLite has none of its own, so a flipped bit could turn one stage or account into another
 * unnoticed. The covered columns are listed here and not taken from the table, so that a new column leaves existing rows valid.
 * Versions only grow: a migration that adds a column adds the version that covers it, and a row gets it at its next write.
 */
export interface RowChecksum {
  /** The row's checksum in the newest version. */
  of(row: SqlRow): string;
  /** `unknown`: written by a newer version of this program. */
  check(row: SqlRow): 'whole' | 'broken' | 'unknown';
}

const first = `rev id lane fingerprint opportunity name company pipeline base base_at target state reason trouble
  marked_at since held_at held_set_at due_at due_set_at attempts failures failing_since contended sent_at
  doubt_at doubt_set_at theirs overwrote unchecked told_at ended_at`;
const noted = `${first} note note_in_crm`;
const origin = `${noted} by_program`;
/** The columns that each version covers, in order. A released version is never edited. */
export const checksumVersions: readonly (readonly string[])[] = [first, noted, origin].map(names =>
  names.split(/\s+/),
);

/** @param versions the columns that each version of the checksum covers; the last one is the newest */
export function createRowChecksum(versions: readonly (readonly string[])[]): RowChecksum {
  const checksum = (row: SqlRow, version: number): string => {
    const values = (versions[version - 1] ?? []).map(column => row[column]);
    const hash = createHash('sha256').update(JSON.stringify(values, exact)).digest('base64url').slice(0, 22);
    // The first version was released without a number.
    return version === 1 ? hash : `${version}:${hash}`;
  };
  return {
    of: row => checksum(row, versions.length),
    check(row) {
      const version = Number(/^(\d+):/.exec(String(row.seal))?.[1] ?? 1);
      if (version > versions.length) return 'unknown';
      return row.seal === checksum(row, version) ? 'whole' : 'broken';
    },
  };
}

/** SQLite returns an integer above 2⁵³ as a bigint; no value of ours is that large. */
const exact = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

export const rowChecksum = createRowChecksum(checksumVersions);
