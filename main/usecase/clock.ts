import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { tickMost } from '../outbox/model/policy.ts';
import type { Clock, Random } from '../outbox/model/ports.ts';

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  // libuv counts sleep on all three systems (`uv_uptime`: CLOCK_BOOTTIME, KERN_BOOTTIME, GetTickCount64).
  uptime: () => uptime() * 1000,
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), tickMost));
    return () => clearTimeout(timer);
  },
};

/** `Math.random` is good enough for jitter; ids must be unique. */
export const systemRandom: Random = {
  next: () => Math.random(),
  uuid: () => randomUUID(),
};
