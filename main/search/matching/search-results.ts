import type { Mark } from '../../contract/find.ts';
import { mostHits } from '../../contract/find.ts';
import { learn } from '../index/freshest.ts';
import { find, type Searchable, type Shelf } from '../index/segment.ts';
import { newPlace } from '../index/sorted-ids.ts';
import type { Picks } from '../ranking/picks.ts';
import { isWelcome, newTop, offer } from '../ranking/top-k.ts';
import { type Query, readQuery } from '../text/query.ts';
import { newWords } from '../text/tokenize.ts';
import { explain, type Reason } from './highlights.ts';
import { createSearch } from './matcher.ts';

/** One row that matches, with the places to mark. */
export interface Match<Row extends Searchable> {
  readonly row: Row;
  readonly marks: readonly Mark[];
  /** True when every term stands at the start of a word (or is a run of phone digits or the start of the id). */
  readonly exact: boolean;
}

export interface Found<Row extends Searchable> {
  /** Best first, exact ones before those with slips; at most the limit asked for. */
  readonly hits: readonly Match<Row>[];
  /** How many rows match in all: exact for small answers, an estimate beyond a thousand, never below `hits.length`. */
  readonly total: number;
}

/** What a shelf and the user's picks say to a text. See `Catalogue`. */
export interface Answers<Row extends Searchable> {
  find(shelf: Shelf<Row>, text: string, limit: number): Found<Row>;
  recent(shelf: Shelf<Row>, limit: number): readonly Row[];
  /** A text in comparable form: what picks are remembered under. */
  keyOf(text: string): string;
}

/** Ranks of exact matches stay below `step`; rows chosen before that match with slips come between. */
const slipsBegin = 63.9;

export function createAnswers<Row extends Searchable>(picks: Picks): Answers<Row> {
  const words = newWords();
  const top = newTop();
  const place = newPlace();
  const search = createSearch<Row>();

  const prepare = ({ rows }: Shelf<Row>, limit: number): void => {
    top.limit = Math.max(0, Math.min(mostHits, Math.floor(limit)));
    top.count = 0;
    top.earlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');
  };

  /** Puts the rows chosen before for the same letters first among their likes: exact ones, or those with slips. */
  const lead = (shelf: Shelf<Row>, query: Query): void => {
    const chosen = picks.chosenFor(query.key);
    chosen.forEach((id, at) => {
      const number = find(shelf, id, place);
      const row = shelf.rows[number];
      if (row === undefined) return;
      const reason = explain(row, query, 1);
      if (reason === null) return;
      const before = (at - chosen.length) / (chosen.length + 1);
      offer(top, number, reason.exact ? before : slipsBegin + before, shelf.prior[number] as number);
    });
  };

  const best = (): readonly number[] => Array.from(top.row.subarray(0, top.count));

  return {
    find(shelf, text, limit) {
      const query = readQuery(text, words);
      prepare(shelf, limit);
      const { total, readings } = search(shelf, query, top);
      lead(shelf, query);
      const hits = best().flatMap(number => {
        const row = shelf.rows[number];
        if (row === undefined) return [];
        const reason = explain(row, query, 1) ?? explainOtherwise(row, query, readings);
        return [{ row, marks: reason.marks, exact: reason.exact }];
      });
      return { hits, total: Math.max(total, hits.length) };
    },
    recent(shelf, limit) {
      prepare(shelf, limit);
      const { rows, priors, count } = learn(shelf.freshest, shelf.prior, shelf.rows.length);
      for (let at = 0; at < count; at++) {
        const prior = priors[at] as number;
        if (!isWelcome(top, 0, prior)) break;
        offer(top, rows[at] as number, 0, prior);
      }
      return best().flatMap(number => shelf.rows[number] ?? []);
    },
    keyOf: text => readQuery(text, words).key,
  };
}

/** Why a row answers a query with a space misplaced, or with two slips. */
function explainOtherwise(row: Searchable, query: Query, readings: readonly Query[]): Reason {
  for (const reading of readings) {
    const reason = explain(row, reading, 1);
    if (reason !== null) return { marks: reason.marks, exact: false };
  }
  return explain(row, query, 2) ?? { marks: [], exact: false };
}
