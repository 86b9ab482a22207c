import { fail, ok, type Result } from '../contract/failure.ts';
import type { LaneId } from '../contract/model.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { withWordsOf } from '../raze/stages/user-words.ts';
import type { JoinPipelines } from '../store/changes/adopt.ts';
import type { OpenStore } from '../store/store.ts';
import type { AccountData } from './account-data.ts';
import type { Session } from './session.ts';

export interface RebindDeps {
  readonly session: Pick<Session, 'current' | 'shownLanes' | 'laneAdopted'>;
  readonly outbox: Pick<Outbox, 'open' | 'history' | 'rebind' | 'reread'>;
  readonly accountData: Pick<AccountData, 'open' | 'left' | 'someOf'>;
  readonly store: Pick<OpenStore, 'adopt'>;
}

/**
 * The user says that another key belonged to the account in use. Once the server has one of its opportunities,
 * everything kept under that key moves to this one. Replies how many open changes moved.
 */
export function createRebind({ session, outbox, accountData, store }: RebindDeps) {
  return async (from: LaneId): Promise<Result<number>> => {
    const into = session.current()?.lane.id;
    if (into === undefined) return fail({ code: 'key-none' });
    // The sample data belongs to no account: nothing moves between it and one.
    if (from === into || !session.shownLanes()(from)) return fail({ code: 'wrong-account' });
    const ended = outbox.history('', null, 10, lane => lane === from).map(change => change.opportunity);
    const known = [...accountData.someOf(from), ...ended];
    // Without anything to look for there is no proof, and nothing to move.
    if (known.length === 0 && !outbox.open().some(change => change.lane === from)) return ok(0);
    const moved = await outbox.rebind(from, known);
    if (!moved.ok) return moved;
    accountData.open(null, null);
    await accountData.left();
    // What the user said under the key in use counts for more.
    const joined: JoinPipelines = (kept, own, theirs) => withWordsOf(kept, [own, theirs]);
    const adopted = await outbox.reread(() => store.adopt(from, into, joined));
    session.laneAdopted();
    accountData.open(session.current(), null);
    return adopted.ok ? moved : adopted;
  };
}
