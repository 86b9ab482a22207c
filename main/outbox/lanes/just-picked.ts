import type { ChangeId } from '../../contract/model.ts';
import * as policy from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';

/**
 * Which changes were picked moments ago. Lives in memory and counts by the machine's uptime, which nobody can set and which
 * sleep does not stop: after a restart nothing was picked just now.
 */
export interface JustPicked {
  note(change: ChangeId): void;
  has(change: ChangeId): boolean;
}

export function createJustPicked(clock: Pick<Clock, 'uptime'>): JustPicked {
  const picked = new Map<ChangeId, number>();
  return {
    note: change => {
      picked.set(change, clock.uptime());
    },
    has: change => clock.uptime() - (picked.get(change) ?? Number.NEGATIVE_INFINITY) <= policy.blindFor,
  };
}
