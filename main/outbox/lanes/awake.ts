import * as policy from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import type { Lanes } from './lanes.ts';

/** Notices that the machine slept, or that somebody set its clock, by the gap between its two clocks. */
export interface Awake {
  /** Called at each tick. */
  watch(): void;
  /** The system says that it has just woken up. */
  woken(): void;
}

export function createAwake(clock: Clock, alarms: Alarms, lanes: Lanes): Awake {
  let last = { wall: clock.now(), steady: clock.monotonic() };

  /** What counted by the monotonic clock counts anew from the disk, and nothing is fresh any more. */
  const woken = (): void => {
    alarms.reread();
    for (const lane of lanes.all()) lane.fresh.forgetAll();
  };
  return {
    woken,
    watch: () => {
      const now = { wall: clock.now(), steady: clock.monotonic() };
      const gap = now.wall - last.wall - (now.steady - last.steady);
      last = now;
      if (Math.abs(gap) < policy.gapFrom) return;
      woken();
      if (gap >= policy.gapFrom) for (const lane of lanes.all()) lane.gate.wake('resume');
    },
  };
}
