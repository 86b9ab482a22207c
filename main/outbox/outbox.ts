import type { Answer, ChangeView, Pause } from '../contract/change.ts';
import type { Result } from '../contract/failure.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, Stage } from '../contract/model.ts';
import type { Known, QuotaView } from '../contract/snapshot.ts';
import type { Clock, Courier, Listener, Random, Store } from './ports.ts';

/** What the user picked, and what was on the screen when they did. */
export interface PickedChange {
  /** The lane the opportunity was shown under; refused with `wrong-account` when another is in use by now. */
  readonly lane: LaneId;
  readonly opportunity: {
    readonly id: OpportunityId;
    readonly name: string;
    readonly company: string;
    readonly pipeline: PipelineId;
  };
  readonly to: Stage;
  /** The stage the user saw and when this lane fetched it (epoch ms, null: long ago); null for an unknown id. */
  readonly seen: { readonly stage: Stage; readonly fetchedAt: number | null } | null;
}

/** What made it worth trying now. Signals only trigger a try; only an authentic answer proves the connection. */
export type Signal =
  | 'start'
  | 'online'
  | 'resume'
  | 'unlock'
  | 'poll'
  /** The user asked for it: goes at once, where the server's own time allows. */
  | 'user'
  /** The key was entered again: lifts the pauses a key can lift. */
  | 'key';

/**
 * The promise: a change the user saw accepted is never lost, never silently dropped, never sent under another
 * account's key, and never overwrites a colleague's newer change without asking.
 *
 * All methods but `rebind` and `stop` are synchronous and do not wait for the network.
 */
export interface Outbox {
  /**
   * Reads the disk and begins to send. What was being sent when the program ended is verified first.
   * Call once, after `use`.
   */
  start(): void;

  /**
   * Takes a pick. On disk when the result is ok. An unsent change of the same opportunity is replaced and its
   * base kept; a pick back to that base cancels it (the reply is then the cancelled change); a pick of the
   * stage already on its way replies with that change.
   * Fails with `key-none`, `wrong-account`, `already-there`, `disk-full`, `disk-failing`, `store-newer`:
   * nothing was written then.
   */
  accept(pick: PickedChange): Result<ChangeView>;

  /**
   * Withdraws a change that has not been sent. After sending or delivery it makes a new one back to the
   * previous stage (or to what was overwritten) and replies with that. `too-late` when there is nothing to
   * go back to.
   */
  undo(id: ChangeId): Result<ChangeView>;

  /** The user's answer to a parked change; `cancel` and `retry` also to a waiting one. `too-late` otherwise. */
  resolve(id: ChangeId, answer: Answer): Result<ChangeView>;

  /**
   * Moves the open changes of a frozen lane to the lane in use, after one of their opportunities was found
   * there. Replies how many moved. `wrong-account` when it was not found.
   */
  rebind(from: LaneId): Promise<Result<number>>;

  /** Chooses the lane in use and the salted hash of its key; null: no key, nothing is sent. */
  use(lane: { readonly id: LaneId; readonly fingerprint: string } | null): void;

  /** What is known of the key. Without `read`, changes are sent unchecked and say so. */
  permissions(lane: LaneId, known: { readonly read: Known; readonly write: Known }): void;

  /** Length of the undo window for changes accepted from now on; 0 sends at once. */
  undoSeconds(seconds: number): void;

  wake(signal: Signal): void;
  /** The system says that there is no network: nothing is tried until a signal or the slow poll. */
  offline(): void;

  /** Open changes of all lanes, oldest first. */
  open(): readonly ChangeView[];
  /** The newest open change of an opportunity on the lane in use: its target is what the user sees. */
  newest(opportunity: OpportunityId): ChangeView | null;
  /** Ended changes of the last 30 days, newest first; `before` pages on by `endedAt`. */
  history(text: string, before: number | null, limit: number): readonly ChangeView[];
  /** Open and ended changes as RFC 4180 text, UTF-8 with BOM, newest first. */
  csv(): string;

  /**
   * What a background request of this lane learnt: `quota` from its headers; `proven` when the answer was
   * authentic (any status of our API), `lost` when it never arrived, `foreign` when somebody else answered.
   */
  observe(lane: LaneId, quota: QuotaView | null, link: 'proven' | 'lost' | 'foreign'): void;
  /** Whether a background read may spend a request now: not while paused, not from the share of the writes. */
  permitRead(): boolean;

  quota(): QuotaView | null;
  /** Why nothing is being sent on the lane in use. */
  pause(): Pause | null;
  network(): 'online' | 'offline' | 'unknown';

  /** Lets the request in flight end and be written down, then closes the timers. Nothing is sent afterwards. */
  stop(): Promise<void>;
}

export interface OutboxDeps {
  readonly store: Store;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: Listener;
}

export function createOutbox(_deps: OutboxDeps): Outbox {
  throw new Error('Not built yet');
}
