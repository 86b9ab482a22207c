import { elapsedTimeEvery, stretchesMost, clockTolerance as tolerance } from '../model/policy.ts';
import type { Clock, ElapsedTime, Stretch } from '../model/ports.ts';

/**
 * Counts elapsed time, so that nothing is given up or deleted because somebody set the wall clock. It counts only what
 * two independent readings agree on: the wall clock and the machine's uptime; over a time when the machine was off, the
 * wall clock and the server's. While the program runs and the machine is awake, the monotonic clock alone is enough.
 */
export interface Odometer {
  /** Reads the clocks. Call it before a wall-clock time is written down, and at least at each tick. */
  look(): void;
  /** An answer of our API gave the server's time (epoch ms). */
  heard(date: number): void;
  /** Milliseconds since a wall-clock time, as of the last look: at least this much has certainly passed. */
  elapsedSince(at: number): number;
}

const isAlong = (stretch: Stretch | undefined, { wall, elapsed }: Stretch): boolean =>
  stretch !== undefined && Math.abs(wall - stretch.wall - (elapsed - stretch.elapsed)) <= tolerance;

/** Drops stretches that merely continue the one before. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const apart: Stretch[] = [];
  for (const one of stretches) if (!isAlong(apart.at(-1), one)) apart.push(one);
  return apart;
}

/** @param kept what was counted before; null: counting begins now, and so does the age of everything on disk */
export function createOdometer(
  clock: Pick<Clock, 'now' | 'monotonic' | 'uptime'>,
  kept: ElapsedTime | null,
  keep: (elapsedTime: ElapsedTime) => void,
): Odometer {
  const begin = (): ElapsedTime => {
    const wall = clock.now();
    return { elapsed: 0, wall, uptime: clock.uptime(), server: null, stretches: [{ wall, elapsed: 0 }] };
  };
  let elapsedTime = kept ?? begin();
  let steady = clock.monotonic();
  let keptAt = Number.NEGATIVE_INFINITY;

  const take = (next: ElapsedTime, isNews: boolean): void => {
    elapsedTime = next;
    if (!isNews && next.elapsed - keptAt < elapsedTimeEvery) return;
    keptAt = next.elapsed;
    keep(next);
  };

  const look = (): void => {
    const [wall, uptime, steadyNow] = [clock.now(), clock.uptime(), clock.monotonic()];
    // Less uptime than before: the machine was restarted since, and has been up for all of it.
    const up = uptime < elapsedTime.uptime ? uptime : uptime - elapsedTime.uptime;
    const passed = Math.max(0, steadyNow - steady, Math.min(wall - elapsedTime.wall, up));
    steady = steadyNow;
    const here = { wall, elapsed: elapsedTime.elapsed + passed };
    const goesOn = isAlong(elapsedTime.stretches.at(-1), here);
    const stretches = goesOn ? elapsedTime.stretches : [...elapsedTime.stretches, here].slice(-stretchesMost);
    take({ ...elapsedTime, ...here, uptime, stretches }, !goesOn);
  };

  look();
  return {
    look,
    heard: date => {
      look();
      const { server, wall, elapsed, stretches } = elapsedTime;
      // What our clock and the server's agree on, less what was counted: the machine was off for this long.
      const agreed = server === null ? 0 : Math.min(date - server.date, wall - server.wall);
      const missed = server === null ? 0 : agreed - (elapsed - server.elapsed);
      if (server === null || missed <= tolerance) {
        return take({ ...elapsedTime, server: { date, wall, elapsed } }, server === null);
      }
      // The machine was off before the stretches that began since, so nothing in them becomes older.
      const later = stretches.map(one =>
        one.elapsed < server.elapsed ? one : { ...one, elapsed: one.elapsed + missed },
      );
      const here = { wall, elapsed: elapsed + missed };
      take({ ...elapsedTime, ...here, stretches: joined(later), server: { date, ...here } }, true);
    },
    elapsedSince: at => {
      const { stretches, elapsed } = elapsedTime;
      // Where the wall clock showed that time more than once, the last time counts. Where it never did, it was before
      // all stretches.
      let then = stretches[0]?.elapsed ?? elapsed;
      for (const one of stretches) {
        const moment = one.elapsed + at - one.wall;
        // A moment after the last count, written down shortly before a crash.
        const latest = elapsed + elapsedTimeEvery + tolerance;
        if (moment >= one.elapsed - tolerance && moment <= latest) then = Math.max(then, moment);
      }
      return Math.max(0, elapsed - then - tolerance);
    },
  };
}
