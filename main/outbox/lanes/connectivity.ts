import * as policy from '../model/policy.ts';
import type { Clock, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { backoff, spread } from '../time/backoff.ts';

/** Why nothing gets through: no network, no trusted connection, or somebody else who answers. */
export type Loss = 'network' | 'tls' | 'not-our-api';

/** The way to the server. A lost request closes it for a while; only an authentic answer proves it open. */
export interface Way {
  /** Milliseconds until the next try; 0: now. */
  left(): number;
  loss(): Loss | null;
  network(): 'online' | 'offline' | 'unknown';
  /** An authentic answer came. */
  prove(): void;
  /** A request was lost: the next try comes later with each. */
  lose(loss: Loss): void;
  /** The system says that there is no network. */
  offline(): void;
  /** The system says that there is one again. */
  online(): void;
  /** Something makes a try worthwhile: it comes soon, spread so that not all machines try at once. */
  hint(): void;
  /** The next try may come at once. */
  open(): void;
  /** The same for the user's own click, unless the system says that there is no network. */
  click(): void;
}

interface Closed {
  readonly loss: Loss;
  readonly setAt: number;
  readonly opensAt: number;
  /** The reconnect's spread has been drawn: a second signal must not draw again, or the smallest would win. */
  readonly drawn: boolean;
}

export function createWay(clock: Clock, random: Random, alarms: Alarms): Way {
  let closed: Closed | null = null;
  let proven = false;
  let systemOffline = false;
  let misses = 0;

  const left = (): number =>
    closed === null ? 0 : alarms.left({ at: closed.opensAt, setAt: Math.min(closed.setAt, closed.opensAt) });
  const openIn = (inMs: number): void => {
    if (closed === null || left() <= inMs) return;
    const now = clock.now();
    closed = { ...closed, setAt: now, opensAt: now + inMs };
  };
  const close = (loss: Loss, forMs: number): void => {
    const now = clock.now();
    proven = false;
    closed = { loss, setAt: now, opensAt: now + forMs, drawn: false };
  };

  return {
    left,
    loss: () => closed?.loss ?? null,
    network: () => (closed !== null || systemOffline ? 'offline' : proven ? 'online' : 'unknown'),
    prove: () => {
      closed = null;
      misses = 0;
      proven = true;
      systemOffline = false;
    },
    lose: loss => {
      misses += 1;
      close(loss, backoff(misses, random, policy.probeMost));
    },
    offline: () => {
      systemOffline = true;
      misses = 0;
      close('network', policy.probeMost);
    },
    online: () => {
      systemOffline = false;
    },
    hint: () => {
      if (closed === null || closed.drawn) return;
      openIn(policy.settleFor + spread(policy.reconnectSpread, random));
      closed = { ...closed, drawn: true };
    },
    open: () => openIn(0),
    click: () => {
      if (!systemOffline) openIn(0);
    },
  };
}
