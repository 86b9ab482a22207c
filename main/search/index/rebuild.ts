import type { OpportunityId } from '../../contract/model.ts';
import { enter, settle } from './indexer.ts';
import { drop, find, newShelf, type Searchable, type Shelf, value } from './segment.ts';
import { newPlace } from './sorted-ids.ts';

/** The shelf in use, and while it is being renewed, the one that will follow it. */
export interface Generations<Row extends Searchable> {
  readonly shelf: Shelf<Row>;
  /** Adds rows, or replaces those with their ids. */
  put(rows: Iterable<Row>, worth: (row: Row) => number): void;
  remove(id: OpportunityId): void;
  /** Values a row anew, if it is there. */
  revalue(id: OpportunityId, worth: (row: Row) => number): void;
  /** Goes on with another shelf. */
  replace(shelf: Shelf<Row>): void;
}

/** Rows copied to the next shelf with every change while that goes on: it ends long before the dead are too many again. */
const copiedAtOnce = 6;
/** Rows that settle together. */
const settledAtOnce = 256;

/** @param fewDead dead rows that are never a reason to renew */
export function createGenerations<Row extends Searchable>(fewDead: number): Generations<Row> {
  const place = newPlace();
  let shelf = newShelf<Row>();
  /** The rows of `shelf` from here to `end` are still to be copied; those that came later have been put on both. */
  let next: { readonly shelf: Shelf<Row>; from: number; readonly end: number } | null = null;

  const isSameText = (a: Row, b: Row): boolean =>
    a.name === b.name && a.company === b.company && a.email === b.email && a.phone === b.phone;

  const putOn = (on: Shelf<Row>, row: Row, prior: number): void => {
    const number = find(on, row.id, place);
    const before = number < 0 ? undefined : on.rows[number];
    if (before !== undefined && isSameText(before, row)) {
      on.rows[number] = row;
      value(on, number, prior);
      return;
    }
    if (before !== undefined) {
      settle(on);
      drop(on, number, place);
    }
    enter(on, row, prior, place);
  };

  const dropFrom = (on: Shelf<Row>, id: OpportunityId): void => {
    const number = find(on, id, place);
    if (number >= 0) drop(on, number, place);
  };

  const valueOn = (on: Shelf<Row>, id: OpportunityId, worth: (row: Row) => number): void => {
    const number = find(on, id, place);
    const row = on.rows[number];
    if (row !== undefined) value(on, number, worth(row));
  };

  const copySome = (): void => {
    const dead = shelf.rows.length - shelf.living;
    if (next === null && dead > fewDead && dead * 3 > shelf.living)
      next = { shelf: newShelf(), from: 0, end: shelf.rows.length };
    if (next === null) return;
    for (let copied = 0; copied < copiedAtOnce && next.from < next.end; next.from++) {
      const row = shelf.rows[next.from];
      if (row === undefined || find(next.shelf, row.id, place) >= 0) continue;
      enter(next.shelf, row, shelf.prior[next.from] as number, place);
      copied++;
    }
    if (next.from < next.end) return;
    shelf = next.shelf;
    next = null;
  };

  const settleAll = (): void => {
    settle(shelf);
    if (next !== null) settle(next.shelf);
  };

  return {
    get shelf() {
      return shelf;
    },
    put(rows, worth) {
      let entered = 0;
      for (const row of rows) {
        const prior = worth(row);
        putOn(shelf, row, prior);
        if (next !== null) putOn(next.shelf, row, prior);
        copySome();
        if (++entered % settledAtOnce === 0) settleAll();
      }
      settleAll();
    },
    remove(id) {
      dropFrom(shelf, id);
      if (next !== null) dropFrom(next.shelf, id);
      copySome();
      settleAll();
    },
    revalue(id, worth) {
      valueOn(shelf, id, worth);
      if (next !== null) valueOn(next.shelf, id, worth);
    },
    replace(other) {
      shelf = other;
      next = null;
    },
  };
}
