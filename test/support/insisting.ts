import { answersTo } from '../../main/contract/offers.ts';
import { ends } from '../../main/outbox/changes/resolution.ts';
import type { Outbox } from '../../main/outbox/outbox.ts';

/** A user who wants every change sent: gives each parked one the answer it offers that sends it. */
export function insist(outbox: Outbox): void {
  for (const change of outbox.open()) {
    const answer = change.state === 'parked' ? answersTo(change).find(one => !ends(one)) : undefined;
    if (answer !== undefined) outbox.resolve(change.id, answer, change.rev);
  }
}
