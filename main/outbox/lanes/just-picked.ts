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
  const isOver = (at: number): boolean => clock.uptime() - at > policy.blindFor;
  return {
    note: change => {
      for (const [id, at] of picked) if (isOver(at)) picked.delete(id);
      picked.set(change, clock.uptime());
    },
    has: change => {
      const at = picked.get(change);
      return at !== undefined && !isOver(at);
    },
  };
}
