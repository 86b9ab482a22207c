import type { Pause } from '../contract/change.ts';
import { assertNever } from '../contract/failure.ts';
import type { OpportunityId } from '../contract/model.ts';
import type { Known } from '../contract/snapshot.ts';
import type { Alarms } from './alarms.ts';
import { backoff, hinted, spread } from './backoff.ts';
import type { LaneNext } from './outcome.ts';
import * as policy from './policy.ts';
import type { Clock, LanePause, Random } from './ports.ts';

/** What made it worth trying now. Signals only trigger a try; only an authentic answer proves the connection. */
export type Signal =
  | 'start'
  | 'online'
  | 'resume'
  | 'unlock'
  | 'poll'
  /** The user asked for it: goes at once, where the server's own time allows. */
  | 'user'
  /** The key was entered again: lifts the pauses a key can lift. */
  | 'key';

/**
 * Whether a lane's requests may leave, and when. Two things close it: the *way* there (network, TLS, somebody
 * else answering), which only a try can prove open, and a *hold* by the server (quota, key, account, faults),
 * which lies on disk.
 */
export interface Gate {
  /** Milliseconds until one request may leave; 0: now; null: not until something happens. */
  opensIn(): number | null;
  pause(): Pause | null;
  network(): 'online' | 'offline' | 'unknown';
  /** Whether the key may read; learnt from answers, or told. */
  read: Known;
  /** Takes in what an answer says of the lane; returns the hold as it must now lie on disk. */
  after(next: LaneNext, opportunity: OpportunityId | null): LanePause | null;
  /** The ledger says that nothing is left until the window's end (epoch ms). */
  exhausted(resetsAt: number): LanePause;
  /** True when the hold on disk must be written anew. */
  wake(signal: Signal): boolean;
  /** The user picked something: their own click goes at once, unless the system says that there is no network. */
  click(): void;
  offline(): void;
  /** The user answered a parked change: the account pause has had its answer. True when it was lifted. */
  answered(): boolean;
  hold(): LanePause | null;
}

interface Way {
  readonly kind: 'network' | 'tls' | 'not-our-api';
  readonly setAt: number;
  readonly opensAt: number;
  /** The reconnect's spread has been drawn: a second signal must not draw again, or the smallest would win. */
  readonly drawn: boolean;
}

export function createGate(clock: Clock, random: Random, alarms: Alarms, saved: LanePause | null): Gate {
  let way: Way | null = null;
  let hold = saved;
  let proven = false;
  let systemOffline = false;
  let misses = 0;
  let faults = 0;
  let strange: OpportunityId | null = null;

  const wayLeft = (): number =>
    way === null ? 0 : alarms.left({ at: way.opensAt, setAt: Math.min(way.setAt, way.opensAt) });
  const until = (): number | null =>
    hold === null || hold.until === null ? null : alarms.left({ at: hold.until, setAt: hold.setAt });
  const holdLeft = (): number | null => {
    if (hold === null) return 0;
    return hold.opensAt === null ? null : alarms.left({ at: hold.opensAt, setAt: hold.setAt });
  };
  const openWay = (inMs: number): void => {
    if (way === null) return;
    const now = clock.now();
    if (wayLeft() > inMs) way = { ...way, setAt: now, opensAt: now + inMs };
  };
  /** Opens a hold whose own time has passed and only the spread is left. */
  const openHold = (): void => {
    if (hold !== null && until() === 0) hold = { ...hold, opensAt: hold.setAt };
  };
  const shut = (pause: Pause, untilAt: number | null, opensAt: number | null): LanePause => {
    hold = { pause, setAt: clock.now(), until: untilAt, opensAt };
    return hold;
  };
  const clear = (): void => {
    way = null;
    misses = 0;
    proven = true;
    systemOffline = false;
  };

  const limited = (waitMs: number): void => {
    const now = clock.now();
    const wait = Math.min(Math.max(waitMs, policy.hintLeast), policy.hintMost);
    const opens = wait >= policy.resetFrom ? wait + spread(policy.resetSpread, random) : hinted(wait, random);
    shut({ kind: 'quota', until: now + wait }, now + wait, now + opens);
  };
  const fault = (waitMs: number | null, wide: boolean): void => {
    const now = clock.now();
    faults += 1;
    if (waitMs !== null) {
      const at = now + hinted(waitMs, random);
      shut({ kind: 'server', until: at }, at, at);
    } else if (wide || faults >= policy.faultsUntilPause) {
      const at = now + backoff(faults, random);
      shut({ kind: 'server', until: at }, now, at);
    }
  };

  return {
    read: 'unknown',
    opensIn: () => {
      const left = holdLeft();
      return left === null ? null : Math.max(left, wayLeft());
    },
    pause: () => {
      if (hold?.opensAt === null) return hold.pause;
      if (way !== null) return { kind: way.kind };
      return holdLeft() === 0 ? null : (hold?.pause ?? null);
    },
    network: () => (way !== null || systemOffline ? 'offline' : proven ? 'online' : 'unknown'),
    after: (next, opportunity) => {
      if (next.kind !== 'link') clear();
      if (next.kind !== 'link' && next.kind !== 'fault') faults = 0;
      const before = strange;
      if (next.kind !== 'link' && opportunity !== null) strange = null;
      // What let this request leave has run out; a new hold follows below where the answer says so.
      if (next.kind !== 'link' && holdLeft() === 0) hold = null;
      switch (next.kind) {
        case 'proven':
          break;
        case 'link': {
          const now = clock.now();
          misses += 1;
          proven = false;
          way = {
            kind: next.pause,
            setAt: now,
            opensAt: now + backoff(misses, random, policy.probeMost),
            drawn: false,
          };
          break;
        }
        case 'auth':
          shut({ kind: 'auth' }, null, null);
          break;
        case 'limited':
          limited(next.waitMs);
          break;
        case 'fault':
          fault(next.waitMs, next.wide);
          break;
        case 'strange':
          strange = opportunity;
          if (before !== null && before !== opportunity) shut({ kind: 'account' }, null, null);
          break;
        default:
          assertNever(next);
      }
      return hold;
    },
    exhausted: resetsAt => {
      const now = clock.now();
      const at = now + Math.min(Math.max(resetsAt - now, policy.hintLeast), policy.hintMost);
      return shut({ kind: 'quota', until: at }, at, at + spread(policy.resetSpread, random));
    },
    wake: signal => {
      switch (signal) {
        case 'user':
          openWay(0);
          openHold();
          return false;
        case 'key': {
          openWay(0);
          const lifted = hold?.pause.kind === 'auth' || hold?.pause.kind === 'account';
          if (lifted) hold = null;
          strange = null;
          return lifted;
        }
        case 'start':
          return false;
        case 'online':
        case 'resume':
        case 'unlock':
        case 'poll':
          if (signal === 'online') systemOffline = false;
          if (way !== null && !way.drawn) {
            openWay(policy.settleFor + spread(policy.reconnectSpread, random));
            way = { ...way, drawn: true };
          }
          return false;
        default:
          return assertNever(signal);
      }
    },
    click: () => {
      if (!systemOffline) openWay(0);
      openHold();
    },
    offline: () => {
      const now = clock.now();
      systemOffline = true;
      proven = false;
      misses = 0;
      way = { kind: 'network', setAt: now, opensAt: now + policy.probeMost, drawn: false };
    },
    answered: () => {
      const lifted = hold?.pause.kind === 'account';
      if (lifted) hold = null;
      strange = null;
      return lifted;
    },
    hold: () => hold,
  };
}
