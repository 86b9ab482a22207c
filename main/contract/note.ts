import { boundedText } from './bounded-text.ts';

/** The longest note of a change, in UTF-16 units. */
export const longestNote = 200;
/** How many reasons that were used before a lost stage offers. */
export const offeredReasons = 5;

/** A note as it is kept: one line of at most `longestNote`, without control characters and without blanks around it. */
export const noteOf = (text: string): string =>
  boundedText(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), longestNote).trimEnd();

export interface NotedLine {
  /** The text before the sign. */
  readonly text: string;
  /** '' where there is none. */
  readonly note: string;
  /** Where the sign stands, in UTF-16 units; null where there is none. */
  readonly at: number | null;
}

/** A blank and two slashes, or one slash that ends the text: the second may follow. */
const sign = /\s\/(?:\/|$)/u;

/** Cuts the note off a line: ` // ` and what follows it. The slashes of an address follow no blank. */
export function cutNote(typed: string): NotedLine {
  const at = typed.search(sign);
  if (at < 0) return { text: typed, note: '', at: null };
  return { text: typed.slice(0, at), note: noteOf(typed.slice(at + 3)), at: at + 1 };
}
