import type { NotMine } from '../contract/find.ts';
import type { Word } from './line.ts';
import { everybodys, mine } from './vocabulary.ts';

/** Whose rows lists have, and who the user is. */
export interface Whose {
  readonly isMine: boolean;
  /** The user's name as the server has it; null where nobody has said it, or where no row has this owner. */
  readonly owner: string | null;
  /** Whether the server tells whose the rows are. */
  readonly isTold: boolean;
}

/** The owner whose rows alone are wanted; null for everybody's, and why it is everybody's though the user's own are wanted. */
export function ownerWanted({ isMine, owner, isTold }: Whose): {
  readonly owner: string | null;
  readonly notMine: NotMine | null;
} {
  if (!isMine) return { owner: null, notMine: null };
  if (!isTold) return { owner: null, notMine: 'untold' };
  return owner === null ? { owner, notMine: 'who' } : { owner, notMine: null };
}

/** Whose rows a line asks for by a word of its own, and its other words; null where it does not say. */
export function whoseIn(
  words: readonly Word[],
): { readonly isMine: boolean; readonly rest: readonly Word[] } | null {
  for (const [said, isMine] of [
    [mine, true],
    [everybodys, false],
  ] as const) {
    const rest = words.filter(({ folded }) => !said.has(folded));
    if (rest.length < words.length) return { isMine, rest };
  }
  return null;
}
