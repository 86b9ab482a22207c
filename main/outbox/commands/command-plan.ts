import type { ChangeView } from '../../contract/change.ts';
import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import type { ChangeId } from '../../contract/model.ts';
import type { Parts } from '../lanes/lanes.ts';
import type { Draft, Entry } from '../model/entry.ts';
import type { Batch, StoreFailure } from '../model/ports.ts';

/** What a command does to the disk, or what it replies without. */
export type CommandPlan =
  | { readonly reply: Result<ChangeView> }
  | {
      readonly batch: Batch;
      /** Runs once it is on disk, with the change that it made. */
      readonly done?: (id: ChangeId) => void;
    };

export const failing = (failure: Failure): CommandPlan => ({ reply: fail(failure) });
export const tooLate = fail({ code: 'too-late' } as const);

const joined = (batches: readonly Batch[]): Batch => ({
  update: batches.flatMap(({ update = [] }) => update),
  insert: batches.flatMap(({ insert = [] }) => insert),
});
const lastOf = ({ update, insert }: Batch): Entry | Draft | undefined => insert?.at(-1) ?? update?.at(-1);

/** Whether no two plans write rows of one opportunity. */
function areApart(plans: readonly CommandPlan[]): boolean {
  const written = plans.flatMap(plan => ('batch' in plan ? (lastOf(plan.batch)?.opportunity ?? []) : []));
  return new Set(written).size === written.length;
}

/** A refused write as the failure that the user reads. */
export const refused = ({ code }: StoreFailure): Failure =>
  code === 'stale' ? { code: 'too-late' } : { code };

/** Carries out what the user asks: rows on disk, and the reply of each command. */
export function createPlanning(
  { openEntries, notifier }: Pick<Parts, 'openEntries' | 'notifier'>,
  view: (entry: Entry) => ChangeView,
) {
  /** Commits the rows of plans and replies to each with the last of its own. */
  const carryOut = (plans: readonly CommandPlan[]): Result<readonly Result<ChangeView>[], StoreFailure> => {
    const batches = plans.flatMap(plan => ('batch' in plan ? plan.batch : []));
    const written = batches.length === 0 ? ok([]) : openEntries.commit(joined(batches));
    if (!written.ok) return written;
    if (batches.length > 0) notifier.written(written.value);
    const rows = new Map(written.value.map(row => [row.id, row]));
    return ok(
      plans.map(plan => {
        if (!('batch' in plan)) return plan.reply;
        const row = rows.get(lastOf(plan.batch)?.id ?? ('' as ChangeId));
        if (row === undefined) return tooLate;
        plan.done?.(row.id);
        return ok(view(row));
      }),
    );
  };
  const one = (plan: CommandPlan): Result<ChangeView> => {
    const replies = carryOut([plan]);
    return replies.ok ? (replies.value[0] ?? tooLate) : fail(refused(replies.failure));
  };
  /** Each is planned anew where it is carried out by itself: the ones before have changed what there is. */
  const several = (asked: readonly (() => CommandPlan)[]): readonly Result<ChangeView>[] => {
    const plans = asked.map(plan => plan());
    const replies = areApart(plans) ? carryOut(plans) : null;
    if (replies?.ok) return replies.value;
    if (replies?.failure.code !== 'store-moved') return asked.map(plan => one(plan()));
    // The next commit would succeed, and nobody would be told that the file was gone.
    const told = fail(refused(replies.failure));
    return plans.map(plan => ('batch' in plan ? told : plan.reply));
  };

  return { one, several };
}
