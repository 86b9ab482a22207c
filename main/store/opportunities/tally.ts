import type { StandingCount } from '../../contract/row-store.ts';
import { textColumns } from './pack.ts';
import type { Slice } from './packed.ts';

/** How many rows stand in each stage and whose they are, kept up with every slice that changes. */
export interface Tally {
  /** A slice takes the place of another; null or undefined where there is, or was, none. */
  replace(before: Slice | undefined, after: Slice | null): void;
  /** Counts what was there at first, one slice at each step. */
  prepare(): Generator<void>;
  /** Each combination of stage and owner that any row has, in no order; empty until `prepare` has come to its end. */
  counts(): readonly StandingCount[];
}

const at = (field: (typeof textColumns)[number]): number => textColumns.indexOf(field);
const columns = [at('pipeline'), at('stageId'), at('owner')];

export function createTally(all: () => Iterable<Slice>): Tally {
  const total = new Map<string, StandingCount>();
  const counted = new WeakSet<Slice>();
  let isWhole = false;
  const add = (slice: Slice, sign: 1 | -1): void => {
    for (const { rows: some, ...one } of countsIn(slice)) {
      const key = `${one.pipeline}\n${one.stage}\n${one.owner}`;
      const rows = (total.get(key)?.rows ?? 0) + sign * some;
      if (rows === 0) total.delete(key);
      else total.set(key, { ...one, rows });
    }
  };
  const count = (slice: Slice): void => {
    counted.add(slice);
    add(slice, 1);
  };
  return {
    replace(before, after) {
      if (before !== undefined && counted.has(before)) add(before, -1);
      if (after !== null) count(after);
    },
    *prepare() {
      for (const slice of all()) {
        if (!counted.has(slice)) count(slice);
        yield;
      }
      isWhole = true;
    },
    counts: () => (isWhole ? [...total.values()] : []),
  };
}

/** The counts of one slice. Rows with the same text share its place there, so each text is read once. */
function countsIn(slice: Slice): readonly StandingCount[] {
  /** Numbers for the places of texts, small enough that three make one number. */
  const numbers = new Map<number, number>();
  const numberOf = (ref: number): number => {
    const known = numbers.get(ref) ?? numbers.size;
    if (known === numbers.size) numbers.set(ref, known);
    return known;
  };
  const found = new Map<number, { readonly first: number; rows: number }>();
  for (let row = 0; row < slice.size; row += 1) {
    let key = 0;
    for (const column of columns) key = key * stride + numberOf(slice.ref(row, column));
    const same = found.get(key);
    if (same === undefined) found.set(key, { first: row, rows: 1 });
    else same.rows += 1;
  }
  return [...found.values()].map(({ first, rows }) => {
    const [pipeline, stage, owner] = columns.map(column => slice.shared(first, column));
    return { pipeline: pipeline ?? '', stage: stage ?? '', owner: owner ?? '', rows };
  });
}

/** More places than the three columns of a slice can have: its count of rows has 16 bits. Its cube is a safe integer. */
const stride = 0x2_0000;
