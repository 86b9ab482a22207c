import type { LaneId, StageId } from '../../contract/model.ts';
import type { Parts } from '../lanes/lanes.ts';
import type { Entry } from '../model/entry.ts';
import type { Transitions } from './transitions.ts';

/**
 * Parks the changes that keep failing on a stage that the server no longer has, so that the user can pick another one.
 * Changes not tried yet are left alone. Runs with no request in flight.
 */
export function createWithdrawn(
  { openEntries, notifier }: Pick<Parts, 'openEntries' | 'notifier'>,
  transitions: Transitions,
): (lane: LaneId, stage: StageId) => Promise<void> {
  const keepsFailing = (row: Entry): boolean =>
    row.failures > 0 && (row.state === 'waiting' || row.state === 'verify');
  return async (lane, stage) => {
    for (const row of openEntries.rows()) {
      if (row.lane !== lane || row.to.id !== stage || !keepsFailing(row)) continue;
      notifier.written(
        openEntries.settle(transitions.parked(row, 'stage-refused', { code: 'stage-unknown' })),
      );
    }
  };
}
