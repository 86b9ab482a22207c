import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Clock, Random } from '../../../main/outbox/model/ports.ts';

/** The clocks of this machine, for tests that run in real time. */
export const realClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1000,
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), 60_000));
    return () => clearTimeout(timer);
  },
};

export const realRandom: Random = { next: Math.random, uuid: randomUUID };
