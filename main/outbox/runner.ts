import { assertNever } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import type { QuotaView } from '../contract/snapshot.ts';
import type { Alarms } from './alarms.ts';
import type { Book } from './book.ts';
import { type Entry, step } from './entry.ts';
import type { Signal } from './gate.ts';
import type { createLanes, Lane } from './lanes.ts';
import { type LaneNext, nextAfter } from './outcome.ts';
import * as policy from './policy.ts';
import type { Answer, Clock, Listener, Store } from './ports.ts';
import { plan } from './schedule.ts';
import type { Teller } from './teller.ts';

export interface RunnerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly listener: Listener;
  readonly book: Book;
  readonly alarms: Alarms;
  readonly teller: Teller;
  readonly lanes: ReturnType<typeof createLanes>;
  readonly attempt: (entry: Entry, lane: Lane) => Promise<boolean>;
  readonly lane: () => LaneId | null;
}

/** The one loop: one thing at a time, at most one request in flight, and a timer while there is nothing to do. */
export interface Runner {
  start(): void;
  /** Looks whether there is something to do now. */
  kick(): void;
  wake(signal: Signal): void;
  /** Runs this between two attempts, with no other request in flight. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  heard(lane: LaneId, answer: Answer<unknown>): void;
  observe(lane: LaneId, quota: QuotaView | null, link: 'proven' | 'lost' | 'foreign'): void;
  /** The user answered a parked change of this lane. */
  answered(lane: LaneId): void;
  stopping(): boolean;
  stop(): Promise<void>;
}

/** How long to leave a disk alone that would not be written to. */
const diskRetry = 10_000;

