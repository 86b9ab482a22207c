import * as policy from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import type { Lanes } from './lanes.ts';

/** Notices sleep, or a clock that was set, by the gap between the wall clock and the monotonic clock. */
export interface Awake {
  /** Called at each tick. */
  watch(): void;
  /** The system says that it has just woken up. */
  woken(): void;
}

export function createAwake(clock: Clock, alarms: Alarms, lanes: Lanes): Awake {
  let last = { wall: clock.now(), steady: clock.monotonic() };

  /** Forgets all monotonic readings, and that anything is fresh. */
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
