import type { Resolution } from '../../contract/change.ts';
import { assertNever } from '../../contract/failure.ts';
import { type Entry, transitioned, untried } from '../model/entry.ts';

/** Whether the answer ends the change instead of sending it. */
export const ends = (answer: Resolution): boolean =>
  answer === 'cancel' || answer === 'keep-theirs' || answer === 'leave';

/** The row after the user's answer; null when the row's state does not take this answer. */
export function answered(entry: Entry, answer: Resolution, now: number): Entry | null {
  switch (entry.state) {
    case 'parked':
      return ofParked(entry, answer, now);
    case 'held':
      return answer === 'cancel' ? transitioned(entry, { state: 'cancelled', endedAt: now }) : null;
    case 'ready':
    case 'waiting':
      if (answer === 'cancel') return transitioned(entry, { state: 'cancelled', endedAt: now, due: null });
      return answer === 'retry' ? transitioned(entry, { due: null, since: now }) : null;
    case 'verify':
      // Sent already: it cannot be called back, only looked at sooner.
      return answer === 'retry' ? transitioned(entry, { due: null, since: now }) : null;
    case 'sending':
    case 'delivered':
    case 'superseded':
    case 'cancelled':
      return null;
    default:
      return assertNever(entry.state);
  }
}

function ofParked(entry: Entry, answer: Resolution, now: number): Entry | null {
  const inDoubt = entry.inDoubt !== null && entry.sentAt !== null;
  const again = { ...untried, state: inDoubt ? 'verify' : 'ready', since: now } as const;
  switch (answer) {
    case 'cancel':
    case 'keep-theirs':
    case 'leave':
      return transitioned(entry, { state: 'cancelled', endedAt: now });
    case 'retry':
      return transitioned(entry, again);
    case 'send-mine':
      // The user agreed to replace exactly the stage on the card. It becomes the base and is checked again.
      return transitioned(entry, {
        ...again,
        base: entry.theirs ?? entry.base,
        baseAt: entry.theirs === null ? entry.baseAt : now,
      });
    case 'put-back':
      return null;
    default:
      return assertNever(answer);
  }
}
