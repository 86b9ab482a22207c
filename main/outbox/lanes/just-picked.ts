import type { ChangeId } from '../../contract/model.ts';
import * as policy from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';

/**
 * The changes picked within the last minute. In memory, counted by the machine's uptime, which nobody can set and which
 * runs on in sleep; empty after a restart.
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
