/**
 * The room of lanes, one per account. Enters: signals of the system and what answers tell. Leaves: whether and when a
 * request may leave: connection, pauses by the server, quota, and what was fetched moments ago.
 */

import type { LaneId } from '../../contract/model.ts';
import type { Clock, LanePause, Random } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import { createFresh, type Fresh } from './fresh.ts';
import { createGate, type Gate } from './gate.ts';
import { createJustPicked, type JustPicked } from './just-picked.ts';
import { createQuota, type Quota } from './quota.ts';

/** The state of one account besides its rows. */
export interface Lane {
  readonly id: LaneId;
  readonly gate: Gate;
  readonly quota: Quota;
  readonly fresh: Fresh;
  readonly justPicked: JustPicked;
  /** The pause as it was last written. */
  onDisk: LanePause | null;
}

export interface Lanes {
  of(id: LaneId): Lane;
  all(): readonly Lane[];
}

/** The lanes of this run. Each is made at its first use, with the pause that it had on disk. */
export function createLanes(
  deps: { readonly clock: Clock; readonly random: Random; readonly alarms: Alarms },
  saved: ReadonlyMap<LaneId, LanePause>,
): Lanes {
  const lanes = new Map<LaneId, Lane>();
  return {
    of: id => {
      const known = lanes.get(id);
      if (known !== undefined) return known;
      const onDisk = saved.get(id) ?? null;
      const gate = createGate(deps.clock, deps.random, deps.alarms, onDisk);
      const lane = {
        id,
        gate,
        quota: createQuota(deps.clock, deps.alarms),
        fresh: createFresh(deps.clock),
        justPicked: createJustPicked(deps.clock),
        onDisk,
      };
      lanes.set(id, lane);
      return lane;
    },
    all: () => [...lanes.values()],
  };
}
