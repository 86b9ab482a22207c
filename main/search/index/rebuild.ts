import type { OpportunityId } from '../../contract/model.ts';
import { at64 } from '../arrays/access.ts';
import { addRow, flush } from './indexer.ts';
import { deleteRow, findRow, newSegment, type Searchable, type Segment, setPrior } from './segment.ts';
import { newIdPosition } from './sorted-ids.ts';

/** Rows copied with every change during a rebuild: it ends long before the copy has as many deleted rows. */
const copiedAtOnce = 6;
/** Rows added between two flushes. */
const flushedAtOnce = 256;

/**
 * The segment in use; while it is being rebuilt, there is a second one that takes every change too.
 * @param minDeleted a rebuild begins once more rows are deleted than this, and than a third of the live ones
 */
export function createLiveSegment<Row extends Searchable>(minDeleted: number) {
  const position = newIdPosition();
  let segment = newSegment<Row>();
  /** The copy. The rows of `segment` from `from` to `end` are still to be copied; later ones have been put in both. */
  let next: { readonly segment: Segment<Row>; from: number; readonly end: number } | null = null;

  const both = (): Segment<Row>[] => (next === null ? [segment] : [segment, next.segment]);

  const isSameText = (a: Row, b: Row): boolean =>
    a.name === b.name && a.company === b.company && a.email === b.email && a.phone === b.phone;

  const putIn = (one: Segment<Row>, row: Row, prior: number): void => {
    const number = findRow(one, row.id, position);
    const before = number < 0 ? undefined : one.rows[number];
    if (before !== undefined && isSameText(before, row)) {
      one.rows[number] = row;
      setPrior(one, number, prior);
      return;
    }
    if (before !== undefined) {
      flush(one);
      deleteRow(one, number, position);
    }
    addRow(one, row, prior, position);
  };

  const copySome = (): void => {
    const deleted = segment.rows.length - segment.liveRows;
    if (next === null && deleted > minDeleted && deleted * 3 > segment.liveRows)
      next = { segment: newSegment(), from: 0, end: segment.rows.length };
    if (next === null) return;
    for (let copied = 0; copied < copiedAtOnce && next.from < next.end; next.from++) {
      const row = segment.rows[next.from];
      if (row === undefined || findRow(next.segment, row.id, position) >= 0) continue;
      addRow(next.segment, row, at64(segment.prior, next.from), position);
      copied++;
    }
    if (next.from < next.end) return;
    segment = next.segment;
    next = null;
  };

  const flushAll = (): void => both().forEach(flush);

  return {
    get segment(): Segment<Row> {
      return segment;
    },
    /** Adds rows, or replaces those whose ids are known. */
    put(rows: Iterable<Row>, priorOf: (row: Row) => number): void {
      let added = 0;
      for (const row of rows) {
        const prior = priorOf(row);
        putIn(segment, row, prior);
        if (next !== null) putIn(next.segment, row, prior);
        copySome();
        if (++added % flushedAtOnce === 0) flushAll();
      }
      flushAll();
    },
    remove(id: OpportunityId): void {
      for (const one of both()) {
        const number = findRow(one, id, position);
        if (number >= 0) deleteRow(one, number, position);
      }
      copySome();
      flushAll();
    },
    /** Sets a row's prior anew, if the row is known. */
    updatePrior(id: OpportunityId, priorOf: (row: Row) => number): void {
      for (const one of both()) {
        const number = findRow(one, id, position);
        const row = one.rows[number];
        if (row !== undefined) setPrior(one, number, priorOf(row));
      }
    },
    /** Uses another segment from now on; a rebuild under way is dropped. */
    replace(other: Segment<Row>): void {
      segment = other;
      next = null;
    },
  };
}
