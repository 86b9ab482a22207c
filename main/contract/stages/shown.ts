import type { Hit } from '../find.ts';
import type { Stage } from '../model.ts';

/**
 * The stage that the user sees on a row: the target of its newest open change, otherwise what the server said, also
 * when that change was refused or waits for an answer. Null when unknown.
 */
export function shownStage({ opportunity, verified, change }: Hit): Stage | null {
  if (change !== null && change.state !== 'parked') return change.to;
  return verified ? opportunity.stage : (change?.theirs ?? change?.from ?? null);
}
