/**
 * The longest text of a row that is kept, in UTF-16 units: names, companies, and what stages are called on the wire. What is
 * only shown is cut there; what is told back to the server (`isIdentifier`) is taken whole or not at all.
 */
export const longestText = 500;

/**
 * Text from outside as it may be kept: at most `most` UTF-16 units, cut between characters, and without half a
 * surrogate pair. SQLite keeps text as UTF-8, which cannot hold such a half: it would read back as another text.
 */
export function boundedText(text: string, most: number): string {
  if (text.length <= most) return text.toWellFormed();
  const splits = /[\ud800-\udbff]$/.test(text.slice(0, most));
  return text.slice(0, splits ? most - 1 : most).toWellFormed();
}

/** Whether the text can be told back to the server byte for byte: it is kept as it stands, and a longer one not at all. */
export function isIdentifier(text: string): boolean {
  return text !== '' && text.length <= longestText && text.isWellFormed();
}
