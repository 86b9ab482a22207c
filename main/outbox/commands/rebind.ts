import { replaceBy } from '../changes/coalesce.ts';
import { type Entry, isOut, transitioned } from '../model/entry.ts';
import type { Batch } from '../model/ports.ts';

export interface Rebinding {
  /** The open rows of the frozen lane. */
  readonly frozen: readonly Entry[];
  /** The open rows of all lanes. */
  readonly open: readonly Entry[];
  /** Ended rows of the lane in use. */
  readonly ended: readonly Entry[];
  readonly into: Pick<Entry, 'lane' | 'fingerprint'>;
  readonly now: number;
}

/**
 * The batch that moves the open rows of a frozen lane to the lane in use, as if they had been picked there. Of two
 * unsent rows of one opportunity the later pick replaces the earlier one. A pick older than a delivered one of the lane
 * in use ends as superseded.
 */
export function rebound({ frozen, open, ended, into, now }: Rebinding): Batch {
  const superseded: Entry[] = [];
  const kept: Entry[] = [];
  for (const old of frozen) {
    const row = { ...old, ...into };
    const isTwin = (other: Entry): boolean =>
      other.lane === into.lane && other.opportunity === row.opportunity;
    const end = (overtaken: Entry): Entry =>
      transitioned(overtaken, { state: 'superseded', endedAt: now, due: null });
    const isOvertaken =
      ended.some(other => isTwin(other) && other.state === 'delivered' && other.seq > row.seq) ||
      (!isOut(row.state) && open.some(other => isTwin(other) && isOut(other.state) && other.seq > row.seq));
    if (isOvertaken) {
      superseded.push(end(row));
      continue;
    }
    const unsent = open.find(other => isTwin(other) && !isOut(other.state));
    if (isOut(row.state) && unsent !== undefined && unsent.seq < row.seq) superseded.push(end(unsent));
    const twin = isOut(row.state) ? undefined : unsent;
    if (twin === undefined) {
      kept.push(row);
      continue;
    }
    const [older, newer] = row.seq < twin.seq ? [row, twin] : [twin, row];
    const [gone, stays] = replaceBy(newer, older, now).update;
    superseded.push(gone);
    kept.push(stays);
  }
  // Ended rows first: at no time two unsent rows of one opportunity are in the table.
  return { update: [...superseded, ...kept] };
}
