import type { OpportunityId } from '../../contract/model.ts';
import { createIdIndex } from './id-index.ts';
import { PackedRow, type Slice } from './packed.ts';

/** A row and where it lies: in which slice, and there in which row. */
export interface Spot {
  readonly number: number;
  readonly slice: Slice;
  readonly row: number;
}

/** The checksum of every slice: another one means other rows. */
export type SliceChecksums = ReadonlyMap<number, number>;

/** The slices that are what they were, as they are now: a later change does not show in them. */
export interface Unchanged {
  /** The row at a place that `placeOf` told of then; undefined when its slice is another one now. */
  rowAt(place: number): PackedRow | undefined;
  /** The slices that are not among them. */
  others(): readonly number[];
}

/** The slices of one lane in memory, by their numbers, and where each id lies in them. */
export interface Slices {
  /** Rows in all. */
  readonly size: number;
  /** The highest number, 0 without slices. */
  readonly last: number;
  get(number: number): Slice | undefined;
  /**
   * Puts a slice in, instead of the one of before; null takes it away.
   * @param from for each of its rows the row of the one of before that says the same, undefined where there is none
   */
  set(number: number, slice: Slice | null, from?: readonly (number | undefined)[]): void;
  /** The row at that spot as whoever asks may keep it: the same one each time, for as long as the row stays as it is. */
  row(spot: Spot): PackedRow;
  find(id: OpportunityId): Spot | null;
  all(): Iterable<Slice>;
  /** See `RowStore`. */
  rows(which?: Iterable<number>): Iterable<PackedRow>;
  checksums(): Generator<void, SliceChecksums>;
  unchanged(since: SliceChecksums): Generator<void, Unchanged>;
  placeOf(id: OpportunityId): number | undefined;
  prepare(): Generator<void>;
}

/** More rows than any slice may have (its count is 16 bits). */
const stride = 0x1_0000;

/** The slice that a place lies in. */
const sliceOf = (place: number): number => Math.floor(place / stride);

export function createSlices(): Slices {
  const slices = new Map<number, Slice>();
  /** Where an id lies: its slice's number × `stride` + its row. */
  const places = createIdIndex(place => slices.get(sliceOf(place))?.id(place % stride));
  /** Slices whose ids are not among the places yet. */
  const unplaced = new Set<number>();
  /**
   * The rows of a slice that somebody may keep. They go along to the slice that replaces it: a single row that stayed behind
   * would hold the whole slice in memory, and each change of a slice leaves nearly all of its rows as they were.
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

  const setPlaces = (number: number, slice: Slice): void => {
    for (let row = 0; row < slice.size; row += 1) places.add(slice.idHash(row), number * stride + row);
  };

  const deletePlaces = (slice: Slice): void => {
    for (let row = 0; row < slice.size; row += 1) places.delete(slice.id(row));
  };

  function* prepare(): Generator<void> {
    places.reserve(size);
    for (const number of unplaced) {
      unplaced.delete(number);
      const slice = slices.get(number);
      if (slice !== undefined) setPlaces(number, slice);
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
      let last = 0;
      for (const number of slices.keys()) last = Math.max(last, number);
      return last;
    },
    get: number => slices.get(number),
    set(number, slice, from = []) {
      moveRows(number, slice, from);
      const before = slices.get(number);
      if (!unplaced.delete(number) && before !== undefined) deletePlaces(before);
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
          // Repacked while the caller did something else: what was told of it may be out of date.
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
