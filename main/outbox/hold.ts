import type { Pause } from '../contract/change.ts';
import type { Alarms } from './alarms.ts';
import { backoff, hinted, spread } from './backoff.ts';
import * as policy from './policy.ts';
import type { Clock, LanePause, Random } from './ports.ts';

/** A hold by the server on everything a lane sends: its quota, the key, the account, its faults. It lies on disk. */
export interface Hold {
  current(): LanePause | null;
  /** Milliseconds until one request may leave; 0: now; null: not until something happens. */
  left(): number | null;
  /** Nothing leaves until something happens. */
  shut(kind: 'auth' | 'account'): void;
  /** The quota is used up for `waitMs`. */
  limited(waitMs: number): void;
  /** The ledger says that nothing is left until the window's end (epoch ms). */
  exhausted(resetsAt: number): LanePause;
  /** The server failed; `wide` when everybody meets it, `waitMs` when it said for how long. */
  fault(waitMs: number | null, wide: boolean): void;
  /** The server did not fail: faults are counted from the start. */
  sound(): void;
  /** What has run out is over. */
  expire(): void;
  /** Leaves out the spread behind a hold whose own time has passed. */
  skipSpread(): void;
  /** Ends a hold of these kinds; true when there was one. */
  lift(...kinds: readonly Pause['kind'][]): boolean;
}

export function createHold(clock: Clock, random: Random, alarms: Alarms, saved: LanePause | null): Hold {
  let hold = saved;
  let faults = 0;

  const left = (): number | null => {
    if (hold === null) return 0;
    return hold.opensAt === null ? null : alarms.left({ at: hold.opensAt, setAt: hold.setAt });
  };
  const set = (pause: Pause, until: number | null, opensAt: number | null): LanePause => {
    hold = { pause, setAt: clock.now(), until, opensAt };
    return hold;
  };
  const within = (waitMs: number): number => Math.min(Math.max(waitMs, policy.hintLeast), policy.hintMost);

  return {
    current: () => hold,
    left,
    shut: kind => {
      set({ kind }, null, null);
    },
    limited: waitMs => {
      const now = clock.now();
      const wait = within(waitMs);
      const opens =
        wait >= policy.resetFrom ? wait + spread(policy.resetSpread, random) : hinted(wait, random);
      set({ kind: 'quota', until: now + wait }, now + wait, now + opens);
    },
    exhausted: resetsAt => {
      const now = clock.now();
      const at = now + within(resetsAt - now);
      return set({ kind: 'quota', until: at }, at, at + spread(policy.resetSpread, random));
    },
    fault: (waitMs, wide) => {
      const now = clock.now();
      faults += 1;
      if (waitMs !== null) {
        const at = now + hinted(waitMs, random);
        set({ kind: 'server', until: at }, at, at);
      } else if (wide || faults >= policy.faultsUntilPause) {
        const at = now + backoff(faults, random);
        set({ kind: 'server', until: at }, now, at);
      }
    },
    sound: () => {
      faults = 0;
    },
    expire: () => {
      if (left() === 0) hold = null;
    },
    skipSpread: () => {
      if (hold === null || hold.until === null) return;
      if (alarms.left({ at: hold.until, setAt: hold.setAt }) === 0) hold = { ...hold, opensAt: hold.setAt };
    },
    lift: (...kinds) => {
      if (hold === null || !kinds.includes(hold.pause.kind)) return false;
      hold = null;
      return true;
    },
  };
}
