/**
 * The room of lanes, one per account. Enters: signals of the system and what answers tell. Leaves: whether and when a
 * request may leave: connection, pauses by the server, quota, and what was fetched moments ago.
 */

import type { LaneId } from '../../contract/model.ts';
import type { ChangeNotifier } from '../changes/change-notifier.ts';
import type { OpenEntries } from '../changes/open-entries.ts';
import * as policy from '../model/policy.ts';
import type { Clock, LanePause, Ports } from '../model/ports.ts';
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

/** Notices sleep, or a clock that was set, by the gap between the wall clock and the monotonic clock. */
export interface Awake {
  /** Called at each tick. */
  watch(): void;
  /** The system says that it has just woken up. */
  woken(): void;
}

export function createAwake(clock: Clock, alarms: Alarms, lanes: Lanes): Awake {
  let last = { wall: clock.now(), steady: clock.monotonic() };

  /** Forgets all monotonic readings, and that anything is fresh. */
  const woken = (): void => {
    alarms.reread();
    for (const lane of lanes.all()) lane.fresh.forgetAll();
  };
  return {
    woken,
    watch: () => {
      const now = { wall: clock.now(), steady: clock.monotonic() };
      const gap = now.wall - last.wall - (now.steady - last.steady);
      last = now;
      if (Math.abs(gap) < policy.gapFrom) return;
      woken();
      if (gap >= policy.gapFrom) for (const lane of lanes.all()) lane.gate.wake('resume');
    },
  };
}
