/**
 * The room of time. Enters: the wall clock, the monotonic clock, dice. Leaves: how long until a moment on disk, how much time has
 * truly passed, and how long to wait before another try.
 */

import type { Alarm } from '../model/entry.ts';
import { alarmsMost } from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';

/**
 * How long until a moment that lies on disk in wall-clock time. While the program runs, the monotonic clock
 * counts, so that setting the wall clock moves nothing. Read back from disk, an alarm is never longer than it
 * was when set and never in the past by more than now: a clock that jumped cannot strand or hurry a row by years.
 */
export interface Alarms {
  /** Milliseconds left; 0 when the moment has come. */
  left(alarm: Alarm): number;
  /** Forgets the monotonic readings: after sleep, when that clock may have stood still. */
  reread(): void;
}

export function createAlarms(clock: Clock): Alarms {
  // Keyed by value, not by identity: the same alarm is read from disk again and again.
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

/** Never more than the alarm's whole length, never less than nothing. */
export function clamped(alarm: Alarm, now: number): number {
  return Math.min(Math.max(0, alarm.at - now), Math.max(0, alarm.at - alarm.setAt));
}
