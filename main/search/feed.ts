import type { Catalogue, Searchable } from './catalogue.ts';

/** How far a feed has come. */
export interface FeedProgress {
  readonly rows: number;
}

/** Rows between two looks at the clock: well under a millisecond of work. */
const stride = 64;

/**
 * Puts a long list into the catalogue in slices of about `milliseconds`: each step of the generator is one slice, and
 * the caller gives the event loop a turn between steps. What has been fed is searchable at once.
 * @param now a monotonic clock in milliseconds
 */
export function* feed<Row extends Searchable>(
  catalogue: Catalogue<Row>,
  rows: Iterable<Row>,
  { now, milliseconds = 3 }: { readonly now: () => number; readonly milliseconds?: number },
): Generator<FeedProgress, FeedProgress> {
  let fed = 0;
  let slice: Row[] = [];
  let until = now() + milliseconds;
  for (const row of rows) {
    slice.push(row);
    if (slice.length < stride) continue;
    catalogue.put(slice);
    fed += slice.length;
    slice = [];
    if (now() < until) continue;
    yield { rows: fed };
    until = now() + milliseconds;
  }
  catalogue.put(slice);
  return { rows: fed + slice.length };
}
