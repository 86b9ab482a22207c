import type { Catalogue, Searchable } from './catalogue.ts';

/** How many rows have been put so far. */
export interface FeedProgress {
  readonly rows: number;
}

/** Rows put between two readings of the clock: well under a millisecond of work. */
const stride = 64;

/**
 * Puts a long list into the catalogue in slices of about `milliseconds` (3 by default). Each step of the generator is one slice:
 * the caller gives the event loop a turn between steps. Rows are found as soon as their slice is done.
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