export function createRunner(deps: RunnerDeps): Runner {
  const { store, clock, listener, book, alarms, teller, lanes } = deps;
  let phase: 'new' | 'running' | 'stopping' = 'new';
  let busy = false;
  /** Something came in since the last plan was made. */
  let news = false;
  let idle = Promise.resolve();
  let cancelTimer: (() => void) | null = null;
  let jobs: readonly (() => Promise<void>)[] = [];
  let clocks = { wall: clock.now(), steady: clock.monotonic() };
  let prunedAt = 0;
  let pacedUntil = 0;

  const inUse = (): Lane | null => {
    const id = deps.lane();
    return id === null ? null : lanes.of(id);
  };

  /** Wall and monotonic clock apart: the machine slept, or somebody set its clock. */
  const watchClocks = (): void => {
    const now = { wall: clock.now(), steady: clock.monotonic() };
    const gap = now.wall - clocks.wall - (now.steady - clocks.steady);
    clocks = now;
    if (Math.abs(gap) >= policy.gapFrom) reawaken(gap > 0);
  };

  const reawaken = (slept: boolean): void => {
    alarms.reread();
    for (const lane of lanes.all()) {
      lane.fresh.forgetAll();
      if (slept) lane.gate.wake('resume');
    }
  };

  const prune = (): void => {
    if (!store.writable || clock.now() - prunedAt < policy.tellAfter) return;
    prunedAt = clock.now();
    store.prune(prunedAt - policy.keepFor);
  };

  const commit = (entry: Entry): boolean => {
    const written = book.commit({ update: [entry] });
    if (written.ok) teller.written(written.value);
    return written.ok || written.failure.code === 'stale';
  };

  /** One thing that is due; null: nothing is, rest this long (null: until something happens). */
  const once = async (): Promise<{ readonly rest: number | null } | null> => {
    prune();
    const job = jobs[0];
    if (job !== undefined) {
      jobs = jobs.slice(1);
      await job();
      return null;
    }
    if (book.inDebt()) {
      teller.written(book.payDebts());
      if (book.inDebt()) return { rest: diskRetry };
    }
    const lane = inUse();
    const opensIn = lane === null ? null : lane.gate.opensIn();
    const next = plan(book.rows(), alarms, {
      lane: lane?.id ?? null,
      now: clock.now(),
      opensIn,
      paceLeft: Math.max(0, pacedUntil - clock.monotonic()),
    });
    switch (next.kind) {
      case 'rest':
        return { rest: next.ms };
      case 'promote':
        // The undo window has closed: from here on it is the user's own click, and goes at once.
        lane?.gate.click();
        return commit(step(next.entry, { state: 'ready', held: null })) ? null : { rest: diskRetry };
      case 'expire': {
        const parked = { state: 'parked', reason: 'expired', due: null } as const;
        return commit(step(next.entry, parked)) ? null : { rest: diskRetry };
      }
      case 'tell':
        if (!commit({ ...next.entry, toldAt: clock.now() })) return { rest: diskRetry };
        teller.delayed(next.entry);
        return null;
      case 'attempt':
        if (lane === null) return { rest: null };
        try {
          return (await deps.attempt(next.entry, lane)) ? null : { rest: diskRetry };
        } finally {
          pacedUntil = clock.monotonic() + policy.backlogPace;
        }
      default:
        return assertNever(next);
    }
  };

  const run = async (): Promise<void> => {
    watchClocks();
    while (phase === 'running') {
      news = false;
      const outcome = await once().catch(broken);
      // From this check to `busy = false` nothing awaits, so no kick can be lost.
      if (outcome === null || news) continue;
      rest(outcome.rest);
      break;
    }
    busy = false;
  };

  const broken = (error: unknown): { readonly rest: number } => {
    listener.failed(error);
    return { rest: diskRetry };
  };

  const rest = (ms: number | null): void => {
    const waits = ms !== null || book.rows().some(row => row.state !== 'parked');
    if (phase === 'running' && waits) {
      cancelTimer = clock.after(Math.min(ms ?? policy.tickMost, policy.tickMost), kick);
    }
  };

  const kick = (): void => {
    news = true;
    if (phase !== 'running' || busy || !store.writable) return;
    cancelTimer?.();
    cancelTimer = null;
    busy = true;
    // In its own turn, so that whoever called has their reply before anything is sent.
    idle = Promise.resolve().then(run);
  };

  const linkNext: Readonly<Record<'proven' | 'lost' | 'foreign', LaneNext>> = {
    proven: { kind: 'proven' },
    lost: { kind: 'link', pause: 'network' },
    foreign: { kind: 'link', pause: 'not-our-api' },
  };

  return {
    start: () => {
      if (phase !== 'new') return;
      phase = 'running';
      book.load();
      const interrupted = book.rows().filter(({ state }) => state === 'sending');
      // The program ended while these were out: whether they arrived is for the server to say.
      const update = interrupted.map(row => {
        const sentAt = row.sentAt ?? row.markedAt;
        const doubt = { at: sentAt + policy.ghostFor, setAt: sentAt };
        return step(row, { state: 'verify', doubt, due: null, attempts: row.attempts + 1 });
      });
      if (store.writable && update.length > 0) book.settle({ update });
      teller.written([]);
      kick();
    },
    kick,
    wake: signal => {
      const lane = inUse();
      if (lane?.gate.wake(signal)) {
        lane.onDisk = lane.gate.hold();
        book.settle({ pause: { lane: lane.id, pause: lane.onDisk } });
      }
      if (signal === 'resume') reawaken(false);
      if (signal === 'user') hurry(lane);
      teller.written([]);
      kick();
    },
    alone: work =>
      new Promise((resolve, reject) => {
        jobs = [...jobs, () => work().then(resolve, reject)];
        kick();
      }),
    heard: (id, answer) => {
      const lane = lanes.of(id);
      if (answer.quota !== null) lane.quota.observe(answer.quota);
      const next = answer.kind === 'done' ? linkNext.proven : nextAfter(answer, 'look').lane;
      lane.gate.after(next.kind === 'strange' ? linkNext.proven : next, null);
      teller.written([]);
    },
    observe: (id, quota, link) => {
      const lane = lanes.of(id);
      if (quota !== null) lane.quota.observe(quota);
      const closed = lane.gate.opensIn() !== 0;
      // A page that did not load closes the way once; it does not push back a try that is planned already.
      if (link === 'proven' || !closed) lane.gate.after(linkNext[link], null);
      teller.written([]);
      kick();
    },
    answered: id => {
      const lane = lanes.of(id);
      if (lane.gate.answered()) {
        lane.onDisk = lane.gate.hold();
        book.settle({ pause: { lane: id, pause: lane.onDisk } });
      }
      lane.gate.click();
      kick();
    },
    stopping: () => phase === 'stopping',
    stop: async () => {
      phase = 'stopping';
      cancelTimer?.();
      cancelTimer = null;
      await idle;
    },
  };

  /** The user's own click does not wait for a backoff. */
  function hurry(lane: Lane | null): void {
    const waiting = book.rows().filter(row => row.lane === lane?.id && row.due !== null);
    const update = waiting
      .filter(({ state }) => state === 'waiting' || state === 'verify')
      .map(row => ({ ...row, due: null }));
    if (update.length > 0) book.commit({ update });
  }
}
