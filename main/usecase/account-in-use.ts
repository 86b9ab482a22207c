import type { Dialect, LaneId } from '../contract/model.ts';
import type { AccountView, Known } from '../contract/snapshot.ts';
import type { Connection } from '../raze/requests/courier.ts';
import type { Probed } from '../raze/requests/probe.ts';
import type { LaneRow, LaneRows } from '../store/changes/lane-rows.ts';
import { attempt } from '../store/sqlite/attempt.ts';

export interface Permissions {
  readonly read: Known;
  readonly write: Known;
}

/** The account in use: its lane, where its requests go, and their key. Never leaves the main process. */
export interface Current extends Connection, Permissions {
  readonly kind: 'key' | 'sample';
  readonly lane: LaneRow;
  readonly kept: 'keychain' | 'session';
}

export interface AccountInUseDeps {
  readonly lanes: LaneRows;
  /**
   * The account changed, null: there is none. Everything that works for one account starts anew. `probed`: the result
   * of trying a new key.
   */
  readonly onSwitch: (current: Current | null, probed: Probed | null) => void;
  /** The views have changed. */
  readonly onChange: () => void;
}

/** The lane of the sample data: its port changes at every start, its data does not. */
export const sampleOrigin = 'sample';

/** Holds the account in use; null while there is none. */
export function createAccountInUse({ lanes, onSwitch, onChange }: AccountInUseDeps) {
  let current: Current | null = null;
  let earlier: LaneRow | null = null;
  const secrets = new Set<string>();

  const lookForEarlier = (): void => {
    const lane = current?.kind === 'key' ? current.lane.id : null;
    const found = attempt(() => (lane === null ? null : lanes.besides(lane)));
    earlier = found.ok ? found.value : null;
  };

  const sampleLane = (): LaneId | null => {
    const lane = attempt(() => lanes.atOrigin(sampleOrigin));
    return lane.ok ? (lane.value?.id ?? null) : null;
  };

  return {
    current: (): Current | null => current,
    /** Null unless the lane is in use. */
    connection: (lane: LaneId): Connection | null => (current?.lane.id === lane ? current : null),
    switchTo(next: Current | null, probed: Probed | null = null): void {
      current = next;
      lookForEarlier();
      if (next !== null) secrets.add(next.key);
      onSwitch(next, probed);
      onChange();
    },
    /** The keychain has the key after all. */
    keyKept(key: string): void {
      if (current?.key !== key) return;
      current = { ...current, kept: 'keychain' };
      onChange();
    },
    account(): AccountView {
      if (current === null) return { kind: 'none' };
      if (current.kind === 'sample') return { kind: 'sample' };
      const { lane, kept, read, write } = current;
      const before = earlier && { lane: earlier.id, fingerprint: earlier.label };
      return { kind: 'key', fingerprint: lane.label, earlier: before, kept, read, write };
    },
    /** The data of an earlier key has moved to this one. */
    laneAdopted(): void {
      lookForEarlier();
      onChange();
    },
    /** The lane of the sample data; null when it was never used. */
    sampleLane,
    /** The lanes whose history is shown: the sample's alone while it is in use, otherwise all others. */
    shownLanes(): (lane: LaneId) => boolean {
      const [sample, isSample] = [sampleLane(), current?.kind === 'sample'];
      return lane => (lane === sample) === isSample;
    },
    /** Takes in what an answer showed of the lane in use. */
    learn(lane: LaneId, known: Partial<Permissions & { readonly dialect: Dialect }>): void {
      if (current?.lane.id !== lane) return;
      const before = current;
      current = { ...before, ...known };
      const { dialect } = known;
      const isOther = dialect !== undefined && dialect !== before.dialect;
      if (isOther) attempt(() => lanes.learnDialect(lane, dialect));
      if (isOther || current.read !== before.read || current.write !== before.write) onChange();
    },
    /** Notes a key that was entered, for the log to mask. */
    mask: (key: string): unknown => secrets.add(key),
    /** Every key of this run. */
    secrets: (): readonly string[] => [...secrets],
  };
}
