import { type Highlight, mostHits } from '../../contract/find.ts';
import { at32, at64, item } from '../arrays/access.ts';
import { mostEdits } from '../fuzzy/edit-distance.ts';
import { ensureFreshest } from '../index/freshest.ts';
import { usesCode } from '../index/phone-index.ts';
import { findRow, type Searchable, type Segment } from '../index/segment.ts';
import { newIdPosition } from '../index/sorted-ids.ts';
import { type Picks, picksCountFrom } from '../ranking/picks.ts';
import { leastRank, penaltyOf, rankStep } from '../ranking/rank.ts';
import { isCompetitive, newTopK, offer } from '../ranking/top-k.ts';
import { parseQuery, type Query, type Reading } from '../text/query.ts';
import { newTokens } from '../text/tokenize.ts';
import { explainMatch, type MatchReason } from './highlights.ts';
import { createMatcher } from './matcher.ts';

/** One row that matches. */
export interface Match<Row extends Searchable> {
  readonly row: Row;
  readonly highlights: readonly Highlight[];
  /** Every term is met without a typo: it begins a word or the id, or stands in the phone. */
  readonly exact: boolean;
}

export interface SearchResults<Row extends Searchable> {
  /** Best first, exact ones before those with typos; at most the limit asked for. */
  readonly hits: readonly Match<Row>[];
  /** How many rows match: exact up to some thousand, an estimate beyond, never below `hits.length`. */
  readonly total: number;
}

/** Picked rows with typos rank below all exact ones and above all others with typos. */
const fuzzyPickRank = rankStep - 0.1;
/** Picked rows that may lead: whoever picks thirty rows a day is to see others, too, at a first letter. */
const mostLeaders = 5;

const unexplained: MatchReason = { highlights: [], exact: false };

/** Answers texts from a segment and the user's picks; for the promises see `Catalogue`. */
export function createSearcher<Row extends Searchable>(picks: Picks) {
  const scratch = newTokens();
  const top = newTopK();
  const position = newIdPosition();
  const match = createMatcher();

  const begin = ({ rows }: Segment<Row>, limit: number): void => {
    top.limit = Math.max(0, Math.min(mostHits, Math.floor(limit)));
    top.count = 0;
    top.isEarlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');
  };

  /** Puts the rows that lead for these letters before the others that answer as well as they do. */
  const offerPicked = (
    segment: Segment<Row>,
    query: Query,
    readings: readonly Reading[],
    now: number,
    isExactOnly: boolean,
  ): void => {
    const picked = picks.pickedFor(query.key, now, id => {
      const row = segment.rows[findRow(segment, id, position)];
      return row === undefined ? Number.POSITIVE_INFINITY : picksCountFrom(row);
    });
    let places = mostLeaders;
    for (const [at, id] of picked.entries()) {
      const number = findRow(segment, id, position);
      const row = segment.rows[number];
      const first = row === undefined ? null : firstRankOf(row, query, readings);
      if (first === null || (isExactOnly && first >= fuzzyPickRank)) continue;
      offer(top, number, first + (at - picked.length) / (picked.length + 1), at64(segment.prior, number));
      if (--places === 0) return;
    }
  };

  const best = ({ rows }: Segment<Row>): Row[] =>
    Array.from(top.rows.subarray(0, top.count), number => item(rows, number)).filter(
      row => row !== undefined,
    );

  return {
    find(
      segment: Segment<Row>,
      text: string,
      limit: number,
      now: number,
      isExactOnly: boolean,
    ): SearchResults<Row> {
      const query = parseQuery(text, scratch, code => usesCode(segment.phones, code));
      begin(segment, limit);
      const { total, readings } = match(segment, query, top, isExactOnly);
      offerPicked(segment, query, readings, now, isExactOnly);
      const hits = best(segment).map(row => ({
        row,
        ...(reasonIn(row, query, readings) ?? explainMatch(row, query, mostEdits) ?? unexplained),
      }));
      const told = query.further.length === 0 ? hits : exactFirst(hits.map(hit => withFurther(hit, query)));
      return { hits: told, total: Math.max(total, hits.length) };
    },
    recent(segment: Segment<Row>, limit: number): readonly Row[] {
      begin(segment, limit);
      const { rows, priors, count } = ensureFreshest(segment.freshest, segment.prior, segment.rows.length);
      for (let at = 0; at < count && isCompetitive(top, 0, at64(priors, at)); at++)
        offer(top, at32(rows, at), 0, at64(priors, at));
      return best(segment);
    },
    /** The normalized text that picks are kept under. */
    keyOf: (text: string): string => parseQuery(text, scratch).key,
  };
}

/** A hit of a text with more terms than rows are looked for by: exact only where its row has the others, too. */
function withFurther<Row extends Searchable>(hit: Match<Row>, query: Query): Match<Row> {
  const isExact = hit.exact && explainMatch(hit.row, { ...query, terms: query.further }, 1)?.exact === true;
  return { ...hit, exact: isExact };
}

const exactFirst = <Row extends Searchable>(hits: readonly Match<Row>[]): readonly Match<Row>[] =>
  hits.toSorted((a, b) => Number(b.exact) - Number(a.exact));

/**
 * Below the ranks of all rows that answer as a row does: exactly, with typos, or in a reading at a cost. Null where it does not
 * answer.
 */
function firstRankOf(row: Searchable, query: Query, readings: readonly Reading[]): number | null {
  const [equal, dearer] = [
    readings.filter(({ cost }) => cost === 0),
    readings.filter(({ cost }) => cost > 0),
  ];
  const reason = reasonIn(row, query, equal);
  if (reason !== null) return reason.exact ? leastRank : fuzzyPickRank;
  const reading = dearer.find(({ query: other }) => explainMatch(row, other, 1) !== null);
  return reading === undefined ? null : penaltyOf(reading.cost);
}

/** Why a row answers a query, in the first of its readings that it meets exactly, else in the first that it meets with a typo. */
function reasonIn(row: Searchable, query: Query, readings: readonly Reading[]): MatchReason | null {
  let inexact: MatchReason | null = null;
  for (const { query: one, cost } of [{ query, cost: 0 }, ...readings]) {
    if (inexact !== null && cost > 0) continue;
    const reason = explainMatch(row, one, 1);
    if (reason === null) continue;
    if (reason.exact && cost === 0) return reason;
    inexact ??= { ...reason, exact: false };
  }
  return inexact;
}
