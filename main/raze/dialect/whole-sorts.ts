import type { Dialect } from '../../contract/model.ts';
import type { Sort } from './list-request.ts';

/**
 * Sorts to walk through a whole list by, the surest first. No server breaks ties, so rows with the same key may come
 * twice or never: names differ most. Both deployed revisions were seen to give every row once by the first of theirs,
 * and to take a sort they do not know for `created_at`. The documentation names no sort but that.
 */
export const wholeSorts: Readonly<Record<Dialect, readonly [Sort, ...Sort[]]>> = {
  documented: [
    { by: 'name', order: 'asc' },
    { by: 'created_at', order: 'asc' },
    { by: 'updated_at', order: 'asc' },
  ],
  status: [
    { by: 'name', order: 'asc' },
    { by: 'score', order: 'desc' },
    { by: 'created_at', order: 'asc' },
    { by: 'updated_at', order: 'asc' },
  ],
  stage_id: [
    { by: 'title', order: 'asc' },
    { by: 'value', order: 'desc' },
    { by: 'created_at', order: 'asc' },
    { by: 'updated_at', order: 'asc' },
  ],
};
