/**
 * The longest text that is kept of a row, in UTF-16 units. Texts that are only shown are cut there; a text that is sent
 * back to the server (`isIdentifier`) is kept whole or not at all.
 */
export const longestText = 500;

/**
 * Text from outside in a form that can be stored: at most `most` UTF-16 units, cut between characters, without half a
 * surrogate pair. SQLite stores UTF-8, which cannot hold such a half.
 */
export function boundedText(text: string, most: number): string {
  if (text.length <= most) return text.toWellFormed();
  const splits = /[\ud800-\udbff]$/.test(text.slice(0, most));
  return text.slice(0, splits ? most - 1 : most).toWellFormed();
}

/** Whether the text can be sent back to the server byte for byte: it is well-formed and not longer than `longestText`. */
export function isIdentifier(text: string): boolean {
  return text !== '' && text.length <= longestText && text.isWellFormed();
}
