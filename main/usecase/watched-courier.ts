import type { LaneId, OpportunityId } from '../contract/model.ts';
import type { Courier } from '../outbox/model/ports.ts';
import type { Permissions } from './session.ts';

/**
 * A courier that reports what each answer proves: a successful look that the key may read, a 403 which permission is
 * missing, a 404 that the opportunity is gone.
 */
export function watchedCourier(
  courier: Courier,
  learn: (lane: LaneId, known: Partial<Permissions>) => void,
  gone: (lane: LaneId, id: OpportunityId) => void,
): Courier {
  return {
    async look(lane, id) {
      const answer = await courier.look(lane, id);
      if (answer.kind === 'done') learn(lane, { read: 'yes' });
      if (answer.kind === 'forbidden' && answer.permission === 'opportunities:read')
        learn(lane, { read: 'no' });
      if (answer.kind === 'missing') gone(lane, id);
      return answer;
    },
    async send(lane, id, to) {
      const answer = await courier.send(lane, id, to);
      if (answer.kind === 'done') learn(lane, { write: 'yes' });
      if (answer.kind === 'forbidden' && answer.permission === 'opportunities:write')
        learn(lane, { write: 'no' });
      if (answer.kind === 'missing') gone(lane, id);
      return answer;
    },
  };
}
