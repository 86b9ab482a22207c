import type { Edits } from '../fuzzy/edit-distance.ts';
import type { Segment } from '../index/segment.ts';
import { type QueryTerm, sourceKey } from '../text/query.ts';
import type { CandidateSource } from './candidate-source.ts';

/**
 * The sources of the terms of this query and of the last one: people type at the end, so most terms stand in both. They are
 * dropped when a row was added or deleted, or the segment replaced.
 */
export function createQueryCache() {
  let last = new Map<string, CandidateSource>();
  let current = new Map<string, CandidateSource>();
  let of: Segment | null = null;
  let version = 0;
  return {
    /** Begins a query. */
    begin(segment: Segment): void {
      last = of === segment && version === segment.version ? current : new Map();
      current = new Map();
      of = segment;
      version = segment.version;
    },
    /** The source of a term with so many typos allowed, made where neither query has it. */
    cached(term: QueryTerm, edits: 0 | Edits, make: () => CandidateSource): CandidateSource {
      const key = `${edits}${sourceKey(term)}`;
      const source = current.get(key) ?? last.get(key) ?? make();
      current.set(key, source);
      return source;
    },
  };
}
