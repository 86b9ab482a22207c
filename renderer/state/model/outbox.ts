import type { ChangeView, OutboxList } from '../../../main/contract/change.ts';
import type { Pushes } from '../../../main/contract/pushes.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';

/** Which differences of the open changes have been taken in. */
export interface OutboxNumbers {
  /** The last difference in the list. */
  readonly seq: number;
  /** The last one that was pushed. If it is larger than `seq`, the whole list has been asked for. */
  readonly pushed: number;
}

export const unheard: OutboxNumbers = { seq: 0, pushed: 0 };

/** The open changes as the page knows them. */
export interface OpenChanges {
  /** In the order of the pending list: this key's own first, then those of other keys, lane by lane. */
  readonly outbox: readonly ChangeView[];
  readonly outboxNumbers: OutboxNumbers;
}

/** The list with a difference applied; null when an earlier one was missed and the whole list is needed. */
export function withDifference(known: OpenChanges, push: Pushes['outbox']): OpenChanges | null {
  const { seq, pushed } = known.outboxNumbers;
  // The whole list already included it.
  if (push.seq <= seq) return known;
  if (push.seq > seq + 1) return null;
  const changes = new Map(known.outbox.map(change => [change.id, change]));
  for (const change of push.changed) changes.set(change.id, change);
  for (const id of push.gone) changes.delete(id);
  return {
    outbox: inOrder([...changes.values()]),
    outboxNumbers: { seq: push.seq, pushed: Math.max(pushed, push.seq) },
  };
}

/** The whole list, unless a newer one is known. */
export function withWhole(known: OpenChanges, { seq, changes }: OutboxList): OpenChanges {
  const { outboxNumbers: numbers } = known;
  if (seq < numbers.seq) return known;
  return { outbox: inOrder(changes), outboxNumbers: { seq, pushed: Math.max(numbers.pushed, seq) } };
}

function inOrder(outbox: readonly ChangeView[]): readonly ChangeView[] {
  const own = outbox.filter(change => change.currentLane);
  const others = Map.groupBy(
    outbox.filter(change => !change.currentLane),
    change => change.lane,
  );
  return [...own, ...[...others.values()].flat()];
}

/** Whether a change waits for a key that is not in use. The sample data's changes wait for none. */
export function isOfAnotherKey({ currentLane, lane }: ChangeView, { sampleLane }: Snapshot): boolean {
  return !currentLane && lane !== sampleLane;
}
