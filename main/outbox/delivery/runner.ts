/**
 * The room of delivery. Enters: the open rows and the lanes. Leaves: requests to the courier, one at a time per lane,
 * and the next state of each row, written before anything else follows from it.
 */

import { assertNever } from '../../contract/failure.ts';
import type { Awake, Lane, Parts } from '../lanes/lanes.ts';
import { type Entry, transitioned } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Batch } from '../model/ports.ts';
import { type Plan, plan } from './schedule.ts';
import { interrupted, type Transitions } from './transitions.ts';

export interface RunnerDeps extends Parts {
  readonly awake: Awake;
  readonly transitions: Transitions;
  readonly attempt: (entry: Entry, lane: Lane) => Promise<boolean>;
  /** The lane in use. */
  readonly lane: () => Lane | null;
}

/** The delivery loop: at most one request in flight, and a timer while there is nothing to do. */
export interface Runner {
  start(): void;
  /** Runs the loop if it is idle. */
  kick(): void;
  /** Runs `work` between two attempts, with no other request in flight. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  stopping(): boolean;
  stop(): Promise<void>;
}

/**
 * The result of one pass: something was done, or there is nothing to do for `rest` milliseconds (null: until something happens).
 */
type Once = 'done' | { readonly rest: number | null };

const diskRetry: Once = { rest: policy.diskRetry };

export function createRunner(deps: RunnerDeps): Runner {
  const { store, clock, odometer, listener, openEntries, alarms, notifier, transitions } = deps;
  let phase: 'new' | 'running' | 'stopping' = 'new';
  let busy = false;
  /** Something happened since the last plan was made. */
  let news = false;
  let idle = Promise.resolve();
  let cancelTimer: (() => void) | null = null;
  let jobs: readonly (() => Promise<void>)[] = [];
  let prunedAt = Number.NEGATIVE_INFINITY;
  let pacedUntil = 0;

  const prune = (): void => {
    const now = clock.monotonic();
    if (now - prunedAt < policy.pruneEvery) return;
    prunedAt = now;
    odometer.look();
    store.prune(endedAt => odometer.elapsedSince(endedAt) > policy.keepFor);
  };

  const commit = (batch: Batch): Once => {
    const written = openEntries.commit(batch);
    if (written.ok) notifier.written(written.value);
    return written.ok || written.failure.code === 'stale' ? 'done' : diskRetry;
  };

  const follow = async (next: Plan, lane: Lane | null): Promise<Once> => {
    switch (next.kind) {
      case 'rest':
        return { rest: next.ms };
      case 'promote':
        // The undo window has closed: this counts as the user's own click and is sent at once.
        lane?.gate.click();
        return commit({ update: [transitioned(next.entry, { state: 'ready', held: null })] });
      case 'expire':
        return commit(transitions.parked(next.entry, 'expired', next.entry.trouble));
      case 'tell': {
        const told = commit({ update: [{ ...next.entry, toldAt: clock.now() }] });
        if (told === 'done') notifier.delayed(next.entry);
        return told;
      }
      case 'attempt':
        if (lane === null) return { rest: null };
        try {
          return (await deps.attempt(next.entry, lane)) ? 'done' : diskRetry;
        } finally {
          pacedUntil = clock.monotonic() + policy.backlogPace;
        }
      default:
        return assertNever(next);
    }
  };

  const once = async (): Promise<Once> => {
    prune();
    const [job, ...others] = jobs;
    if (job !== undefined) {
      jobs = others;
      await job();
      return 'done';
    }
    if (openEntries.inDebt()) {
      notifier.written(openEntries.payDebts());
      if (openEntries.inDebt()) return diskRetry;
    }
    const lane = deps.lane();
    const circumstances = {
      lane: lane?.id ?? null,
      now: clock.now(),
      elapsedSince: odometer.elapsedSince,
      opensIn: lane === null ? null : lane.gate.opensIn(),
      paceLeft: Math.max(0, pacedUntil - clock.monotonic()),
    };
    return follow(plan(openEntries.rows(), alarms, circumstances), lane);
  };

  const broken = (error: unknown): Once => {
    listener.failed(error);
    return diskRetry;
  };

  const run = async (): Promise<void> => {
    deps.awake.watch();
    while (phase === 'running') {
      news = false;
      const outcome = await once().catch(broken);
      // Nothing awaits between this check and `busy = false`, so no kick is lost.
      if (outcome === 'done' || news) continue;
      rest(outcome.rest);
      break;
    }
    busy = false;
  };

  const rest = (ms: number | null): void => {
    const waits = ms !== null || openEntries.rows().some(row => row.state !== 'parked');
    if (phase !== 'running' || !waits) return;
    cancelTimer = clock.after(Math.min(ms ?? policy.tickMost, policy.tickMost), kick);
  };

  const kick = (): void => {
    news = true;
    if (phase !== 'running' || busy || !store.writable) return;
    cancelTimer?.();
    cancelTimer = null;
    busy = true;
    // In a task of its own, so that the caller has its reply before anything is sent.
    idle = Promise.resolve().then(run);
  };

  return {
    start: () => {
      if (phase !== 'new') return;
      phase = 'running';
      openEntries.load();
      const update = interrupted(openEntries.rows());
      if (store.writable && update.length > 0) openEntries.settle({ update });
      notifier.written([]);
      kick();
    },
    kick,
    alone: work =>
      new Promise((resolve, reject) => {
        jobs = [...jobs, () => work().then(resolve, reject)];
        kick();
      }),
    stopping: () => phase === 'stopping',
    stop: async () => {
      phase = 'stopping';
      cancelTimer?.();
      cancelTimer = null;
      await idle;
    },
  };
}
