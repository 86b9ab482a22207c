import type { Answer, ChangeView, Pause } from '../contract/change.ts';
import { type Failure, fail, ok, type Result } from '../contract/failure.ts';
import type { ChangeId, LaneId, OpportunityId } from '../contract/model.ts';
import type { Known, QuotaView } from '../contract/snapshot.ts';
import { createAlarms } from './alarms.ts';
import { answered } from './answer.ts';
import { createAttempt } from './attempt.ts';
import { createBook } from './book.ts';
import { type PickedChange, take } from './coalesce.ts';
import { csvOf } from './csv.ts';
import { type Entry, isEnded, step } from './entry.ts';
import type { Signal } from './gate.ts';
import { createLanes } from './lanes.ts';
import type { Clock, Courier, Listener, Random, Store, StoreFailure } from './ports.ts';
import { rebound } from './rebind.ts';
import { createRunner } from './runner.ts';
import { createTeller } from './teller.ts';
import { failureOf } from './trouble.ts';
import { viewOf } from './view.ts';

export type { PickedChange } from './coalesce.ts';
export type { Signal } from './gate.ts';

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

/** How many of a frozen lane's opportunities are looked for before it counts as another account's. */
const rebindTries = 3;

export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, courier, clock, random, listener } = deps;
  let current: { readonly id: LaneId; readonly fingerprint: string } | null = null;
  let undoMs = 5000;

  const currentLane = (): LaneId | null => current?.id ?? null;
  const alarms = createAlarms(clock);
  const lanes = createLanes({ clock, random, alarms }, store.pauses());
  const book = createBook(store);
  const teller = createTeller(listener, clock, currentLane);
  const attempt = createAttempt({
    ...deps,
    book,
    alarms,
    teller,
    goesOn: lane => lane === currentLane() && !runner.stopping(),
  });
  const runner = createRunner({ ...deps, book, alarms, teller, lanes, attempt, lane: currentLane });

  const view = (entry: Entry): ChangeView => viewOf(entry, currentLane());
  const refused = ({ code }: StoreFailure): Failure => (code === 'stale' ? { code: 'too-late' } : { code });
  const lane = () => (current === null ? null : lanes.of(current.id));

  /** Commits rows of the user's making; the last of them is the reply. */
  const write = (batch: Parameters<typeof book.commit>[0]): Result<ChangeView> => {
    const written = book.commit(batch);
    if (!written.ok) return fail(refused(written.failure));
    teller.written(written.value);
    const last = written.value.at(-1);
    runner.kick();
    return last === undefined ? fail({ code: 'too-late' }) : ok(view(last));
  };

  const accept = (pick: PickedChange, windowMs: number): Result<ChangeView> => {
    if (!store.writable) return fail({ code: 'store-newer' });
    if (current === null) return fail({ code: 'key-none' });
    if (pick.lane !== current.id) return fail({ code: 'wrong-account' });
    const now = clock.now();
    const moment = {
      id: random.uuid() as ChangeId,
      fingerprint: current.fingerprint,
      now,
      undoMs: windowMs,
    };
    const taken = take(pick, book.of(pick.lane, pick.opportunity.id), moment);
    if (taken.kind === 'already-there') return fail({ code: 'already-there' });
    if (taken.kind === 'same') return ok(view(taken.entry));
    const written = write(taken.batch);
    // Only for a base taken from this very sight: a row that replaces another keeps that one's base and its past.
    const isFirst = taken.kind === 'write' && taken.batch.update === undefined;
    if (written.ok && isFirst && pick.seen?.fetchedAt != null) {
      lanes.of(pick.lane).fresh.learn(pick.opportunity.id, pick.seen.stage.id, now - pick.seen.fetchedAt);
    }
    if (written.ok && windowMs === 0) lane()?.gate.click();
    return written;
  };

  /** Makes a new change back to where the opportunity was, or to what a delivery overwrote. */
  const back = (entry: Entry): Result<ChangeView> => {
    const to = entry.overwrote ?? entry.base;
    if (to === null || to.id === entry.to.id) return fail({ code: 'too-late' });
    if (entry.lane !== currentLane()) return fail({ code: 'wrong-account' });
    const { opportunity: id, name, company, pipeline } = entry;
    const seen = { stage: entry.to, fetchedAt: entry.endedAt };
    return accept({ lane: entry.lane, opportunity: { id, name, company, pipeline }, to, seen }, 0);
  };

  /** Looks for a few of the frozen opportunities in the account in use; true when one of them is there. */
  const isSameAccount = async (target: LaneId, rows: readonly Entry[]): Promise<Result<true>> => {
    const ids = [...new Set(rows.map(({ opportunity }) => opportunity))].slice(0, rebindTries);
    for (const id of ids) {
      const { gate, quota } = lanes.of(target);
      const blocked = quota.blockedUntil(1);
      if (blocked !== null) return fail({ code: 'rate-limited', until: blocked });
      if (gate.opensIn() !== 0) return fail(waitFailure(gate.pause()));
      const answer = await courier.look(target, id);
      runner.heard(target, answer);
      if (answer.kind === 'done') return ok(true);
      if (answer.kind !== 'missing') {
        if (answer.kind === 'forbidden' && answer.permission === '') return fail({ code: 'wrong-account' });
        return fail(failureOf(answer, clock.now()));
      }
    }
    return fail({ code: 'wrong-account' });
  };

  return {
    start: () => runner.start(),
    accept: pick => accept(pick, undoMs),

    undo: id => {
      const entry = book.find(id);
      if (entry === null) return fail({ code: 'too-late' });
      if (entry.state === 'superseded' || entry.state === 'cancelled') return fail({ code: 'too-late' });
      if (isEnded(entry.state) || entry.state === 'sending' || entry.state === 'verify') return back(entry);
      if (!store.writable) return fail({ code: 'store-newer' });
      if (entry.sentAt !== null && entry.state !== 'parked') return back(entry);
      return write({ update: [step(entry, { state: 'cancelled', endedAt: clock.now(), due: null })] });
    },

    resolve: (id, answer) => {
      const entry = book.find(id);
      if (entry === null) return fail({ code: 'too-late' });
      if (!store.writable) return fail({ code: 'store-newer' });
      const ends = answer === 'cancel' || answer === 'keep-theirs';
      if (entry.lane !== currentLane() && !ends) return fail({ code: 'wrong-account' });
      const next = answered(entry, answer, clock.now());
      if (next === null) return fail({ code: 'too-late' });
      const written = write({ update: [next] });
      if (written.ok) runner.answered(entry.lane);
      return written;
    },

    rebind: async from => {
      const into = current;
      if (!store.writable) return fail({ code: 'store-newer' });
      if (into === null) return fail({ code: 'key-none' });
      const frozen = () => book.rows().filter(row => row.lane === from);
      if (from === into.id || frozen().length === 0) return ok(0);
      return runner.alone(async () => {
        const same = await isSameAccount(into.id, frozen());
        if (!same.ok) return same;
        const rows = frozen();
        const ended = store.history('', null, Number.MAX_SAFE_INTEGER).filter(row => row.lane === into.id);
        const written = book.commit(
          rebound({ frozen: rows, open: book.rows(), ended, into, now: clock.now() }),
        );
        if (!written.ok) return fail(refused(written.failure));
        teller.written(written.value);
        return ok(rows.length);
      });
    },

    use: lane => {
      current = lane;
      listener.changed();
      runner.kick();
    },
    permissions: (id, known) => {
      if (known.read !== 'unknown') lanes.of(id).gate.read = known.read;
      runner.kick();
    },
    undoSeconds: seconds => {
      undoMs = Math.max(0, Math.round(seconds * 1000));
    },
    wake: signal => runner.wake(signal),
    offline: () => {
      lane()?.gate.offline();
      listener.changed();
      runner.kick();
    },

    open: () => book.rows().map(view),
    newest: opportunity => {
      const row = current === null ? undefined : book.of(current.id, opportunity).at(-1);
      return row === undefined ? null : view(row);
    },
    history: (text, before, limit) => store.history(text, before, limit).map(view),
    csv: () => {
      const ended = store.history('', null, Number.MAX_SAFE_INTEGER);
      return csvOf([...[...book.rows()].reverse(), ...ended].map(view));
    },

    observe: (id, quota, link) => runner.observe(id, quota, link),
    permitRead: () => {
      const using = lane();
      if (using === null || using.gate.opensIn() !== 0) return false;
      const queued = book.rows().filter(row => row.lane === using.id && row.state !== 'parked').length;
      return using.quota.permitRead(queued);
    },
    quota: () => lane()?.quota.view() ?? null,
    pause: () => (book.diskFails() ? { kind: 'disk' } : (lane()?.gate.pause() ?? null)),
    network: () => lane()?.gate.network() ?? 'unknown',
    stop: () => runner.stop(),
  };
}

/** What keeps a request from leaving, as the failure of the call that wanted it to. */
function waitFailure(pause: Pause | null): Failure {
  switch (pause?.kind) {
    case 'quota':
      return { code: 'rate-limited', until: pause.until };
    case 'auth':
      return { code: 'key-invalid' };
    case 'account':
      return { code: 'wrong-account' };
    case 'tls':
    case 'not-our-api':
      return { code: pause.kind };
    case 'server':
      return { code: 'server-failing', status: 503 };
    case 'disk':
      return { code: 'disk-failing' };
    default:
      return { code: 'offline' };
  }
}
