import type { Pause } from '../../contract/change.ts';
import { assertNever } from '../../contract/failure.ts';
import type { OpportunityId } from '../../contract/model.ts';
import type { Known } from '../../contract/snapshot.ts';
import type { Clock, LanePause, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { createConnectivity } from './connectivity.ts';
import type { LaneNext } from './consequence.ts';
import { createServerPause } from './server-pause.ts';

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
 * Whether a lane's requests may leave, and when. Two things close it: the *connectivity* (network, TLS, somebody
 * else answering), which only a try can prove open, and a *pause* by the server (quota, key, account, faults),
 * which lies on disk.
 */
export interface Gate {
  /** Milliseconds until one request may leave; 0: now; null: not until something happens. */
  opensIn(): number | null;
  pause(): Pause | null;
  network(): 'online' | 'offline' | 'unknown';
  /** Whether the key may read; learnt from answers, or told. */
  read: Known;
  /** The last answer was a 429. */
  isRefused(): boolean;
  /** A request leaves. While the server refuses, the next waits for its answer, or for a minute. */
  departs(): void;
  /** Until when (epoch ms) the server wants no request, not even the user's own; null: one may leave. */
  refusedUntil(): number | null;
  /** Takes in what an answer says of the lane; returns the pause as it must now lie on disk. */
  after(next: LaneNext, opportunity: OpportunityId | null): LanePause | null;
  /** The ledger says that nothing is left until the window's end (epoch ms). */
  exhausted(resetsAt: number): LanePause;
  /** True when the pause on disk must be written anew. */
  wake(signal: Signal): boolean;
  /** The user picked something: their own click goes at once, unless the system says that there is no network. */
  click(): void;
  offline(): void;
  /** The user answered a parked change: the account pause has had its answer. True when it was lifted. */
  answered(): boolean;
  serverPause(): LanePause | null;
}

export function createGate(clock: Clock, random: Random, alarms: Alarms, saved: LanePause | null): Gate {
  const connectivity = createConnectivity(clock, random, alarms);
  const serverPause = createServerPause(clock, random, alarms, saved);
  /** The last opportunity that nobody knows: two in a row, and it is the account that is another. */
  let strange: OpportunityId | null = null;

  /** Takes in who answered and how: whatever it says, the server can be reached. */
  const answered = (next: Exclude<LaneNext, { kind: 'link' }>, opportunity: OpportunityId | null): void => {
    const before = strange;
    connectivity.prove();
    if (next.kind !== 'fault') serverPause.sound();
    if (next.kind !== 'limited') serverPause.admitted();
    if (opportunity !== null) strange = null;
    // What let this request leave has run out; a new pause follows below where the answer says so.
    serverPause.expire();
    switch (next.kind) {
      case 'proven':
        break;
      case 'key-accepted':
        serverPause.lift('auth');
        break;
      case 'auth':
        serverPause.shut('auth');
        break;
      case 'limited':
        serverPause.limited(next.waitMs);
        break;
      case 'fault':
        serverPause.fault(next.waitMs, next.wide);
        break;
      case 'strange':
        strange = opportunity;
        if (before !== null && before !== opportunity) serverPause.shut('account');
        break;
      default:
        assertNever(next);
    }
  };

  return {
    read: 'unknown',
    opensIn: () => {
      const left = serverPause.left();
      return left === null ? null : Math.max(left, connectivity.left());
    },
    pause: () => {
      const paused = serverPause.current();
      if (paused?.opensAt === null) return paused.pause;
      const kind = connectivity.loss();
      if (kind !== null) return { kind };
      return paused === null || serverPause.left() === 0 ? null : paused.pause;
    },
    network: connectivity.network,
    isRefused: serverPause.isRefused,
    departs: serverPause.departs,
    refusedUntil: serverPause.refusedUntil,
    after: (next, opportunity) => {
      if (next.kind === 'link') connectivity.lose(next.pause);
      else answered(next, opportunity);
      return serverPause.current();
    },
    exhausted: serverPause.exhausted,
    wake: signal => {
      switch (signal) {
        case 'user':
          connectivity.open();
          serverPause.skipSpread();
          return false;
        case 'key':
          connectivity.open();
          strange = null;
          return serverPause.lift('auth', 'account', 'newer');
        case 'start':
          return false;
        case 'online':
          connectivity.online();
          connectivity.hint();
          return false;
        case 'resume':
        case 'unlock':
        case 'poll':
          connectivity.hint();
          return false;
        default:
          return assertNever(signal);
      }
    },
    click: () => {
      connectivity.click();
      serverPause.skipSpread();
    },
    offline: connectivity.offline,
    answered: () => {
      strange = null;
      return serverPause.lift('account');
    },
    serverPause: serverPause.current,
  };
}
