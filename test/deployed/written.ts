import { DatabaseError, textOf } from './postgres.ts';

/** A name as PUT writes it: anything but a text, null included, has no `trim`. */
export function trimmed(value: unknown): string {
  if (typeof value !== 'string') throw new DatabaseError('value.trim is not a function');
  return textOf(value.trim());
}

/** A text for a column of 255 characters. */
export function shortText(value: unknown): string | null {
  if (value === null) return null;
  const text = textOf(String(value));
  if (text.length > 255) throw new DatabaseError('value too long for type character varying(255)');
  return text;
}

export function wholeNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new DatabaseError('invalid input syntax');
  return value;
}
