/**
 * The room of lanes, one per account. Enters: signals of the system and what answers tell. Leaves: whether and when a
 * request may leave: connection, pauses by the server, quota, and what was fetched moments ago.
 */

import type { LaneId } from '../../contract/model.ts';
import type { ChangeNotifier } from '../changes/change-notifier.ts';
import type { OpenEntries } from '../changes/open-entries.ts';
import type { LanePause, Ports } from '../model/ports.ts';
import type { Alarms } from '../time/alarms.ts';
import type { Odometer } from '../time/odometer.ts';
import { createFresh, createJustPicked, type Fresh, type JustPicked } from './fresh.ts';
import { createGate, type Gate } from './gate.ts';
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

/** The lane in use, with the salted hash of its key. */
export interface LaneInUse {
  readonly lane: Lane;
  readonly fingerprint: string;
}

/** What delivery and commands work with; each is made once. */
export interface Parts extends Ports {
  readonly alarms: Alarms;
  readonly odometer: Odometer;
  readonly openEntries: OpenEntries;
  readonly notifier: ChangeNotifier;
}

export interface Lanes {
  of(id: LaneId): Lane;
  all(): readonly Lane[];
}

/** The lanes of this run. Each is made at its first use, with the pause that it had on disk. */
export function createLanes(
  { clock, random, alarms }: Pick<Parts, 'clock' | 'random' | 'alarms'>,
  saved: ReadonlyMap<LaneId, LanePause>,
): Lanes {
  const lanes = new Map<LaneId, Lane>();
  return {
    of: id => {
      const known = lanes.get(id);
      if (known !== undefined) return known;
      const onDisk = saved.get(id) ?? null;
      const lane = {
        id,
        gate: createGate(clock, random, alarms, onDisk),
        quota: createQuota(clock, alarms),
        fresh: createFresh(clock),
        justPicked: createJustPicked(clock),
        onDisk,
      };
      lanes.set(id, lane);
      return lane;
    },
    all: () => [...lanes.values()],
  };
}
