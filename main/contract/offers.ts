import type { ChangeView, ParkReason, Resolution } from './change.ts';
import { assertNever } from './failure.ts';

/** What can be done about a parked change. */
export interface ParkOffer {
  /** The likeliest first. */
  readonly answers: readonly Resolution[];
  /** Whether picking another stage helps. */
  readonly stages: boolean;
  /**
   * What a new pick in its place starts from: the base of the `change`, the stage on the `server` as the card showed
   * it, or the stage that the user sees at the `pick`, since the change's own content is not certain.
   */
  readonly startsFrom: 'change' | 'server' | 'pick';
}

const again: ParkOffer = { answers: ['retry', 'cancel'], stages: false, startsFrom: 'change' };
const unsure: ParkOffer = { answers: ['cancel'], stages: true, startsFrom: 'pick' };

/** What each park reason offers. `resolve` accepts nothing else, and the pending card shows exactly this. */
export const parkOffers: Readonly<Record<ParkReason, ParkOffer>> = {
  conflict: { answers: ['keep-theirs', 'send-mine'], stages: false, startsFrom: 'change' },
  'pipeline-changed': { answers: ['keep-theirs'], stages: true, startsFrom: 'server' },
  misplaced: { answers: ['put-back', 'leave'], stages: true, startsFrom: 'server' },
  'stage-refused': { answers: ['retry', 'cancel'], stages: true, startsFrom: 'change' },
  forbidden: again,
  missing: again,
  contended: again,
  poison: again,
  expired: again,
  unexpected: again,
  salvaged: again,
  'foreign-key': { answers: ['cancel'], stages: false, startsFrom: 'change' },
  damaged: unsure,
  newer: unsure,
};

/** Whether the change's content is uncertain: no answer sends it, and only a new pick replaces it. */
export const isUnsure = (reason: ParkReason | null): boolean =>
  reason !== null && parkOffers[reason].startsFrom === 'pick';

type Asked = Pick<ChangeView, 'state' | 'reason' | 'out' | 'currentLane' | 'overwrote'>;

/** What the user may answer to an open change, the likeliest first. */
export function answersTo({ state, reason, out, currentLane, overwrote }: Asked): readonly Resolution[] {
  // A request that is out is looked at when its key is back; until then there is nothing to call back.
  if (!currentLane) return out ? [] : ['cancel'];
  switch (state) {
    case 'held':
    case 'ready':
      return ['cancel'];
    case 'waiting':
      return ['retry', 'cancel'];
    case 'verify':
      return ['retry'];
    case 'parked':
      if (reason === null) return [];
      // If the stage before is unknown, there is nothing to put back.
      return parkOffers[reason].answers.filter(answer => answer !== 'put-back' || overwrote !== null);
    case 'sending':
    case 'delivered':
    case 'superseded':
    case 'cancelled':
      return [];
    default:
      return assertNever(state);
  }
}

/** Whether the user is offered other stages instead. */
export function choosesAnew({
  state,
  reason,
  currentLane,
}: Pick<Asked, 'state' | 'reason' | 'currentLane'>): boolean {
  return currentLane && state === 'parked' && reason !== null && parkOffers[reason].stages;
}
