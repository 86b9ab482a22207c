import type { Searchable, Segment } from '../index/segment.ts';
import type { QueryTerm } from '../text/query.ts';
import type { CandidateSource } from './candidate-source.ts';

/**
 * What the terms of the last query mean, as long as no row came or went: most of them stand in the next one too, since
 * people type at the end. Nothing older is kept.
 */
export interface QueryCache<Row extends Searchable> {
  /** Begins a query on this segment. */
  begin(segment: Segment<Row>): void;
  /** What the term means with so many slips forgiven; found out only if this query or the last has not. */
  cached(term: QueryTerm, edits: 0 | 1 | 2, make: () => CandidateSource): CandidateSource;
}

export function createQueryCache<Row extends Searchable>(): QueryCache<Row> {
  let last = new Map<string, CandidateSource>();
  let here = new Map<string, CandidateSource>();
  let of: Segment<Row> | null = null;
  let version = 0;
  return {
    begin(segment) {
      last = of === segment && version === segment.version ? here : new Map();
      here = new Map();
      of = segment;
      version = segment.version;
    },
    cached(term, edits, make) {
      const key = `${edits}${term.text}`;
      const source = here.get(key) ?? last.get(key) ?? make();
      here.set(key, source);
      return source;
    },
  };
}
