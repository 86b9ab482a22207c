import type { LaneId, OpportunityId } from '../contract/model.ts';
import type { LightRow } from '../contract/row-store.ts';
import type { Clock } from '../outbox/model/ports.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { feed } from '../search/feed.ts';
import type { IndexFile } from '../store/opportunities/index-file.ts';
import type { RowStore } from '../store/opportunities/opportunities.ts';
import type { StageKey } from '../store/opportunities/packed.ts';
import { bytesOfRoles, differ, isSame, readRoles, roleIn, type StageRoles } from './stage-roles.ts';
import { timeSliced } from './time-sliced.ts';

export interface KeeperDeps {
  readonly lane: LaneId;
  readonly rowStore: RowStore;
  readonly catalogue: Catalogue<LightRow>;
  readonly file: IndexFile;
  readonly clock: Clock;
}

/** Below this number of rows, building the index is quicker than loading it. */
const worthIt = 2_000;
/** The share of rows that the saved index may lack before it is saved again. */
const mayLack = 0.1;
/** The list counts as at rest after this long without a change. Milliseconds. */
const restMs = 20_000;

/**
 * Fills the catalogue with one lane's rows and keeps its index on disk, so that the next start need not build it. Work
 * is done in slices with the event loop in between.
 */
export function createIndexKeeper({ lane, rowStore, catalogue, file, clock }: KeeperDeps) {
  let left = false;
  let isFilled = false;
  /** Changes that came while the index was being restored; null at other times. */
  let late: (() => void)[] | null = null;
  /** How many changed rows the catalogue was told of. */
  let edits = 0;
  /** How many rows the saved index lacks or has in an older form. */
  let unsaved = 0;
  let cancelRest = (): void => {};
  /** The roles by which rows are ranked now. While it is not exactly `roles`, some rows have to be ranked again. */
  let rankedBy: readonly StageRoles[] = [];
  let roles: StageRoles = new Map();
  let ranking: Promise<void> = Promise.resolve();
  let filling: Promise<void> = Promise.resolve();
  let saving: Promise<void> = Promise.resolve();

  const pace = { now: clock.monotonic, isWanted: () => !left };

  const take = (upserted: readonly LightRow[], removed: readonly OpportunityId[]): void => {
    edits += upserted.length + removed.length;
    unsaved += upserted.length + removed.length;
    catalogue.put(upserted);
    catalogue.remove(removed);
  };

  const feedRows = (slices?: readonly number[]) =>
    timeSliced(feed(catalogue, rowStore.rows(slices), { now: clock.monotonic }), pace);

  function* rowsThat(judged: (at: StageKey) => boolean): Generator<LightRow> {
    // A row changed or removed since the walk reached its slice is a different one in the catalogue, or none.
    for (const row of rowStore.rows()) {
      if (judged(row.standing()) && catalogue.get(row.id) === row) yield row;
    }
  }

  /** Ranks again the rows whose stage has another role now. */
  const rankAnew = async (): Promise<void> => {
    while (!left && isFilled && !isRanked()) {
      const [from, to] = [rankedBy, roles];
      rankedBy = [...from, to];
      for (const before of from.filter(one => !isSame(one, to))) {
        const fed = feed(catalogue, rowsThat(differ(before, to)), { now: clock.monotonic });
        unsaved += (await timeSliced(fed, pace))?.rows ?? 0;
      }
      rankedBy = [to];
    }
    rest();
  };
  const isRanked = (): boolean => rankedBy.every(one => isSame(one, roles));

  /** The slices whose rows still have to be added; null: the saved index is of no use. */
  const restore = async ([checksums, judged, ...parts]: readonly Uint8Array[]): Promise<
    readonly number[] | null
  > => {
    const unchanged = await timeSliced(rowStore.unchanged(readChecksums(checksums)), pace);
    const ranked = readRoles(judged);
    if (unchanged === undefined || ranked === null) return null;
    const restored = await timeSliced(catalogue.restore(parts, unchanged.rowAt), pace);
    if (restored !== true) return null;
    rankedBy = [...rankedBy, ranked];
    return unchanged.others();
  };

  /** Adds what is in the row store. Returns how many rows had to be added one by one. */
  const fillFrom = async (saved: readonly Uint8Array[] | null): Promise<number> => {
    late = [];
    const missing = saved === null ? null : await restore(saved);
    const changes = late;
    late = null;
    if (left) return 0;
    for (const change of changes) change();
    const before = catalogue.size;
    if (missing !== null) await feedRows(missing);
    if (left || (missing !== null && catalogue.size === rowStore.size)) return catalogue.size - before;
    if (missing !== null) catalogue.clear();
    await feedRows();
    return rowStore.size;
  };

  const fill = async (): Promise<void> => {
    rankedBy = [roles];
    unsaved += await fillFrom(await file.read(lane));
    if (left) return;
    isFilled = true;
    ranking = ranking.then(rankAnew);
    await ranking;
    await timeSliced(rowStore.prepare(), pace);
  };

  const saveNow = async (): Promise<void> => {
    const isWhole = (): boolean => !left && isFilled && isRanked() && rowStore.edits === edits;
    const counted = unsaved;
    if (!isWhole() || counted === 0 || rowStore.size < worthIt) return;
    await timeSliced(rowStore.prepare(), pace);
    const index = await timeSliced(
      catalogue.save(row => rowStore.placeOf(row.id)),
      pace,
    );
    const checksums = await timeSliced(rowStore.checksums(), pace);
    if (index === undefined || index === null || checksums === undefined) return;
    const parts = [bytesOfChecksums(checksums), bytesOfRoles(roles), ...index.parts];
    const written = await file.write(lane, parts, () => isWhole() && index.isCurrent());
    if (written.ok && written.value) unsaved -= counted;
  };

  const save = (): Promise<void> => {
    saving = saving.then(saveNow);
    return saving;
  };

  const lacksMuch = (): boolean => unsaved > Math.max(worthIt, rowStore.size) * mayLack;

  const rest = (): void => {
    cancelRest();
    if (!lacksMuch()) return;
    cancelRest = clock.after(restMs, () => {
      if (lacksMuch()) void save();
    });
  };

  return {
    /** Makes every row searchable: from the saved index where it fits, the others one by one. */
    fill(): Promise<void> {
      filling = fill();
      return filling;
    },
    /** Rows were added, changed or removed. They are searchable at once, or right after `fill` has restored the index. */
    changed(upserted: readonly LightRow[], removed: readonly OpportunityId[]): void {
      if (late !== null) late.push(() => take(upserted, removed));
      else take(upserted, removed);
      rest();
    },
    /** Sets the roles of stages. Rows of a stage whose role changed are ranked again. */
    judgeBy(next: StageRoles): Promise<void> {
      roles = next;
      rowStore.judgeBy((at, name) => roleIn(next, at, name));
      ranking = ranking.then(rankAnew);
      return ranking;
    },
    /** Stops the background work: the catalogue now belongs to another lane. Resolves when no file is being written any more. */
    leave(): Promise<unknown> {
      left = true;
      cancelRest();
      return Promise.all([filling, ranking, saving]);
    },
    /** Saves the index if it has changed. */
    save,
  };
}

const bytesOfChecksums = (checksums: ReadonlyMap<number, number>): Uint8Array =>
  new Uint8Array(Uint32Array.from([...checksums].flat()).buffer);

function readChecksums(bytes: Uint8Array | undefined): ReadonlyMap<number, number> {
  const numbers = bytes === undefined || bytes.length % 8 !== 0 ? [] : new Uint32Array(bytes.slice().buffer);
  const checksums = new Map<number, number>();
  for (let at = 0; at < numbers.length; at += 2) checksums.set(numbers[at] ?? 0, numbers[at + 1] ?? 0);
  return checksums;
}
