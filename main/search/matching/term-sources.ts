import type { Edits } from '../fuzzy/edit-distance.ts';
import type { Segment } from '../index/segment.ts';
import { isDomain, type QueryTerm } from '../text/query.ts';
import { type CandidateSource, exactSource } from './candidate-source.ts';
import { rowsWithTerm } from './common-rows.ts';
import { fuzzySource, fuzzySourceAmong, typosAllowed } from './fuzzy-source.ts';
import { createQueryCache } from './query-cache.ts';

/** Entries of a term up to which the words of its rows are sooner compared than all words. */
const mostAmong = 500;

/** The longest first, since few words are like them; domains last, since many rows have one. */
const tellingFirst = (sources: readonly CandidateSource[]): readonly CandidateSource[] =>
  [...sources].sort(
    ({ term: a }, { term: b }) =>
      Number(isDomain(a)) - Number(isDomain(b)) || b.letters.length - a.letters.length,
  );

/** Makes the candidate sources of a query's terms, each once for this query and the next. */
export function createTermSources() {
  const cache = createQueryCache();

  /** The source of a term as it stands. */
  const exactOf = (segment: Segment, term: QueryTerm): CandidateSource =>
    cache.cached(term, 0, () => exactSource(segment, term));

  /** The source of a term with so many typos, as far as it may have them. */
  const fuzzyOf = (segment: Segment, exact: CandidateSource, edits: Edits): CandidateSource => {
    const allowed = typosAllowed(exact.term, edits);
    return allowed === 0
      ? exact
      : cache.cached(exact.term, allowed, () => fuzzySource(segment, exact, allowed));
  };

  /** The sources of terms that a row must meet together; null where none can. */
  const fuzzySources = (
    segment: Segment,
    exact: readonly CandidateSource[],
    editsIn: (source: CandidateSource) => 0 | Edits,
  ): readonly CandidateSource[] | null => {
    const found = new Map<CandidateSource, CandidateSource>();
    let among: Uint32Array | null = null;
    for (const source of tellingFirst(exact)) {
      const edits = editsIn(source);
      const fuzzy: CandidateSource =
        edits === 0
          ? source
          : edits > 1 && among !== null
            ? fuzzySourceAmong(segment, source, edits, among)
            : fuzzyOf(segment, source, edits);
      if (fuzzy.entryCount === 0) return null;
      found.set(source, fuzzy);
      if (among === null && fuzzy.entryCount <= mostAmong) among = rowsWithTerm(segment, fuzzy);
    }
    return exact.map(source => found.get(source) ?? source);
  };

  /** Of a term, the source with one typo. */
  const typoIn =
    (segment: Segment) =>
    (term: QueryTerm): CandidateSource =>
      fuzzyOf(segment, exactOf(segment, term), 1);

  return { begin: cache.begin, exactOf, fuzzyOf, fuzzySources, typoIn };
}

/** The sources of terms that a row must meet together; null where one of them has no rows. */
export const sourcesOf = (
  terms: readonly QueryTerm[],
  sourceOf: (term: QueryTerm) => CandidateSource,
): readonly CandidateSource[] | null => {
  const sources: CandidateSource[] = [];
  for (const term of terms) {
    const source = sourceOf(term);
    if (source.entryCount === 0) return null;
    sources.push(source);
  }
  return sources;
};
