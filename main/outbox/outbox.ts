import type { ChangeView, Pause, Resolution } from '../contract/change.ts';
import type { Result } from '../contract/failure.ts';
import type { Language } from '../contract/language.ts';
import type { ChangeId, LaneId, OpportunityId, StageId } from '../contract/model.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { Known, QuotaView } from '../contract/snapshot.ts';
import { createChangeNotifier } from './changes/change-notifier.ts';
import type { PickedChange } from './changes/coalesce.ts';
import { createOpenEntries } from './changes/open-entries.ts';
import { type AmongLanes, createQueries } from './changes/queries.ts';
import { createCommands } from './commands/commands.ts';
import { createRebinding } from './commands/rebinding.ts';
import { createAttempt } from './delivery/attempt.ts';
import { createRunner } from './delivery/runner.ts';
import { createTransitions } from './delivery/transitions.ts';
import { createWithdrawn } from './delivery/withdrawn.ts';
import { createAwake } from './lanes/awake.ts';
import type { Signal } from './lanes/gate.ts';
import { createLanes, type Lane } from './lanes/lanes.ts';
import { createSignals } from './lanes/signals.ts';
import type { Clock, Courier, Link, Listener, Random, Store } from './model/ports.ts';
import { createAlarms } from './time/alarms.ts';
import { createOdometer } from './time/odometer.ts';

export type { PickedChange } from './changes/coalesce.ts';
export type { Signal } from './lanes/gate.ts';

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
   * previous stage (or to what was overwritten), held for the undo window and five seconds at least, and replies
   * with that. `not-undoable` for what `ChangeView.undo` says; what is undone already is not undone again.
   */
  undo(id: ChangeId): Result<ChangeView>;

  /**
   * The user's answer to an open change as it was at `rev`; `outdated` where it is another by now, `too-late` for an
   * answer that it does not offer (`answersTo`). `put-back` makes a new change, as `undo` does, and replies with that.
   * The same answer once more is one answer.
   */
  resolve(id: ChangeId, answer: Resolution, rev: number): Result<ChangeView>;

  /**
   * Moves the open changes of a frozen lane to the lane in use, after one of their opportunities, or of those `known`
   * to be its account's, was found there. Replies how many moved. `wrong-account` when it was not found.
   */
  rebind(from: LaneId, known?: readonly OpportunityId[]): Promise<Result<number>>;

  /** Chooses the lane in use and the salted hash of its key; null: no key, nothing is sent. */
  use(lane: { readonly id: LaneId; readonly fingerprint: string } | null): void;

  /** What is known of the key. Without `read`, changes are sent unchecked and say so. */
  permissions(lane: LaneId, known: { readonly read: Known; readonly write: Known }): void;

  /** Length of the undo window for changes accepted from now on; 0 sends at once. */
  undoSeconds(seconds: number): void;

  wake(signal: Signal): void;
  /** The system says that there is no network: nothing is tried until a signal or the slow poll. */
  offline(): void;

  /** Open changes of all lanes, oldest first. A change that is as it was is the same object as before. */
  open(): readonly ChangeView[];
  /** Opportunities with an open change on the lane in use, the newest change first. */
  openLately(limit: number): readonly OpportunityId[];
  /** The newest open change of an opportunity on the lane in use: its target is what the user sees. */
  newest(opportunity: OpportunityId): ChangeView | null;
  /** Ended changes of the last `historyDays` on the lanes that `among` takes, newest first; `before` pages on by `endedAt`. */
  history(text: string, before: number | null, limit: number, among?: AmongLanes): readonly ChangeView[];
  /** Open and ended changes on those lanes as `csvOf` writes them, newest first; `zone` is an IANA name. */
  csv(language: Language, zone: string, among?: AmongLanes): string;

  /** The server no longer has this stage: changes that fail on it are parked as `stage-refused`. */
  stageGone(lane: LaneId, stage: StageId): void;

  /**
   * What a background request of this lane learnt: `quota` from its headers, and how it went. `key-accepted` ends the
   * pause for a refused key, which nothing else but the key entered again does.
   */
  observe(lane: LaneId, quota: QuotaView | null, link: Link): void;
  /**
   * Asks leave for one request that is sent at once, the user's own included. Null: it may; else until when (epoch ms)
   * the server wants none of this lane, having refused some for their number (429).
   */
  askLeave(lane: LaneId): number | null;
  /** An authentic answer said what time it is by the server's clock (epoch ms). */
  serverTime(date: number): void;
  /** How long ago a moment of the wall clock was, in milliseconds: never more than truly passed (`odometer.ts`). */
  elapsedSince(at: number): number;
  /** Whether a background read may spend a request now: not while paused, not from the share of the writes. */
  permitRead(): boolean;
  /** Whether a read that the user asks for may: wherever the server's own time and the hour's requests allow. */
  permitAsked(): boolean;

  quota(): QuotaView | null;
  /** Why nothing is being sent on the lane in use. */
  pause(): Pause | null;
  network(): 'online' | 'offline' | 'unknown';

  /** Runs this, which changes rows on disk, while nothing is in flight, and reads the disk anew. */
  reread<T>(change: () => T): Promise<T>;

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

