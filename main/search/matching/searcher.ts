import { type Highlight, mostHits } from '../../contract/find.ts';
import { at32, at64 } from '../arrays/access.ts';
import { ensureFreshest } from '../index/freshest.ts';
import { findRow, type Searchable, type Segment } from '../index/segment.ts';
import { newIdPosition } from '../index/sorted-ids.ts';
import type { Picks } from '../ranking/picks.ts';
import { isCompetitive, newTopK, offer } from '../ranking/top-k.ts';
import { parseQuery, type Query } from '../text/query.ts';
import { newTokens } from '../text/tokenize.ts';
import { explainMatch, type MatchReason } from './highlights.ts';
import { createMatcher } from './matcher.ts';

/** One row that matches, with the ranges to highlight. */
export interface Match<Row extends Searchable> {
  readonly row: Row;
  readonly highlights: readonly Highlight[];
  /** True when every term stands at the start of a word (or is a run of phone digits or the start of the id). */
  readonly exact: boolean;
}

export interface SearchResults<Row extends Searchable> {
  /** Best first, exact ones before those with slips; at most the limit asked for. */
  readonly hits: readonly Match<Row>[];
  /** How many rows match in all: exact for small answers, an estimate beyond a thousand, never below `hits.length`. */
  readonly total: number;
}

/** What a segment and the user's picks say to a text. See `Catalogue`. */
export interface Searcher<Row extends Searchable> {
  find(segment: Segment<Row>, text: string, limit: number): SearchResults<Row>;
  recent(segment: Segment<Row>, limit: number): readonly Row[];
  /** A text in comparable form: what picks are remembered under. */
  keyOf(text: string): string;
}

/** Ranks of exact matches stay below `step`; rows chosen before that match with slips come between. */
const slipsBegin = 63.9;

export function createSearcher<Row extends Searchable>(picks: Picks): Searcher<Row> {
  const words = newTokens();
  const top = newTopK();
  const place = newIdPosition();
  const search = createMatcher<Row>();

  const prepare = ({ rows }: Segment<Row>, limit: number): void => {
    top.limit = Math.max(0, Math.min(mostHits, Math.floor(limit)));
    top.count = 0;
    top.earlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');
  };

  /** Puts the rows chosen before for the same letters first among their likes: exact ones, or those with slips. */
  const lead = (segment: Segment<Row>, query: Query): void => {
    const chosen = picks.pickedFor(query.key);
    chosen.forEach((id, at) => {
      const number = findRow(segment, id, place);
      const row = segment.rows[number];
      if (row === undefined) return;
      const reason = explainMatch(row, query, 1);
      if (reason === null) return;
      const before = (at - chosen.length) / (chosen.length + 1);
      offer(top, number, reason.exact ? before : slipsBegin + before, at64(segment.prior, number));
    });
  };

  const best = (): readonly number[] => Array.from(top.row.subarray(0, top.count));

  return {
    find(segment, text, limit) {
      const query = parseQuery(text, words);
      prepare(segment, limit);
      const { total, readings } = search(segment, query, top);
      lead(segment, query);
      const hits = best().flatMap(number => {
        const row = segment.rows[number];
        if (row === undefined) return [];
        const reason = explainMatch(row, query, 1) ?? explainOtherwise(row, query, readings);
        return [{ row, highlights: reason.highlights, exact: reason.exact }];
      });
      return { hits, total: Math.max(total, hits.length) };
    },
    recent(segment, limit) {
      prepare(segment, limit);
      const { rows, priors, count } = ensureFreshest(segment.freshest, segment.prior, segment.rows.length);
      for (let at = 0; at < count; at++) {
        const prior = at64(priors, at);
        if (!isCompetitive(top, 0, prior)) break;
        offer(top, at32(rows, at), 0, prior);
      }
      return best().flatMap(number => segment.rows[number] ?? []);
    },
    keyOf: text => parseQuery(text, words).key,
  };
}

/** Why a row answers a query with a space misplaced, or with two slips. */
function explainOtherwise(row: Searchable, query: Query, readings: readonly Query[]): MatchReason {
  for (const reading of readings) {
    const reason = explainMatch(row, reading, 1);
    if (reason !== null) return { highlights: reason.highlights, exact: false };
  }
  return explainMatch(row, query, 2) ?? { highlights: [], exact: false };
}
