import type { ChangeView, OutboxList } from '../../main/contract/change.ts';
import type { Pushes } from '../../main/contract/pushes.ts';

/** How much of the news about the open changes is in the list. */
export interface OutboxNumbers {
  /** The last difference that is. */
  readonly seq: number;
  /** The last one that was pushed; where it is larger, the whole has been asked for. */
  readonly pushed: number;
}

export const unheard: OutboxNumbers = { seq: 0, pushed: 0 };

/** The open changes as the page knows them. */
export interface OpenChanges {
  /** In the order of the pending list: this key's own first, those of other keys after them, lane by lane. */
  readonly outbox: readonly ChangeView[];
  readonly outboxNumbers: OutboxNumbers;
}

/** The list with a difference in it; null when one before it was missed, and the whole is needed. */
export function withDifference(known: OpenChanges, push: Pushes['outbox']): OpenChanges | null {
  const { seq, pushed } = known.outboxNumbers;
  // The whole came with this one in it.
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

/** The whole list, unless a newer one is there already. */
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