/** Puts the parts together: what the user commands, what is learnt on the way, and the one loop. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, random, listener } = deps;
  const odometer = createOdometer(deps.clock, store.mileage(), store.keepMileage);
  /** Each moment that is written down is one that the odometer has seen. */
  const now = (): number => {
    odometer.look();
    return deps.clock.now();
  };
  const clock: Clock = { ...deps.clock, now };
  let using: { readonly id: LaneId; readonly fingerprint: string } | null = null;
  let undoMs = 1000 * defaultSettings.undoSeconds;

  const alarms = createAlarms(clock);
  const lanes = createLanes({ clock, random, alarms }, store.pauses());
  const lane = (): Lane | null => (using === null ? null : lanes.of(using.id));
  const openEntries = createOpenEntries(store);
  const queries = createQueries({ store, openEntries, current: () => using?.id ?? null });
  const notifier = createChangeNotifier(listener, clock, queries.view);
  const transitions = createTransitions({ openEntries, store, clock, random });
  const awake = createAwake(clock, alarms, lanes);
  const goesOn = (id: LaneId): boolean => id === using?.id && !runner.stopping();
  const attempt = createAttempt({
    ...deps,
    clock,
    odometer,
    openEntries,
    alarms,
    notifier,
    transitions,
    goesOn,
  });
  const runner = createRunner({
    ...deps,
    clock,
    odometer,
    openEntries,
    alarms,
    awake,
    notifier,
    transitions,
    attempt,
    lane,
  });
  const signals = createSignals(lanes, openEntries);
  const rebinding = createRebinding({
    ...deps,
    clock,
    openEntries,
    lanes,
    signals,
    notifier,
    goesOn,
    alone: runner.alone,
  });
  const withdrawn = createWithdrawn({ openEntries, notifier, transitions });
  const commands = createCommands({
    store,
    openEntries,
    clock,
    random,
    notifier,
    view: queries.view,
    current: () => (using === null ? null : { lane: lanes.of(using.id), fingerprint: using.fingerprint }),
  });

  /** Something is no longer what it was: tell, and look whether there is something to do. */
  const moved = (): void => {
    listener.changed();
    runner.kick();
  };
  const kicked = <T>(value: T): T => {
    runner.kick();
    return value;
  };

  return {
    start: runner.start,
    stop: runner.stop,

    accept: pick => kicked(commands.accept(pick, undoMs)),
    undo: id => kicked(commands.undo(id, undoMs)),
    resolve: (id, answer, rev) => {
      const resolved = commands.resolve(id, answer, rev, undoMs);
      if (resolved.ok) signals.answered(resolved.value.lane);
      return kicked(resolved);
    },
    rebind: (from, known = []) => rebinding(from, using, known),

    reread: change =>
      runner.alone(async () => {
        // What is owed to the disk is about rows that are there now.
        notifier.written(openEntries.payDebts());
        const changed = change();
        openEntries.load();
        listener.changed();
        return changed;
      }),

    use: chosen => {
      using = chosen;
      queries.forget();
      moved();
    },
    permissions: (id, known) => {
      if (known.read !== 'unknown') lanes.of(id).gate.read = known.read;
      runner.kick();
    },
    undoSeconds: seconds => {
      undoMs = Math.max(0, Math.round(seconds * 1000));
    },
    wake: signal => {
      if (runner.stopping()) return;
      store.checkFile();
      if (signal === 'resume') awake.woken();
      signals.woken(lane(), signal);
      moved();
    },
    offline: () => {
      lane()?.gate.offline();
      moved();
    },
    stageGone: (id, stage) => {
      if (store.writable) void runner.alone(() => withdrawn(id, stage));
    },
    observe: (id, quota, link) => {
      signals.observed(id, quota, link);
      moved();
    },

    open: queries.open,
    openLately: queries.openLately,
    newest: queries.newest,
    history: queries.history,
    csv: queries.csv,

    askLeave: id => {
      const { gate } = lanes.of(id);
      const until = gate.refusedUntil();
      if (until === null) gate.departs();
      return until;
    },
    serverTime: odometer.heard,
    elapsedSince: at => {
      odometer.look();
      return odometer.elapsedSince(at);
    },
    permitRead: () => {
      const current = lane();
      if (current === null || current.gate.opensIn() !== 0) return false;
      const queued = openEntries.rows().filter(row => row.lane === current.id && row.state !== 'parked');
      // What waits to be sent finds out whether the server still refuses.
      if (current.gate.isRefused() && queued.length > 0) return false;
      return current.quota.permitRead(queued.length);
    },
    permitAsked: () => {
      const current = lane();
      if (current === null || current.gate.refusedUntil() !== null) return false;
      return current.quota.blockedUntil(1) === null;
    },
    quota: () => lane()?.quota.view() ?? null,
    pause: () => (openEntries.diskFails() ? { kind: 'disk' } : (lane()?.gate.pause() ?? null)),
    network: () => lane()?.gate.network() ?? 'unknown',
  };
}
