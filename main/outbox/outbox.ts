import type { Pause } from '../contract/change.ts';
import type { Result } from '../contract/failure.ts';
import type { LaneId, OpportunityId, StageId } from '../contract/model.ts';
import type { Known, QuotaView } from '../contract/snapshot.ts';
import { createChangeNotifier } from './changes/change-notifier.ts';
import { createOpenEntries } from './changes/open-entries.ts';
import { createQueries, type Queries } from './changes/queries.ts';
import { type Commands, createCommands } from './commands/commands.ts';
import { createRebinding } from './commands/rebinding.ts';
import { createAttempt } from './delivery/attempt.ts';
import { createRunner } from './delivery/runner.ts';
import { createTransitions } from './delivery/transitions.ts';
import type { Signal } from './lanes/gate.ts';
import { createAwake, createLanes, type Lane, type LaneInUse, type Parts } from './lanes/lanes.ts';
import { createSignals } from './lanes/signals.ts';
import type { Clock, Link, Ports } from './model/ports.ts';
import { createAlarms } from './time/alarms.ts';
import { createOdometer } from './time/odometer.ts';

export type { PickedChange } from './changes/coalesce.ts';
export type { Signal } from './lanes/gate.ts';

/**
 * Keeps the promise: a change that the user saw accepted is never lost, never silently dropped, never sent under
 * another account's key, and never overwrites a colleague's newer change without asking. All methods but `rebind`,
 * `reread` and `stop` are synchronous and do not wait for the network.
 */
export interface Outbox extends Commands, Omit<Queries, 'view' | 'newer' | 'forget'> {
  /**
   * Reads the disk and starts sending. A change that was being sent when the program ended is verified first. Call
   * once, after `use`.
   */
  start(): void;

  /**
   * Moves the open changes of a frozen lane to the lane in use, after one of their opportunities, or of the `known`
   * ones of its account, was found there. Replies how many moved. Fails with `wrong-account` when none was found.
   */
  rebind(from: LaneId, known?: readonly OpportunityId[]): Promise<Result<number>>;

  /** Sets the lane in use and the salted hash of its key. Null: no key, and nothing is sent. */
  use(lane: { readonly id: LaneId; readonly fingerprint: string } | null): void;

  /** Sets what is known of the key. Without `read`, changes are sent unchecked and are marked so. */
  permissions(lane: LaneId, known: { readonly read: Known; readonly write: Known }): void;

  wake(signal: Signal): void;
  /** The system reports that there is no network: nothing is tried until a signal, or the next probe. */
  offline(): void;

  /** The server no longer has this stage: changes that fail on it are parked as `stage-refused`. */
  stageGone(lane: LaneId, stage: StageId): void;

  /**
   * The result of a background request of this lane: `quota` from its headers, and how it went. `key-accepted` ends the
   * pause for a refused key; else only entering the key again does.
   */
  observe(lane: LaneId, quota: QuotaView | null, link: Link): void;
  /**
   * Asks to send one request now, the user's own included. Null: it may leave. Otherwise the time (epoch ms) until
   * which this lane sends nothing after a 429.
   */
  askLeave(lane: LaneId): number | null;
  /** The server's clock in an answer of our API (epoch ms). */
  serverTime(date: number): void;
  /** Milliseconds since a moment of the wall clock; never more than has truly passed (`odometer.ts`). */
  elapsedSince(at: number): number;
  /** Whether a background read may leave now: not while paused, and not from the reserve for writes. */
  permitRead(): boolean;
  /** Whether a read that the user asks for may leave now: the server's own time and the hour's requests allow it. */
  permitAsked(): boolean;

  quota(): QuotaView | null;
  /** Why nothing is sent on the lane in use; null when nothing stands in the way. */
  pause(): Pause | null;
  network(): 'online' | 'offline' | 'unknown';

  /** Runs `change`, which changes rows on disk, with no request in flight, and then reads the disk again. */
  reread<T>(change: () => T): Promise<T>;

  /** Lets the request in flight end and be written, then stops the timers. Nothing is sent afterwards. */
  stop(): Promise<void>;
}

/** Wires commands, signals and the delivery loop together. */
export function createOutbox(ports: Ports): Outbox {
  const { store, listener } = ports;
  const odometer = createOdometer(ports.clock, store.elapsedTime(), store.keepElapsedTime);
  /** Wall clock for times that are written down; the odometer must have seen each of them. */
  const now = (): number => {
    odometer.look();
    return ports.clock.now();
  };
  const clock: Clock = { ...ports.clock, now };
  let using: LaneInUse | null = null;

  const alarms = createAlarms(clock);
  const openEntries = createOpenEntries(store);
  const queries = createQueries(store, openEntries, () => using?.lane.id ?? null);
  const { view, newer: _, forget, ...asked } = queries;
  const notifier = createChangeNotifier(listener, clock, view);
  const parts: Parts = { ...ports, clock, alarms, odometer, openEntries, notifier };
  const lanes = createLanes(parts, store.pauses());
  const lane = (): Lane | null => using?.lane ?? null;
  const transitions = createTransitions(parts);
  const awake = createAwake(clock, alarms, lanes);
  const goesOn = (id: LaneId): boolean => id === using?.lane.id && !runner.stopping();
  const attempt = createAttempt({ ...parts, transitions, goesOn });
  const runner = createRunner({ ...parts, awake, transitions, attempt, lane });
  const signals = createSignals(lanes, openEntries);
  const rebinding = createRebinding({ ...parts, signals, goesOn, alone: runner.alone });
  const commands = createCommands(parts, queries, () => using);

  /** Something has changed: tells the listener and runs the loop. */
  const moved = (): void => {
    listener.changed();
    runner.kick();
  };
  const kicked = <T>(value: T): T => {
    runner.kick();
    return value;
  };

  return {
    ...asked,
    start: runner.start,
    stop: runner.stop,

    accept: pick => kicked(commands.accept(pick)),
    acceptSeveral: picks => kicked(commands.acceptSeveral(picks)),
    undo: id => kicked(commands.undo(id)),
    undoSeveral: ids => kicked(commands.undoSeveral(ids)),
    resolve: (id, answer, rev) => {
      const resolved = commands.resolve(id, answer, rev);
      if (resolved.ok) signals.answered(resolved.value.lane);
      return kicked(resolved);
    },
    rebind: (from, known = []) => rebinding(from, using, known),

    reread: change =>
      runner.alone(async () => {
        // Batches that the disk still owes were made for the rows that are there now.
        notifier.written(openEntries.payDebts());
        const changed = change();
        openEntries.load();
        listener.changed();
        return changed;
      }),

    use: chosen => {
      using = chosen && { lane: lanes.of(chosen.id), fingerprint: chosen.fingerprint };
      forget();
      moved();
    },
    permissions: (id, known) => {
      if (known.read !== 'unknown') lanes.of(id).gate.read = known.read;
      runner.kick();
    },
    undoSeconds: commands.undoSeconds,
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
      const park = async (): Promise<void> => {
        for (const batch of transitions.withdrawn(id, stage)) notifier.written(openEntries.settle(batch));
      };
      if (store.writable) void runner.alone(park);
    },
    observe: (id, quota, link) => {
      signals.observed(id, quota, link);
      moved();
    },

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
      // A waiting change will find out whether the server still refuses.
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
