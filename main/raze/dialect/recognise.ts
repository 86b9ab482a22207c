import type { Dialect } from '../../contract/model.ts';
import { isRow, type RawRow } from './lenient.ts';

/** The rows of a list answer of any dialect, null when it is no list answer. */
export function rowsOf(json: unknown): readonly unknown[] | null {
  if (!isRow(json)) return null;
  if (Array.isArray(json.data)) return json.data;
  return isRow(json.data) && Array.isArray(json.data.opportunities) ? json.data.opportunities : null;
}

/**
 * The dialect of a list answer. Null for what is no list answer, and for an empty list that gives no other
 * sign: there is nothing to misread in it.
 */
export function recogniseList(json: unknown): Dialect | null {
  if (!isRow(json)) return null;
  if (!Array.isArray(json.data)) return rowsOf(json) === null ? null : 'documented';
  if (Array.isArray(json.available_stages)) return 'status';
  const first = json.data.find(isRow);
  return first === undefined ? null : recogniseRow(first, 'status');
}

/** The dialect of a single row as GET and PATCH answer it; `status` rows are told apart by their id. */
export function recogniseRow(row: RawRow, flat: Dialect | null = null): Dialect | null {
  if ('stage_id' in row) return 'stage_id';
  if (!('status' in row)) return null;
  if (flat !== null) return flat;
  return typeof row.id === 'string' && row.id.startsWith('opp_') ? 'documented' : 'status';
}
