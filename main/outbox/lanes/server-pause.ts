import type { Pause } from '../../contract/change.ts';
import * as policy from '../model/policy.ts';
import type { Clock, LanePause, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { afterRefusals, backoff, hinted, spread } from '../time/backoff.ts';

/** A pause that the server imposes on all requests of a lane: its quota, the key, the account, its faults. It is on disk. */
export interface ServerPause {
  current(): LanePause | null;
  /** Milliseconds until one request may leave; 0: now; null: until something happens. */
  left(): number | null;
  /** Closes the lane until something happens. */
  shut(kind: 'auth' | 'account'): void;
  /** The server answered 429 and asked for `waitMs`; the pause doubles with each 429 in a row. */
  limited(waitMs: number): void;
  /** Whether the last answer was a 429. */
  isRefused(): boolean;
  /** A request leaves now. While the server answers 429, the next one waits for its answer, a minute at most. */
  departs(): void;
  /** Epoch ms until which no request may leave, not even the user's own; null: one may. */
  refusedUntil(): number | null;
  /** The quota says that nothing is left until the window's end (epoch ms). */
  exhausted(resetsAt: number): LanePause;
  /** The server failed. `wide`: not this request alone is affected. `waitMs`: the server's hint, null without one. */
  fault(waitMs: number | null, wide: boolean): void;
  /** The server did not fail: resets the count of faults in a row. */
  sound(): void;
  /** The server did not answer 429: resets the count of refusals in a row. */
  admitted(): void;
  /** Ends a pause whose time has come. */
  expire(): void;
  /** Skips the random delay after a pause whose own time has passed. */
  skipSpread(): void;
  /** Ends a pause of one of these kinds; true when there was one. */
  lift(...kinds: readonly Pause['kind'][]): boolean;
}

export function createServerPause(
  clock: Clock,
  random: Random,
  alarms: Alarms,
  saved: LanePause | null,
): ServerPause {
  let current = saved;
  let faults = 0;
  let refusals = 0;
  /** Monotonic milliseconds. After a 429, no second request may leave before this while one is out. */
  let aloneUntil = 0;

  const aloneFor = (): number => (refusals === 0 ? 0 : Math.max(0, aloneUntil - clock.monotonic()));
  const left = (): number | null => {
    if (current === null) return aloneFor();
    if (current.opensAt === null) return null;
    return Math.max(aloneFor(), alarms.left({ at: current.opensAt, setAt: current.setAt }));
  };
  const set = (pause: Pause, until: number | null, opensAt: number | null): LanePause => {
    current = { pause, setAt: clock.now(), until, opensAt };
    return current;
  };
  const within = (waitMs: number): number => Math.min(Math.max(waitMs, policy.hintLeast), policy.hintMost);

  return {
    current: () => current,
    left,
    shut: kind => {
      set({ kind }, null, null);
    },
    limited: waitMs => {
      const now = clock.now();
      refusals += 1;
      const hint = within(waitMs);
      const wait = Math.max(hint, afterRefusals(refusals));
      const opens =
        hint >= policy.resetFrom ? wait + spread(policy.resetSpread, random) : hinted(wait, random);
      set({ kind: 'quota', until: now + wait }, now + wait, now + opens);
    },
    isRefused: () => refusals > 0,
    departs: () => {
      aloneUntil = clock.monotonic() + policy.refusedLeast;
    },
    refusedUntil: () => {
      const quotaLeft =
        current?.pause.kind === 'quota' ? alarms.left({ at: current.pause.until, setAt: current.setAt }) : 0;
      const wait = Math.max(quotaLeft, aloneFor());
      return wait === 0 ? null : clock.now() + wait;
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
        // A server that goes on failing with short hints is asked less often than it suggests.
        const least = faults >= policy.faultsUntilPause ? backoff(faults, random) : 0;
        const at = now + Math.max(hinted(waitMs, random), least);
        set({ kind: 'server', until: at }, at, at);
      } else if (wide || faults >= policy.faultsUntilPause) {
        const at = now + backoff(faults, random);
        set({ kind: 'server', until: at }, now, at);
      }
    },
    sound: () => {
      faults = 0;
    },
    admitted: () => {
      refusals = 0;
    },
    expire: () => {
      if (left() === 0) current = null;
    },
    skipSpread: () => {
      if (current === null || current.until === null) return;
      if (alarms.left({ at: current.until, setAt: current.setAt }) === 0)
        current = { ...current, opensAt: current.setAt };
    },
    lift: (...kinds) => {
      if (current === null || !kinds.includes(current.pause.kind)) return false;
      current = null;
      return true;
    },
  };
}
