import type { Answer, ChangeView } from '../contract/change.ts';
import { type Failure, fail, ok, type Result } from '../contract/failure.ts';
import type { ChangeId } from '../contract/model.ts';
import { answered, ends } from './answer.ts';
import type { Book } from './book.ts';
import { type PickedChange, take } from './coalesce.ts';
import { type Entry, step } from './entry.ts';
import type { Lane } from './lanes.ts';
import type { Batch, Clock, Random, Store, StoreFailure } from './ports.ts';
import type { Teller } from './teller.ts';

/** What the user asks of the outbox. Each is on disk when it answers ok. */
export interface Wishes {
  accept(pick: PickedChange, undoMs: number): Result<ChangeView>;
  undo(id: ChangeId): Result<ChangeView>;
  resolve(id: ChangeId, answer: Answer): Result<ChangeView>;
}

export interface WishesDeps {
  readonly store: Store;
  readonly book: Book;
  readonly clock: Clock;
  readonly random: Random;
  readonly teller: Teller;
  readonly view: (entry: Entry) => ChangeView;
  /** The lane in use and the salted hash of its key. */
  readonly current: () => { readonly lane: Lane; readonly fingerprint: string } | null;
}

const tooLate = fail({ code: 'too-late' } as const);

/** What a refused write means to the user. */
export const refused = ({ code }: StoreFailure): Failure =>
  code === 'stale' ? { code: 'too-late' } : { code };

export function createWishes(deps: WishesDeps): Wishes {
  const { store, book, clock, random, teller, view, current } = deps;

  /** Commits rows of the user's making; the last of them is the reply. */
  const write = (batch: Batch): Result<ChangeView> => {
    const written = book.commit(batch);
    if (!written.ok) return fail(refused(written.failure));
    teller.written(written.value);
    const last = written.value.at(-1);
    return last === undefined ? tooLate : ok(view(last));
  };

  const accept: Wishes['accept'] = (pick, undoMs) => {
    const using = current();
    if (!store.writable) return fail({ code: 'store-newer' });
    if (using === null) return fail({ code: 'key-none' });
    if (pick.lane !== using.lane.id) return fail({ code: 'wrong-account' });
    const now = clock.now();
    const moment = { id: random.uuid() as ChangeId, fingerprint: using.fingerprint, now, undoMs };
    const taken = take(pick, book.of(pick.lane, pick.opportunity.id), moment);
    if (taken.kind === 'already-there') return fail({ code: 'already-there' });
    if (taken.kind === 'same') return ok(view(taken.entry));
    const written = write(taken.batch);
    if (!written.ok) return written;
    // Only for a base taken from this very sight: a row that replaces another keeps that one's base and its past.
    const isFirst = taken.kind === 'write' && taken.batch.update === undefined;
    if (isFirst && pick.seen?.fetchedAt != null) {
      using.lane.fresh.learn(pick.opportunity.id, pick.seen.stage.id, now - pick.seen.fetchedAt);
    }
    if (undoMs === 0) using.lane.gate.click();
    return written;
  };

  /** A new change back to where the opportunity was, or to what a delivery overwrote; sent without a window. */
  const back = (entry: Entry): Result<ChangeView> => {
    const to = entry.overwrote ?? entry.base;
    if (to === null || to.id === entry.to.id) return tooLate;
    const { lane, opportunity: id, name, company, pipeline } = entry;
    const seen = { stage: entry.to, fetchedAt: entry.endedAt };
    return accept({ lane, opportunity: { id, name, company, pipeline }, to, seen }, 0);
  };

  return {
    accept,
    undo: id => {
      const entry = book.find(id);
      if (entry === null || entry.state === 'superseded' || entry.state === 'cancelled') return tooLate;
      if (!store.writable) return fail({ code: 'store-newer' });
      const isUnsent = entry.state === 'held' || entry.state === 'parked' || entry.sentAt === null;
      if (!isUnsent || entry.state === 'delivered' || entry.state === 'verify') return back(entry);
      return write({ update: [step(entry, { state: 'cancelled', endedAt: clock.now(), due: null })] });
    },
    resolve: (id, answer) => {
      const entry = book.find(id);
      if (entry === null) return tooLate;
      if (!store.writable) return fail({ code: 'store-newer' });
      if (entry.lane !== current()?.lane.id && !ends(answer)) return fail({ code: 'wrong-account' });
      const next = answered(entry, answer, clock.now());
      return next === null ? tooLate : write({ update: [next] });
    },
  };
}
