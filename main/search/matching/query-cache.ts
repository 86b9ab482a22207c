import type { Searchable, Shelf } from '../index/segment.ts';
import type { Term } from '../text/query.ts';
import type { Source } from './candidate-source.ts';

/**
 * What the terms of the last query mean, as long as no row came or went: most of them stand in the next one too, since
 * people type at the end. Nothing older is kept.
 */
export interface Memory<Row extends Searchable> {
  /** Begins a query on this shelf. */
  begin(shelf: Shelf<Row>): void;
  /** What the term means with so many slips forgiven; found out only if this query or the last has not. */
  recall(term: Term, edits: 0 | 1 | 2, make: () => Source): Source;
}

export function createMemory<Row extends Searchable>(): Memory<Row> {
  let last = new Map<string, Source>();
  let here = new Map<string, Source>();
  let of: Shelf<Row> | null = null;
  let version = 0;
  return {
    begin(shelf) {
      last = of === shelf && version === shelf.version ? here : new Map();
      here = new Map();
      of = shelf;
      version = shelf.version;
    },
    recall(term, edits, make) {
      const key = `${edits}${term.text}`;
      const source = here.get(key) ?? last.get(key) ?? make();
      here.set(key, source);
      return source;
    },
  };
}
