/**
 * The room of commands. Enters: what the user asks: a pick, an undo, an answer, another key. Leaves: rows on disk, or the
 * reason why not.
 */

import type { ChangeView, Resolution } from '../../contract/change.ts';
import { fail, ok, type Result } from '../../contract/failure.ts';
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
import { type CommandPlan, createPlanning, failing, tooLate } from './command-plan.ts';

/** What the user asks of the outbox. What a call answers `ok` to is on disk. */
export interface Commands {
  /**
   * Takes a pick; it is on disk when the result is ok. It replaces an unsent change of the same opportunity and keeps
   * that change's base. A pick back to the base cancels the unsent change and replies with it. A pick of the stage that
   * is already on its way replies with that change. Fails with `key-none`, `wrong-account`, `already-there`,
   * `disk-full`, `disk-failing` or `store-newer`; nothing was written then.
   */
  accept(pick: PickedChange): Result<ChangeView>;

  /** Each as `accept` would, in the order given, on disk in one step; where that fails, one by one. What is no pick is replied as it is. */
  acceptSeveral(picks: readonly Result<PickedChange>[]): readonly Result<ChangeView>[];

  /**
   * Withdraws a change that was not sent. A sent one gets a new change back to the stage before (or to what was
   * overwritten), held for the undo window and at least 5 s, which is the reply. Fails with `not-undoable` for the
   * reasons in `ChangeView.undo`. Undoing twice undoes once.
   */
  undo(id: ChangeId): Result<ChangeView>;

  /** Each as `undo` would, in the order given, on disk in one step; where that fails, one by one. */
  undoSeveral(ids: readonly ChangeId[]): readonly Result<ChangeView>[];

  /**
   * The user's answer to an open change as it was at `rev`. Fails with `outdated` when it has changed since, and with
   * `too-late` for an answer that it does not offer (`answersTo`). `put-back` makes a new change, as `undo` does, and
   * replies with that. The same answer twice counts once.
   */
  resolve(id: ChangeId, answer: Resolution, rev: number): Result<ChangeView>;

  /** Length of the undo window for changes accepted from now on; 0 sends at once. */
  undoSeconds(seconds: number): void;
}

export function createCommands(
  parts: Parts,
  { view, newer }: Pick<Queries, 'view' | 'newer'>,
  current: () => LaneInUse | null,
): Commands {
  const { store, openEntries, clock, random } = parts;
  const { one, several } = createPlanning(parts, view);
  let undoMs = 1000 * defaultSettings.undoSeconds;
  /** Per change the user's last answer, the revision it was given to, and the change that it made. */
  const given = new Map<ChangeId, { readonly word: string; readonly made: ChangeId }>();

  /** `isSight`: the seen stage comes from a request that left at `fetchedAt`. */
  const accepting = (pick: PickedChange, heldFor: number, isSight: boolean): CommandPlan => {
    const using = current();
    if (!store.writable) return failing({ code: 'store-newer' });
    if (using === null) return failing({ code: 'key-none' });
    if (pick.lane !== using.lane.id) return failing({ code: 'wrong-account' });
    const now = clock.now();
    const moment = { id: random.uuid() as ChangeId, fingerprint: using.fingerprint, now, undoMs: heldFor };
    const taken = take(pick, openEntries.of(pick.lane, pick.opportunity.id), moment);
    if (taken.kind === 'already-there') return failing({ code: 'already-there' });
    if (taken.kind === 'same') return { reply: ok(view(taken.entry)) };
    const { batch } = taken;
    return {
      batch,
      done: id => {
        // Only where the pick's base is what was just seen. A row that replaces another keeps the older row's base.
        const isFirst = batch.update === undefined;
        if (isSight && isFirst && pick.seen?.fetchedAt != null) {
          const { id: opportunity, pipeline } = pick.opportunity;
          const place = { stage: pick.seen.stage.id, pipeline };
          using.lane.fresh.learn(opportunity, place, now - pick.seen.fetchedAt);
        }
        using.lane.justPicked.note(id);
        if (heldFor === 0) using.lane.gate.click();
      },
    };
  };

  /** A new change back to an earlier stage: the one before, or the one that a delivery overwrote. */
  const back = (entry: Entry, to: Stage): CommandPlan => {
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
    return accepting(pick, Math.max(undoMs, takingBackLeast), false);
  };

  const deciding = (entry: Entry, answer: Resolution): CommandPlan => {
    if (answer === 'put-back' && entry.overwrote !== null) return back(entry, entry.overwrote);
    const next = answered(entry, answer, clock.now());
    return next === null ? { reply: tooLate } : { batch: { update: [next] } };
  };

  const undoing = (id: ChangeId): CommandPlan => {
    const entry = openEntries.find(id);
    if (entry === null) return { reply: tooLate };
    if (!store.writable) return failing({ code: 'store-newer' });
    const newest = openEntries.of(entry.lane, entry.opportunity).at(-1);
    if (entry.state === 'cancelled') return { reply: ok(view(entry)) };
    if (isTakingBack(newest, entry)) return { reply: ok(view(newest)) };
    const standing = undoStandingOf(entry, current()?.lane.id ?? null, () => newer(entry));
    if (standing !== 'possible') return failing({ code: 'not-undoable', why: standing });
    const to = stageBefore(entry);
    if (!isWithdrawable(entry) && to !== null) return back(entry, to);
    return {
      batch: { update: [transitioned(entry, { state: 'cancelled', endedAt: clock.now(), due: null })] },
    };
  };

  return {
    accept: pick => one(accepting(pick, undoMs, true)),
    acceptSeveral: picks =>
      several(picks.map(pick => () => (pick.ok ? accepting(pick.value, undoMs, true) : { reply: pick }))),
    undo: id => one(undoing(id)),
    undoSeveral: ids => several(ids.map(id => () => undoing(id))),
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
      const written = one(deciding(entry, answer));
      if (written.ok) given.set(id, { word, made: written.value.id });
      return written;
    },
    undoSeconds: seconds => {
      undoMs = Math.max(0, Math.round(seconds * 1000));
    },
  };
}
