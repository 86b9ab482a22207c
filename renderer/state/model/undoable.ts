import type { ChangeId } from '../../../main/contract/model.ts';
import type { Undoable } from './state.ts';

/** The changes of one choice. */
export const idsOf = ({ id, also = [] }: Undoable): readonly ChangeId[] => [id, ...also];

/** What was chosen at once and is undone at once; empty without changes. */
export function undoableOf(
  [id, ...also]: readonly ChangeId[],
  at: number,
  undoes?: Undoable,
): readonly Undoable[] {
  if (id === undefined) return [];
  return [{ id, at, ...(also.length > 0 ? { also } : {}), ...(undoes ? { undoes } : {}) }];
}

/** What can still be undone when these changes are gone: of a choice of several rows, the others. */
export function withoutChanges(
  undoable: readonly Undoable[],
  gone: readonly ChangeId[],
): readonly Undoable[] {
  return undoable.flatMap(one =>
    undoableOf(
      idsOf(one).filter(id => !gone.includes(id)),
      one.at,
      one.undoes,
    ),
  );
}
