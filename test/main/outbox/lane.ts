import type { ChangeId, LaneId, OpportunityId } from '../../../main/contract/model.ts';
import { createOpenEntries } from '../../../main/outbox/changes/open-entries.ts';
import { createConnectivity } from '../../../main/outbox/lanes/connectivity.ts';
import { createGate } from '../../../main/outbox/lanes/gate.ts';
import { createLanes } from '../../../main/outbox/lanes/lanes.ts';
import { createServerPause } from '../../../main/outbox/lanes/server-pause.ts';
import { createSignals } from '../../../main/outbox/lanes/signals.ts';
import type { LanePause } from '../../../main/outbox/model/ports.ts';
import { createAlarms } from '../../../main/outbox/time/alarms.ts';
import { createManualClock } from '../../support/ports/manual-clock.ts';
import { createMemoryStore } from '../../support/ports/memory-store.ts';
import { laneA } from '../store/rows.ts';

export const second = 1_000;
export const minute = 60 * second;

export const opportunity = (name: string): OpportunityId => name as OpportunityId;
export const change = (name: string): ChangeId => name as ChangeId;

/** The parts of one lane by themselves: a clock that stands still, and dice that show `throws`, then 0.5 for ever. */
export function aLane(options: { readonly throws?: readonly number[]; readonly saved?: LanePause } = {}) {
  const clock = createManualClock();
  const alarms = createAlarms(clock);
  const throws = [...(options.throws ?? [])];
  const random = { next: () => throws.shift() ?? 0.5, uuid: () => 'unused' };
  const saved = options.saved ?? null;
  return {
    clock,
    alarms,
    random,
    connectivity: () => createConnectivity(clock, random, alarms),
    serverPause: () => createServerPause(clock, random, alarms, saved),
    gate: () => createGate(clock, random, alarms, saved),
    /** The lane as the outbox has it, with what it learns from elsewhere and the disk it is kept on. */
    learning: (id: LaneId = laneA) => {
      const store = createMemoryStore();
      const openEntries = createOpenEntries(store);
      const lanes = createLanes({ clock, random, alarms }, new Map(saved === null ? [] : [[id, saved]]));
      return { store, openEntries, lane: lanes.of(id), signals: createSignals(lanes, openEntries) };
    },
  };
}
