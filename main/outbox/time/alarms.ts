/**
 * The room of time. Enters: the wall clock, the monotonic clock, dice. Leaves: how long until a moment on disk, how
 * much time has truly passed, and how long to wait before another attempt.
 */

import type { Alarm } from '../model/entry.ts';
import { alarmsMost } from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';

/**
 * How long until a moment that is on disk by the wall clock. While the program runs, the monotonic clock counts, so
 * setting the wall clock changes nothing. Read back from disk, the remaining time is clamped to 0 … the alarm's
 * original length, so a clock that jumped cannot delay a row by years.
 */
export interface Alarms {
  /** Milliseconds left; 0 when the moment has come. */
  left(alarm: Alarm): number;
  /** Forgets the monotonic readings. Call it after sleep, in which that clock may have stood still. */
  reread(): void;
}

export function createAlarms(clock: Clock): Alarms {
  // Keyed by value: the same alarm is read from disk again and again.
  const rings = new Map<string, number>();
  return {
    left: alarm => {
      const key = `${alarm.at}/${alarm.setAt}`;
      const known = rings.get(key);
      if (known !== undefined) return Math.max(0, known - clock.monotonic());
      const left = clamped(alarm, clock.now());
      if (rings.size > alarmsMost) rings.clear();
      rings.set(key, clock.monotonic() + left);
      return left;
    },
    reread: () => rings.clear(),
  };
}

/** Milliseconds left by the wall clock, clamped to 0 … the alarm's original length. */
export function clamped(alarm: Alarm, now: number): number {
  return Math.min(Math.max(0, alarm.at - now), Math.max(0, alarm.at - alarm.setAt));
}
