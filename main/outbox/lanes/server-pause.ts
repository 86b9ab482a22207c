import type { Pause } from '../../contract/change.ts';
import * as policy from '../model/policy.ts';
import type { Clock, LanePause, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { afterRefusals, backoff, hinted, spread } from '../time/backoff.ts';

/** A pause that the server imposes on everything a lane sends: its quota, the key, the account, its faults. It lies on disk. */
export interface ServerPause {
  current(): LanePause | null;
  /** Milliseconds until one request may leave; 0: now; null: not until something happens. */
  left(): number | null;
  /** Nothing leaves until something happens. */
  shut(kind: 'auth' | 'account'): void;
  /** Refused (429), for `waitMs` by the server's word and longer with each refusal in a row. */
  limited(waitMs: number): void;
  /** The last answer was such a refusal. */
  isRefused(): boolean;
  /** A request leaves. While the server refuses, the next waits for its answer, or for a minute. */
  departs(): void;
  /** Until when (epoch ms) the server wants no request, not even the user's own; null: one may leave. */
  refusedUntil(): number | null;
  /** The ledger says that nothing is left until the window's end (epoch ms). */
  exhausted(resetsAt: number): LanePause;
  /** The server failed; `wide` when everybody meets it, `waitMs` when it said for how long. */
  fault(waitMs: number | null, wide: boolean): void;
  /** The server did not fail: faults are counted from the start. */
  sound(): void;
  /** The server did not refuse: so are refusals. */
  admitted(): void;
  /** What has run out is over. */
  expire(): void;
  /** Leaves out the spread behind a pause whose own time has passed. */
  skipSpread(): void;
  /** Ends a pause of these kinds; true when there was one. */
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
  /** Monotonic: while refused, nothing may leave beside a request that is out. */
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
        // A hint that stays short while the server goes on failing is worth less than the backoff.
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
