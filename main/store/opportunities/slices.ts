import type { OpportunityId } from '../../contract/model.ts';
import { createIdIndex } from './id-index.ts';
import { PackedRow, type Slice } from './packed.ts';

/** The position of a row: its slice and its row there. */
export interface Spot {
  readonly number: number;
  readonly slice: Slice;
  readonly row: number;
}

/** The checksum of each slice; a different one means different rows. */
export type SliceChecksums = ReadonlyMap<number, number>;

/** The slices that have not changed, as they are now; later changes do not show in them. */
export interface Unchanged {
  /** The row at a place that `placeOf` returned then; undefined when its slice has changed since. */
  rowAt(place: number): PackedRow | undefined;
  /** The slices that are not among them. */
  others(): readonly number[];
}

/** The slices of one lane in memory by number, and where each id lies. */
export interface Slices {
  /** Rows in all. */
  readonly size: number;
  /** The highest number, 0 without slices. */
  readonly last: number;
  get(number: number): Slice | undefined;
  /**
   * Sets or (null) removes a slice. @param from for each row the equal row of the slice that it replaces; undefined
   * where there is none
   */
  set(number: number, slice: Slice | null, from?: readonly (number | undefined)[]): void;
  /** The row at that position. The same object each time while the row is unchanged, so it may be kept. */
  row(spot: Spot): PackedRow;
  find(id: OpportunityId): Spot | null;
  all(): Iterable<Slice>;
  /** All rows, or those of some slices, newest first. Each is made when it is reached. */
  rows(which?: Iterable<number>): Iterable<PackedRow>;
  /** The checksums of the slices, one at each step. */
  checksums(): Generator<void, SliceChecksums>;
  /** What has not changed since these were its checksums; one slice at each step. */
  unchanged(since: SliceChecksums): Generator<void, Unchanged>;
  /** Where a row lies, below 2³² − 1. It stays valid until the checksum of its slice changes. */
  placeOf(id: OpportunityId): number | undefined;
  /** Prepares the lookup by id, one slice at each step. A lookup before the end finishes the rest at once. */
  prepare(): Generator<void>;
}

/** More rows than a slice can have (its count is 16 bits). */
const stride = 0x1_0000;

/** The slice of a place. */
const sliceOf = (place: number): number => Math.floor(place / stride);

export function createSlices(): Slices {
  const slices = new Map<number, Slice>();
  /** Where an id lies: slice number × `stride` + row. */
  const places = createIdIndex(place => slices.get(sliceOf(place))?.id(place % stride));
  /** Slices whose ids have not been indexed yet. */
  const unplaced = new Set<number>();
  /**
   * Rows of a slice that somebody may keep. They move to the slice that replaces it: one row left behind would keep the
   * whole old slice in memory, and a change leaves nearly all rows of a slice as they were.
   */
  const handedOut = new Map<number, readonly PackedRow[]>();
  let size = 0;

  const rowsOf = (number: number, slice: Slice): readonly PackedRow[] => {
    const known = handedOut.get(number);
    if (known !== undefined) return known;
    const rows = Array.from({ length: slice.size }, (_, row) => new PackedRow(slice, row));
    handedOut.set(number, rows);
    return rows;
  };

  const moveRows = (number: number, slice: Slice | null, from: readonly (number | undefined)[]): void => {
    const before = handedOut.get(number);
    handedOut.delete(number);
    if (before === undefined || slice === null) return;
    const rows = Array.from({ length: slice.size }, (_, row) => {
      const kept = before[from[row] ?? -1];
      kept?.moveTo(slice, row);
      return kept ?? new PackedRow(slice, row);
    });
    handedOut.set(number, rows);
  };

  function* prepare(): Generator<void> {
    places.reserve(size);
    for (const number of unplaced) {
      unplaced.delete(number);
      const slice = slices.get(number);
      if (slice === undefined) continue;
      for (let row = 0; row < slice.size; row += 1) places.add(slice.idHash(row), number * stride + row);
      yield;
    }
  }

  const placeOf = (id: OpportunityId): number | undefined => {
    if (unplaced.size > 0) for (const _ of prepare());
    return places.get(id);
  };

  return {
    get size() {
      return size;
    },
    get last() {
      return Math.max(0, ...slices.keys());
    },
    get: number => slices.get(number),
    set(number, slice, from = []) {
      moveRows(number, slice, from);
      const before = slices.get(number);
      const isPlaced = !unplaced.delete(number) && before !== undefined;
      for (let row = 0; isPlaced && row < before.size; row += 1) places.delete(before.id(row));
      size += (slice?.size ?? 0) - (before?.size ?? 0);
      if (slice === null) slices.delete(number);
      else {
        slices.set(number, slice);
        unplaced.add(number);
      }
    },
    row: ({ number, slice, row }) => rowsOf(number, slice)[row] ?? new PackedRow(slice, row),
    find(id) {
      const place = placeOf(id);
      if (place === undefined) return null;
      const number = sliceOf(place);
      const slice = slices.get(number);
      return slice === undefined ? null : { slice, row: place % stride, number };
    },
    all: () => slices.values(),
    *rows(which = slices.keys()) {
      for (const number of [...which].reverse()) {
        let slice = slices.get(number);
        for (let row = 0; slice !== undefined && row < slice.size; row += 1) {
          const handed = rowsOf(number, slice)[row];
          if (handed !== undefined) yield handed;
          // Repacked while the caller did something else: `row` may be out of date.
          if (slices.get(number) !== slice) row = -1;
          slice = slices.get(number);
        }
      }
    },
    *checksums() {
      const checksums = new Map<number, number>();
      for (const [number, slice] of slices) {
        checksums.set(number, slice.checksum());
        yield;
      }
      return checksums;
    },
    *unchanged(since) {
      const same = new Map<number, readonly PackedRow[]>();
      for (const [number, slice] of slices) {
        if (since.get(number) === slice.checksum()) same.set(number, rowsOf(number, slice));
        yield;
      }
      return {
        rowAt: place => same.get(sliceOf(place))?.[place % stride],
        others: () => [...slices.keys()].filter(number => !same.has(number)),
      };
    },
    placeOf,
    prepare,
  };
}
