/** One look at both clocks, in milliseconds: the wall's, and the monotonic one that may stand still in sleep. */
export interface ClockReading {
  readonly wall: number;
  readonly steady: number;
}

/**
 * Notices sleep without an event. Given regular readings, it returns true when the wall clock went on without the
 * monotonic one, or when a reading came `slack` milliseconds later than `every`: the machine slept or stood still. A
 * wall clock set by hand looks the same, which costs one needless attempt.
 */
export function createGapDetector(every: number, slack = 20_000): (now: ClockReading) => boolean {
  let last: ClockReading | null = null;
  return now => {
    const before = last;
    last = now;
    if (before === null) return false;
    const wall = now.wall - before.wall;
    const steady = now.steady - before.steady;
    return Math.abs(wall - steady) > slack || steady > every + slack;
  };
}
