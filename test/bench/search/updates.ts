import type { Opportunity } from '../../../main/contract/model.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import { rounded } from './measure.ts';
import { seeded } from './random.ts';

/** Enough changes for the index to renew itself more than once at 100,000 rows. */
const mostChanges = 100_000;

export interface Updates {
  /** Microseconds a change, renewal of the index included. */
  readonly update_us: number;
  readonly update_max_ms: number;
}

/** Rows renamed, removed and added in turn, each change by itself. */
export function updatesOf(rows: readonly Opportunity[]): Updates {
  const catalogue = createCatalogue<Opportunity>();
  catalogue.put(rows);
  const random = seeded(99);
  const any = (): Opportunity => rows[Math.floor(random() * rows.length)] as Opportunity;
  const changes = Math.min(rows.length, mostChanges);
  const changed = Array.from({ length: changes }, () => ({ ...any(), name: any().name }));
  // What has been made up to here is not to be cleared away in the middle.
  globalThis.gc?.();
  let worst = 0;
  let last = performance.now();
  const start = last;
  changed.forEach((row, at) => {
    if (at % 5 === 4) catalogue.remove([row.id]);
    else catalogue.put([row]);
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
  });
  return { update_us: rounded(((last - start) * 1000) / changes), update_max_ms: rounded(worst) };
}
