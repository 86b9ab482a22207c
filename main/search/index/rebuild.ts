import type { OpportunityId } from '../../contract/model.ts';
import { at64 } from '../arrays/access.ts';
import { addRow, flush } from './indexer.ts';
import { deleteRow, findRow, newSegment, type Searchable, type Segment, setPrior } from './segment.ts';
import { newIdPosition } from './sorted-ids.ts';

/** The segment in use, and while it is being renewed, the one that will follow it. */
export interface LiveSegment<Row extends Searchable> {
  readonly segment: Segment<Row>;
  /** Adds rows, or replaces those with their ids. */
  put(rows: Iterable<Row>, worth: (row: Row) => number): void;
  remove(id: OpportunityId): void;
  /** Values a row anew, if it is there. */
  updatePrior(id: OpportunityId, worth: (row: Row) => number): void;
  /** Goes on with another segment. */
  replace(segment: Segment<Row>): void;
}

/** Rows copied to the next segment with every change while that goes on: it ends long before the dead are too many again. */
const copiedAtOnce = 6;
/** Rows that settle together. */
const settledAtOnce = 256;

/** @param fewDead dead rows that are never a reason to renew */
export function createLiveSegment<Row extends Searchable>(fewDead: number): LiveSegment<Row> {
  const place = newIdPosition();
  let segment = newSegment<Row>();
  /** The rows of `segment` from here to `end` are still to be copied; those that came later have been put on both. */
  let next: { readonly segment: Segment<Row>; from: number; readonly end: number } | null = null;

  const isSameText = (a: Row, b: Row): boolean =>
    a.name === b.name && a.company === b.company && a.email === b.email && a.phone === b.phone;

  const putOn = (on: Segment<Row>, row: Row, prior: number): void => {
    const number = findRow(on, row.id, place);
    const before = number < 0 ? undefined : on.rows[number];
    if (before !== undefined && isSameText(before, row)) {
      on.rows[number] = row;
      setPrior(on, number, prior);
      return;
    }
    if (before !== undefined) {
      flush(on);
      deleteRow(on, number, place);
    }
    addRow(on, row, prior, place);
  };

  const dropFrom = (on: Segment<Row>, id: OpportunityId): void => {
    const number = findRow(on, id, place);
    if (number >= 0) deleteRow(on, number, place);
  };

  const valueOn = (on: Segment<Row>, id: OpportunityId, worth: (row: Row) => number): void => {
    const number = findRow(on, id, place);
    const row = on.rows[number];
    if (row !== undefined) setPrior(on, number, worth(row));
  };

  const copySome = (): void => {
    const dead = segment.rows.length - segment.liveRows;
    if (next === null && dead > fewDead && dead * 3 > segment.liveRows)
      next = { segment: newSegment(), from: 0, end: segment.rows.length };
    if (next === null) return;
    for (let copied = 0; copied < copiedAtOnce && next.from < next.end; next.from++) {
      const row = segment.rows[next.from];
      if (row === undefined || findRow(next.segment, row.id, place) >= 0) continue;
      addRow(next.segment, row, at64(segment.prior, next.from), place);
      copied++;
    }
    if (next.from < next.end) return;
    segment = next.segment;
    next = null;
  };

  const settleAll = (): void => {
    flush(segment);
    if (next !== null) flush(next.segment);
  };

  return {
    get segment() {
      return segment;
    },
    put(rows, worth) {
      let entered = 0;
      for (const row of rows) {
        const prior = worth(row);
        putOn(segment, row, prior);
        if (next !== null) putOn(next.segment, row, prior);
        copySome();
        if (++entered % settledAtOnce === 0) settleAll();
      }
      settleAll();
    },
    remove(id) {
      dropFrom(segment, id);
      if (next !== null) dropFrom(next.segment, id);
      copySome();
      settleAll();
    },
    updatePrior(id, worth) {
      valueOn(segment, id, worth);
      if (next !== null) valueOn(next.segment, id, worth);
    },
    replace(other) {
      segment = other;
      next = null;
    },
  };
}
