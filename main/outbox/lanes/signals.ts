import type { LaneId } from '../../contract/model.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import type { OpenEntries } from '../changes/open-entries.ts';
import type { Answer, Link } from '../model/ports.ts';
import { type LaneNext, nextAfter } from './consequence.ts';
import type { Signal } from './gate.ts';
import type { Lane, Lanes } from './lanes.ts';

/** What a lane learns from other sources than the outbox's own attempts. */
export interface Signals {
  /** The system or the user makes an attempt worthwhile. */
  woken(lane: Lane | null, signal: Signal): void;
  /** The answer to a request that was no attempt. */
  heard(lane: LaneId, answer: Answer<unknown>): void;
  /** The result of a background request. */
  observed(lane: LaneId, quota: QuotaView | null, link: Link): void;
  /** The user answered a parked change of this lane. */
  answered(lane: LaneId): void;
}

const linkNext: Readonly<Record<Extract<Link, string>, LaneNext>> = {
  'key-accepted': { kind: 'key-accepted' },
  proven: { kind: 'proven' },
  unauthorised: { kind: 'auth' },
  lost: { kind: 'link', pause: 'network' },
  foreign: { kind: 'link', pause: 'not-our-api' },
};

/** After these the machine or its network was away. */
const returns: readonly Signal[] = ['online', 'resume', 'unlock'];

export function createSignals(lanes: Lanes, openEntries: OpenEntries): Signals {
  const keepPause = (lane: Lane): void => {
    lane.onDisk = lane.gate.serverPause();
    openEntries.settle({ pause: { lane: lane.id, pause: lane.onDisk } });
  };

  /** The user's own click does not wait for a backoff. */
  const hurry = (lane: Lane): void => {
    const update = openEntries
      .rows()
      .filter(row => row.lane === lane.id && row.due !== null)
      .filter(({ state }) => state === 'waiting' || state === 'verify')
      .map(row => ({ ...row, due: null }));
    if (update.length > 0) openEntries.commit({ update });
  };

  return {
    woken: (lane, signal) => {
      if (lane === null) return;
      // Colleagues may have moved opportunities meanwhile: the next change is checked again.
      if (returns.includes(signal)) lane.fresh.forgetAll();
      if (lane.gate.wake(signal)) keepPause(lane);
      if (signal === 'user') hurry(lane);
    },
    heard: (id, answer) => {
      const { gate, quota } = lanes.of(id);
      if (answer.quota !== null) quota.observe(answer.quota);
      const next = answer.kind === 'done' ? linkNext['key-accepted'] : nextAfter(answer, 'look').lane;
      gate.after(next.kind === 'strange' ? linkNext.proven : next, null);
    },
    observed: (id, view, link) => {
      const lane = lanes.of(id);
      const { gate, quota } = lane;
      if (view !== null) quota.observe(view);
      if (typeof link === 'object') {
        quota.exhausted(link.limitedMs);
        gate.after({ kind: 'limited', waitMs: link.limitedMs }, null);
        keepPause(lane);
        return;
      }
      if (link === 'unauthorised' || link === 'key-accepted') {
        gate.after(linkNext[link], null);
        if (gate.serverPause() !== lane.onDisk) keepPause(lane);
        return;
      }
      // A lost page closes the lane once; it does not delay an attempt that is already planned.
      if (link === 'proven' || gate.opensIn() === 0) gate.after(linkNext[link], null);
    },
    answered: id => {
      const lane = lanes.of(id);
      if (lane.gate.answered()) keepPause(lane);
      lane.gate.click();
    },
  };
}
