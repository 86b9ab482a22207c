import type { Pause } from '../../contract/change.ts';
import { assertNever } from '../../contract/failure.ts';
import type { OpportunityId } from '../../contract/model.ts';
import type { Known } from '../../contract/snapshot.ts';
import type { Clock, LanePause, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { type Connectivity, createConnectivity } from './connectivity.ts';
import type { LaneNext } from './consequence.ts';
import { createServerPause, type ServerPause } from './server-pause.ts';

/** Why an attempt is worth making now. A signal only triggers an attempt; only an answer of our API proves the connection. */
export type Signal =
  | 'start'
  | 'online'
  | 'resume'
  | 'unlock'
  | 'poll'
  /** The user asked for it: sent at once, unless the server has set a time. */
  | 'user'
  /** The key was entered again: ends the pauses that a key can end. */
  | 'key';

/**
 * Whether and when a lane's requests may leave. Two things close it: *connectivity* (network, TLS, another server answering),
 * which only an attempt can prove open, and a *pause* that the server imposed (quota, key, account, faults), which is on disk.
 */
export interface Gate
  extends Pick<Connectivity, 'network' | 'offline'>,
    Pick<ServerPause, 'isRefused' | 'departs' | 'refusedUntil' | 'exhausted'> {
  /** Milliseconds until one request may leave; 0: now; null: until something happens. */
  opensIn(): number | null;
  pause(): Pause | null;
  /** Whether the key may read, learnt from answers or told. */
  read: Known;
  /** Takes in what an answer says of the lane. Returns the pause that must now be on disk. */
  after(next: LaneNext, opportunity: OpportunityId | null): LanePause | null;
  /** True when the pause on disk must be written anew. */
  wake(signal: Signal): boolean;
  /** The user picked something: it is sent at once, unless the system reports that there is no network. */
  click(): void;
  /** The user answered a parked change, which ends the account pause. True when there was one. */
  answered(): boolean;
  serverPause(): LanePause | null;
}

export function createGate(clock: Clock, random: Random, alarms: Alarms, saved: LanePause | null): Gate {
  const connectivity = createConnectivity(clock, random, alarms);
  const serverPause = createServerPause(clock, random, alarms, saved);
  /** The last opportunity answered with 403 or 404. A second one in a row means another account. */
  let strange: OpportunityId | null = null;

  /** Our API answered, whatever it said: the server can be reached. */
  const answered = (next: Exclude<LaneNext, { kind: 'link' }>, opportunity: OpportunityId | null): void => {
    const before = strange;
    connectivity.prove();
    if (next.kind !== 'fault') serverPause.sound();
    if (next.kind !== 'limited') serverPause.admitted();
    if (opportunity !== null) strange = null;
    // The pause that let this request leave is over; a new one follows below if the answer imposes it.
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
