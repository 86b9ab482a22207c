import { boundedText, isIdentifier, longestText } from '../../contract/bounded-text.ts';

/**
 * Readers for the fields of a row. Servers send numbers as strings, PostgreSQL timestamps and null anywhere. These
 * readers return an empty value instead of failing, so that no row is lost.
 */
export type RawRow = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is RawRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Invisible characters only. To Unicode the empty braille pattern is visible. */
const unseen = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Trimmed text for reading: a number as text, '' for anything else and for invisible text. Cut at `longestText`. */
export function text(value: unknown): string {
  if (typeof value === 'string') return unseen.test(value) ? '' : boundedText(value.trim(), longestText);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** A text that is sent back to the server, unchanged; a number as its text. '' if it cannot be sent back (`isIdentifier`). */
export function identifier(value: unknown): string {
  if (typeof value === 'string') return isIdentifier(value) ? value : '';
  return text(value);
}

/** A finite number, or a plain decimal in a string; else null. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,18}(\.\d{1,18})?\s*$/.test(value)) return null;
  return Number(value);
}

/** Date, time to the second, fraction, offset. PostgreSQL writes a space for the T and `+00` for the offset. */
const timestamp = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Epoch milliseconds of an ISO 8601 or PostgreSQL timestamp (UTC without an offset); else null. */
export function time(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const found = timestamp.exec(value.trim());
  if (found === null) return null;
  const [, day, clock, fraction = '', offset = 'Z'] = found;
  const at = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}${isoOffset(offset)}`);
  return Number.isNaN(at) ? null : at;
}

function isoOffset(offset: string): string {
  if (offset === 'Z' || offset.length === 6) return offset;
  return offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : `${offset}:00`;
}

/** The rows of a list answer, unread, in any dialect; null when it is no list answer. */
export function listedRows(list: RawRow): readonly unknown[] | null {
  if (Array.isArray(list.data)) return list.data;
  return isRow(list.data) && Array.isArray(list.data.opportunities) ? list.data.opportunities : null;
}

/** A text, or the name in the object that the documentation nests (`responsible_user`). */
export const personName = (value: unknown): string => text(isRow(value) ? value.name : value);
