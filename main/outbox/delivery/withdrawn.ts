import type { LaneId, StageId } from '../../contract/model.ts';
import type { Teller } from '../changes/notifier.ts';
import type { Book } from '../changes/open-changes.ts';
import type { Entry } from '../model/entry.ts';
import type { Aftermath } from './transitions.ts';

/**
 * Parks the changes that keep failing on a stage the server no longer has, so that the user can pick one that it
 * does. A change that was not tried yet finds out by itself. Runs with no request in flight.
 */
export function createWithdrawn(deps: {
  readonly book: Book;
  readonly teller: Teller;
  readonly aftermath: Aftermath;
}): (lane: LaneId, stage: StageId) => Promise<void> {
  const { book, teller, aftermath } = deps;
  const keepsFailing = (row: Entry): boolean =>
    row.failures > 0 && (row.state === 'waiting' || row.state === 'verify');
  return async (lane, stage) => {
    for (const row of book.rows()) {
      if (row.lane !== lane || row.to.id !== stage || !keepsFailing(row)) continue;
      teller.written(book.settle(aftermath.parked(row, 'stage-refused', { code: 'stage-unknown' })));
    }
  };
}
