import { boundedText } from './bounded-text.ts';

/** The longest note of a change, in UTF-16 units. */
export const longestNote = 200;

/** A note as it is kept: one line of at most `longestNote`, without control characters and without blanks around it. */
export const noteOf = (text: string): string =>
  boundedText(text.replace(/[\p{Cc}\s]+/gu, ' ').trim(), longestNote).trimEnd();
