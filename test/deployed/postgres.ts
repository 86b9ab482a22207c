/** What PostgreSQL refuses; both revisions answer it with 500. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

const uuidPattern = /^[0-9a-f]{4}(-?[0-9a-f]{4}){7}$/i;

/**
 * An id as PostgreSQL reads a uuid: in braces or not, upper or lower case, with a hyphen after any group of four digits
 * (https://www.postgresql.org/docs/15/datatype-uuid.html). Throws `DatabaseError` for anything else.
 */
export function uuidOf(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  const bare = text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text;
  if (!uuidPattern.test(bare)) throw new DatabaseError(`invalid input syntax for type uuid: "${text}"`);
  const hex = bare.replaceAll('-', '').toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether the text matches an ILIKE pattern: `%` and `_` are wildcards, `\` takes the next character as it is. */
export function ilike(text: string | null, pattern: string): boolean {
  if (text === null) return false;
  const parts = [...pattern.matchAll(/\\([\s\S])|[\s\S]/gu)].map(([whole, escaped]) => {
    if (escaped !== undefined) return quoted(escaped);
    if (whole === '%') return '[\\s\\S]*';
    return whole === '_' ? '[\\s\\S]' : quoted(whole);
  });
  return new RegExp(`^${parts.join('')}$`, 'iu').test(text);
}

const quoted = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A text as a parameter: PostgreSQL takes no NUL. */
export function textOf(value: string): string {
  if (value.includes('\0')) throw new DatabaseError('invalid byte sequence for encoding "UTF8": 0x00');
  return value;
}

/** Text in the order of the C locale: by bytes of its UTF-8. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

export interface Order<Row> {
  readonly compare: (left: Row, right: Row) => number;
  readonly descending: boolean;
}

/**
 * One page of a sort without a tie-breaker. PostgreSQL keeps only the best `offset + limit` rows while it reads, and
 * which of equal rows those are depends on that number: a walk through all pages so loses some rows and repeats others,
 * the same ones each time. Only that much is imitated, not which: every second page has equal rows the other way round.
 */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { compare, descending }: Order<Row>,
  offset: number,
  limit: number,
): readonly Row[] {
  const sign = descending ? -1 : 1;
  const tied = Math.floor(offset / limit) % 2 === 0 ? 1 : -1;
  return rows
    .toSorted((left, right) => sign * compare(left, right) || tied * byBytes(left.id, right.id))
    .slice(offset, offset + limit);
}
