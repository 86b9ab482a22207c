/** The longest text of a row that is kept, in UTF-16 units: names, companies, and what stages are called on the wire. */
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
