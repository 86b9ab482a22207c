/**
 * The room of opportunities. Enters: rows of the directory. Leaves: the same rows packed in slices, by id and in order,
 * and the saved search index.
 */

import type { LaneId, Opportunity, OpportunityId } from '../../contract/model.ts';
import type {
  RowBatch,
  RowChange,
  StandingCount,
  StandingQuery,
  StandingRows,
} from '../../contract/row-store.ts';
import { attempt } from '../sqlite/attempt.ts';
import type { Database } from '../sqlite/database.ts';
import { createDirectoryRows } from './directory-rows.ts';
import { pack, sliceCap } from './pack.ts';
import { type RoleIn, roleByName, unpack } from './packed.ts';
import { createSlices, type Slices } from './slices.ts';
import { createStandings } from './standings.ts';
import { createTally } from './tally.ts';

/** One account's opportunities, in memory and on disk. */
export interface RowStore
  extends Pick<Slices, 'size' | 'rows' | 'checksums' | 'unchanged' | 'placeOf' | 'prepare'> {
  /** The number of rows changed, added and removed since the store was opened. A copy that was told of fewer is out of date. */
  readonly edits: number;
  get(id: OpportunityId): Opportunity | null;
  /** A list of rows, the longest untouched first; those of an unknown time come last. */
  list(query: StandingQuery): StandingRows;
  /** How many rows stand in each stage, and whose: kept, so that asking costs nothing. Empty until `prepare` has come to its end. */
  counts(): readonly StandingCount[];
  /** Sets how a stage's role is found; by its name until then. */
  judgeBy(roleIn: RoleIn): void;
  keep(batch: RowBatch): RowChange;
  note(): string | null;
  pipelines(): string | null;
  /** How many rows the current walk has met. */
  sightings(): number;
  /** Rows that the current walk has not met. */
  unsighted(): readonly OpportunityId[];
}

/** Reads a lane's rows. Slices that cannot be read are dropped; the server sends their rows again. */
export function openRowStore(db: Database, lane: LaneId): RowStore {
  const disk = createDirectoryRows(db, lane);
  const slices = createSlices();
  const standings = createStandings();
  const tally = createTally(slices.all);
  let roleIn = roleByName;
  const role: RoleIn = (at, name) => roleIn(at, name);
  /** Slices that differ from the disk; null: to be deleted. */
  let dirty = new Map<number, Uint8Array | null>();
  let unwritten: RowBatch = {};
  let edits = 0;

  for (const { number, bytes } of disk.slices()) {
    const read = bytes === null ? null : unpack(bytes, role);
    if (read === null) dirty.set(number, null);
    else slices.set(number, read);
  }

  /** Packs a slice again with rows replaced, added or (null) removed. */
  function repack(number: number, edits: ReadonlyMap<OpportunityId, Opportunity | null>): void {
    const old = slices.get(number);
    const kept: Opportunity[] = [];
    const from: (number | undefined)[] = [];
    const left = new Map(edits);
    for (let row = 0; old !== undefined && row < old.size; row += 1) {
      const id = old.id(row);
      const edit = left.get(id);
      left.delete(id);
      if (edit === null) continue;
      kept.push(edit ?? old.opportunity(row));
      from.push(edit === undefined ? row : undefined);
    }
    for (const added of left.values()) if (added !== null) kept.push(added);
    const bytes = kept.length === 0 ? null : pack(kept);
    dirty.set(number, bytes);
    const slice = bytes === null ? null : unpack(bytes, role);
    tally.replace(old, slice);
    slices.set(number, slice, from);
  }

  function place(batch: RowBatch): Omit<RowChange, 'failure'> {
    const bySlice = new Map<number, Map<OpportunityId, Opportunity | null>>();
    const edit = (number: number, id: OpportunityId, row: Opportunity | null): void => {
      bySlice.set(number, (bySlice.get(number) ?? new Map()).set(id, row));
    };
    const changed = new Set<OpportunityId>();
    let added = 0;
    let tail = slices.last;
    let room = sliceCap - (slices.get(tail)?.size ?? 0);
    for (const row of new Map((batch.upsert ?? []).map(one => [one.id, one])).values()) {
      const known = slices.find(row.id);
      if (known?.slice.equals(known.row, row)) continue;
      changed.add(row.id);
      if (known !== null) {
        edit(known.number, row.id, row);
        continue;
      }
      added += 1;
      if (room === 0) {
        tail += 1;
        room = sliceCap;
      }
      room -= 1;
      edit(tail, row.id, row);
    }
    const removed = (batch.remove ?? []).filter(id => slices.find(id) !== null && !changed.has(id));
    for (const id of removed) edit(slices.find(id)?.number ?? tail, id, null);
    for (const [number, rows] of bySlice) repack(number, rows);
    edits += changed.size + removed.length;
    return {
      changed: [...changed]
        .map(id => slices.find(id))
        .filter(spot => spot !== null)
        .map(slices.row),
      added,
      removed,
    };
  }

  const column = (name: 'note' | 'pipelines'): string | null => unwritten[name] ?? disk.column(name);

  return {
    get size() {
      return slices.size;
    },
    get edits() {
      return edits;
    },
    rows: slices.rows,
    checksums: slices.checksums,
    unchanged: slices.unchanged,
    placeOf: slices.placeOf,
    *prepare() {
      yield* slices.prepare();
      yield* tally.prepare();
    },
    get(id) {
      const found = slices.find(id);
      return found === null ? null : found.slice.opportunity(found.row);
    },
    list(query) {
      const { first, ...listed } = standings.listOf([...slices.all()], query);
      return { ...listed, rows: first.map(({ slice, row }) => slice.opportunity(row)) };
    },
    counts: tally.counts,
    judgeBy(judge) {
      roleIn = judge;
    },
    keep(batch) {
      const change = place(batch);
      const { upsert: _, remove: __, ...rest } = batch;
      unwritten = { ...unwritten, ...rest };
      const written = attempt(() => disk.write(dirty, unwritten));
      if (written.ok) {
        unwritten = {};
        dirty = new Map();
      }
      return { ...change, failure: written.ok ? null : written.failure };
    },
    note: () => column('note'),
    pipelines: () => column('pipelines'),
    sightings() {
      let count = 0;
      for (const id of disk.sighted()) if (slices.find(id) !== null) count += 1;
      return count;
    },
    unsighted() {
      const missing = new Set<OpportunityId>();
      for (const slice of slices.all()) {
        for (let row = 0; row < slice.size; row += 1) missing.add(slice.id(row));
      }
      for (const id of disk.sighted()) missing.delete(id);
      return [...missing];
    },
  };
}
