/**
 * The room of commands. Enters: what the user asks: a pick, an undo, an answer, another key. Leaves: rows on disk, or the
 * reason why not.
 */

import type { ChangeView, Resolution } from '../../contract/change.ts';
import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import type { ChangeId, Stage } from '../../contract/model.ts';
import { answersTo } from '../../contract/offers.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { type PickedChange, take } from '../changes/coalesce.ts';
import type { Queries } from '../changes/queries.ts';
import { answered, ends } from '../changes/resolution.ts';
import {
  isTakingBack,
  isWithdrawable,
  pipelineBefore,
  stageBefore,
  undoStandingOf,
} from '../changes/undo.ts';
import type { LaneInUse, Parts } from '../lanes/lanes.ts';
import { type Entry, transitioned } from '../model/entry.ts';
import { takingBackLeast } from '../model/policy.ts';
import type { Batch, StoreFailure } from '../model/ports.ts';

/** What the user asks of the outbox. What a call answers `ok` to is on disk. */
export interface Commands {
  /**
   * Takes a pick; it is on disk when the result is ok. It replaces an unsent change of the same opportunity and keeps
   * that change's base. A pick back to the base cancels the unsent change and replies with it. A pick of the stage that
   * is already on its way replies with that change. Fails with `key-none`, `wrong-account`, `already-there`,
   * `disk-full`, `disk-failing` or `store-newer`; nothing was written then.
   */
  accept(pick: PickedChange): Result<ChangeView>;

  /**
   * Withdraws a change that was not sent. A sent one gets a new change back to the stage before (or to what was
   * overwritten), held for the undo window and at least 5 s, which is the reply. Fails with `not-undoable` for the
   * reasons in `ChangeView.undo`. Undoing twice undoes once.
   */
  undo(id: ChangeId): Result<ChangeView>;

  /**
   * The user's answer to an open change as it was at `rev`. Fails with `outdated` when it has changed since, and with
   * `too-late` for an answer that it does not offer (`answersTo`). `put-back` makes a new change, as `undo` does, and
   * replies with that. The same answer twice counts once.
   */
  resolve(id: ChangeId, answer: Resolution, rev: number): Result<ChangeView>;

  /** Length of the undo window for changes accepted from now on; 0 sends at once. */
  undoSeconds(seconds: number): void;
}

const tooLate = fail({ code: 'too-late' } as const);

/** A refused write as the failure that the user reads. */
export const refused = ({ code }: StoreFailure): Failure =>
  code === 'stale' ? { code: 'too-late' } : { code };

export function createCommands(
  { store, openEntries, clock, random, notifier }: Parts,
  { view, newer }: Pick<Queries, 'view' | 'newer'>,
  current: () => LaneInUse | null,
): Commands {
  let undoMs = 1000 * defaultSettings.undoSeconds;
  /** Per change the user's last answer, the revision it was given to, and the change that it made. */
  const given = new Map<ChangeId, { readonly word: string; readonly made: ChangeId }>();

  /** Commits rows that the user caused and replies with the last of them. */
  const write = (batch: Batch): Result<ChangeView> => {
    const written = openEntries.commit(batch);
    if (!written.ok) return fail(refused(written.failure));
    notifier.written(written.value);
    const last = written.value.at(-1);
    return last === undefined ? tooLate : ok(view(last));
  };

  /** `isSight`: the seen stage comes from a request that left at `fetchedAt`. */
  const accept = (pick: PickedChange, heldFor: number, isSight: boolean): Result<ChangeView> => {
    const using = current();
    if (!store.writable) return fail({ code: 'store-newer' });
    if (using === null) return fail({ code: 'key-none' });
    if (pick.lane !== using.lane.id) return fail({ code: 'wrong-account' });
    const now = clock.now();
    const moment = { id: random.uuid() as ChangeId, fingerprint: using.fingerprint, now, undoMs: heldFor };
    const taken = take(pick, openEntries.of(pick.lane, pick.opportunity.id), moment);
    if (taken.kind === 'already-there') return fail({ code: 'already-there' });
    if (taken.kind === 'same') return ok(view(taken.entry));
    const written = write(taken.batch);
    if (!written.ok) return written;
    // Only where the pick's base is what was just seen. A row that replaces another keeps the older row's base.
    const isFirst = taken.batch.update === undefined;
    if (isSight && isFirst && pick.seen?.fetchedAt != null) {
      const { id: opportunity, pipeline } = pick.opportunity;
      const place = { stage: pick.seen.stage.id, pipeline };
      using.lane.fresh.learn(opportunity, place, now - pick.seen.fetchedAt);
    }
    using.lane.justPicked.note(written.value.id);
    if (heldFor === 0) using.lane.gate.click();
    return written;
  };

  /** A new change back to an earlier stage: the one before, or the one that a delivery overwrote. */
  const back = (entry: Entry, to: Stage): Result<ChangeView> => {
    const { lane, opportunity: id, name, company } = entry;
    const seen = { stage: entry.to, fetchedAt: entry.endedAt };
    const pick = {
      lane,
      opportunity: { id, name, company, pipeline: pipelineBefore(entry) },
      to,
      seen,
      note: '',
    };
    // `isSight` is false: the delivery already noted in memory, by the monotonic clock, how fresh the stage is.
    return accept(pick, Math.max(undoMs, takingBackLeast), false);
  };

  const decide = (entry: Entry, answer: Resolution): Result<ChangeView> => {
    if (answer === 'put-back' && entry.overwrote !== null) return back(entry, entry.overwrote);
    const next = answered(entry, answer, clock.now());
    return next === null ? tooLate : write({ update: [next] });
  };

  return {
    accept: pick => accept(pick, undoMs, true),
    undo: id => {
      const entry = openEntries.find(id);
      if (entry === null) return tooLate;
      if (!store.writable) return fail({ code: 'store-newer' });
      const newest = openEntries.of(entry.lane, entry.opportunity).at(-1);
      if (entry.state === 'cancelled') return ok(view(entry));
      if (isTakingBack(newest, entry)) return ok(view(newest));
      const standing = undoStandingOf(entry, current()?.lane.id ?? null, () => newer(entry));
      if (standing !== 'possible') return fail({ code: 'not-undoable', why: standing });
      const to = stageBefore(entry);
      return isWithdrawable(entry) || to === null
        ? write({ update: [transitioned(entry, { state: 'cancelled', endedAt: clock.now(), due: null })] })
        : back(entry, to);
    },
    resolve: (id, answer, rev) => {
      const entry = openEntries.find(id);
      if (entry === null) return tooLate;
      const word = `${answer} ${rev}`;
      const before = given.get(id);
      if (before?.word === word) return ok(view(openEntries.find(before.made) ?? entry));
      // A waiting row only changes its times meanwhile. A parked one must still be what the card showed.
      if (entry.state === 'parked' && entry.rev !== rev) return fail({ code: 'outdated' });
      if (!store.writable) return fail({ code: 'store-newer' });
      if (entry.lane !== current()?.lane.id && !ends(answer)) return fail({ code: 'wrong-account' });
      if (!answersTo(view(entry)).includes(answer)) return tooLate;
      const written = decide(entry, answer);
      if (written.ok) given.set(id, { word, made: written.value.id });
      return written;
    },
    undoSeconds: seconds => {
      undoMs = Math.max(0, Math.round(seconds * 1000));
    },
  };
}
