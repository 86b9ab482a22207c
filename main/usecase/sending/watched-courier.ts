import type { LaneId, OpportunityId } from '../../contract/model.ts';
import type { Answer, Courier } from '../../outbox/model/ports.ts';
import type { Permissions } from '../account-in-use.ts';

/**
 * A courier that reports what each answer proves: a successful look that the key may read, a 403 which permission is
 * missing, a 404 that the opportunity is gone.
 */
export function watchedCourier(
  courier: Courier,
  learn: (lane: LaneId, known: Partial<Permissions>) => void,
  gone: (lane: LaneId, id: OpportunityId) => void,
): Courier {
  const heed = <Given extends Answer<object>>(
    permission: keyof Permissions,
    lane: LaneId,
    id: OpportunityId,
    answer: Given,
  ): Given => {
    const isDenied = answer.kind === 'forbidden' && answer.permission === `opportunities:${permission}`;
    if (answer.kind === 'done' || isDenied) learn(lane, { [permission]: isDenied ? 'no' : 'yes' });
    if (answer.kind === 'missing') gone(lane, id);
    return answer;
  };
  return {
    look: async (lane, id) => heed('read', lane, id, await courier.look(lane, id)),
    send: async (lane, id, to, reason) => heed('write', lane, id, await courier.send(lane, id, to, reason)),
  };
}
