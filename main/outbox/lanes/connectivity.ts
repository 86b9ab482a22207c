import type { Alarm } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { backoff, spread } from '../time/backoff.ts';

/** Why nothing gets through: no network, TLS failed, or another server answers. */
export type Loss = 'network' | 'tls' | 'not-our-api';

/**
 * Whether the server can be reached: a circuit breaker. A lost request trips it for a while; only an answer of our API resets it.
 */
export interface Connectivity {
  /** Milliseconds until the next attempt; 0: now. */
  left(): number;
  loss(): Loss | null;
  network(): 'online' | 'offline' | 'unknown';
  /** Our API answered. */
  prove(): void;
  /** A request was lost. Each further loss delays the next attempt more. */
  lose(loss: Loss): void;
  /** The system says that there is no network. */
  offline(): void;
  /** The system says that there is one again. */
  online(): void;
  /** Something makes an attempt worthwhile: it comes soon, spread over time so that not all clients come at once. */
  hint(): void;
  /** The next attempt may come at once. */
  open(): void;
  /** The same for the user's own click, unless the system reports that there is no network. */
  click(): void;
}

interface Outage {
  readonly loss: Loss;
  readonly retry: Alarm;
  /** The random delay after a reconnect is drawn once: drawing again at a second signal would favour short delays. */
  readonly drawn: boolean;
}

export function createConnectivity(clock: Clock, random: Random, alarms: Alarms): Connectivity {
  let outage: Outage | null = null;
  let proven = false;
  let systemOffline = false;
  let misses = 0;

  const left = (): number => (outage === null ? 0 : alarms.left(outage.retry));
  const later = (inMs: number): Alarm => ({ at: clock.now() + inMs, setAt: clock.now() });
  const retryIn = (inMs: number): void => {
    if (outage !== null && left() > inMs) outage = { ...outage, retry: later(inMs) };
  };
  const trip = (loss: Loss, forMs: number): void => {
    outage = { loss, retry: later(forMs), drawn: false };
  };

  return {
    left,
    loss: () => outage?.loss ?? null,
    network: () => (outage !== null ? 'offline' : proven ? 'online' : 'unknown'),
    prove: () => {
      outage = null;
      misses = 0;
      proven = true;
      systemOffline = false;
    },
    lose: loss => {
      misses += 1;
      trip(loss, backoff(misses, random, policy.probeMost));
    },
    offline: () => {
      systemOffline = true;
      misses = 0;
      trip('network', policy.probeMost);
    },
    online: () => {
      systemOffline = false;
    },
    hint: () => {
      if (outage === null || outage.drawn) return;
      retryIn(policy.settleFor + spread(policy.reconnectSpread, random));
      outage = { ...outage, drawn: true };
    },
    open: () => retryIn(0),
    click: () => {
      if (!systemOffline) retryIn(0);
    },
  };
}
