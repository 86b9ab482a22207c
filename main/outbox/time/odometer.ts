import { mileageEvery, stretchesMost, clockTolerance as tolerance } from '../model/policy.ts';
import type { Clock, Mileage, Stretch } from '../model/ports.ts';

/**
 * Counts the time that passes, so that nothing is given up or deleted because somebody set the wall clock. Counted is what
 * two independent readings agree on: the wall clock and the machine's uptime; where the machine was off, the wall clock
 * and the server's own. While the program runs and the machine is awake, the monotonic clock alone is enough.
 */
export interface Odometer {
  /** Reads the clocks. Call it before a moment of the wall clock is written down, and now and then. */
  look(): void;
  /** An authentic answer said what time it is (epoch ms by the server's clock). */
  heard(date: number): void;
  /** How long ago a moment written down by the wall clock was, in milliseconds: as of the last look, so much has certainly passed. */
  elapsedSince(at: number): number;
}

const isAlong = (stretch: Stretch | undefined, { wall, elapsed }: Stretch): boolean =>
  stretch !== undefined && Math.abs(wall - stretch.wall - (elapsed - stretch.elapsed)) <= tolerance;

/** Without those that only go on where the one before them ended. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const apart: Stretch[] = [];
  for (const one of stretches) if (!isAlong(apart.at(-1), one)) apart.push(one);
  return apart;
}

/** @param kept what was counted before; null: counting begins now, and so does the age of whatever is there already */
export function createOdometer(
  clock: Pick<Clock, 'now' | 'monotonic' | 'uptime'>,
  kept: Mileage | null,
  keep: (mileage: Mileage) => void,
): Odometer {
  const begin = (): Mileage => {
    const wall = clock.now();
    return { elapsed: 0, wall, uptime: clock.uptime(), server: null, stretches: [{ wall, elapsed: 0 }] };
  };
  let mileage = kept ?? begin();
  let steady = clock.monotonic();
  let keptAt = Number.NEGATIVE_INFINITY;

  const take = (next: Mileage, isNews: boolean): void => {
    mileage = next;
    if (!isNews && next.elapsed - keptAt < mileageEvery) return;
    keptAt = next.elapsed;
    keep(next);
  };

  const look = (): void => {
    const [wall, uptime, steadyNow] = [clock.now(), clock.uptime(), clock.monotonic()];
    // Less uptime than before is a machine that was started since: it has been up for all of it.
    const up = uptime < mileage.uptime ? uptime : uptime - mileage.uptime;
    const passed = Math.max(0, steadyNow - steady, Math.min(wall - mileage.wall, up));
    steady = steadyNow;
    const here = { wall, elapsed: mileage.elapsed + passed };
    const goesOn = isAlong(mileage.stretches.at(-1), here);
    const stretches = goesOn ? mileage.stretches : [...mileage.stretches, here].slice(-stretchesMost);
    take({ ...mileage, ...here, uptime, stretches }, !goesOn);
  };

  look();
  return {
    look,
    heard: date => {
      look();
      const { server, wall, elapsed, stretches } = mileage;
      // What our clock and the server's agree on, less what was counted: the machine was off.
      const agreed = server === null ? 0 : Math.min(date - server.date, wall - server.wall);
      const missed = server === null ? 0 : agreed - (elapsed - server.elapsed);
      if (server === null || missed <= tolerance) {
        return take({ ...mileage, server: { date, wall, elapsed } }, server === null);
      }
      // It was off before the stretches that began since: nothing of theirs is older for it.
      const later = stretches.map(one =>
        one.elapsed < server.elapsed ? one : { ...one, elapsed: one.elapsed + missed },
      );
      const here = { wall, elapsed: elapsed + missed };
      take({ ...mileage, ...here, stretches: joined(later), server: { date, ...here } }, true);
    },
    elapsedSince: at => {
      const { stretches, elapsed } = mileage;
      // Where the wall clock showed that time more than once, it was the last of them; where never, it was before all.
      let then = stretches[0]?.elapsed ?? elapsed;
      for (const one of stretches) {
        const moment = one.elapsed + at - one.wall;
        // The last minutes before a crash were written down, and not yet counted.
        const latest = elapsed + mileageEvery + tolerance;
        if (moment >= one.elapsed - tolerance && moment <= latest) then = Math.max(then, moment);
      }
      return Math.max(0, elapsed - then - tolerance);
    },
  };
}
