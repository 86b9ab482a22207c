import type { Mark } from '../contract/find.ts';
import type { OpportunityId } from '../contract/model.ts';
import { explain, type Reason } from './marks.ts';
import { createPicks, type Pick } from './picks.ts';
import { priorOf } from './prior.ts';
import { type Query, readQuery } from './query.ts';
import { createSearch } from './search.ts';
import type { Searchable, Shelf } from './shelf.ts';
import * as shelves from './shelf.ts';
import { isWelcome, mostHits, newTop, offer, type Top } from './top.ts';
import { newWords } from './words.ts';

export type { Pick, Searchable };

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

/**
 * Every opportunity this machine knows, searchable at every moment: a row is found as soon as `put` returns.
 * No call blocks for long: `put` costs a few microseconds a row, so callers feed large lists in slices (`feed`).
 */
export interface Catalogue<Row extends Searchable> {
  readonly size: number;
  /** Adds rows, or replaces those whose id is known. */
  put(rows: Iterable<Row>): void;
  remove(ids: Iterable<OpportunityId>): void;
  /** Forgets every row; picks stay. */
  clear(): void;
  get(id: OpportunityId): Row | undefined;
  /** Matches of what was typed so far, at most 50. A text without a letter or digit finds nothing. */
  find(query: string, limit: number): Found<Row>;
  /** The freshest rows, best first, at most 50: what an empty box shows. */
  recent(limit: number): readonly Row[];
  /** Notes that the row was chosen for these letters at `now`: it leads for them from now on, and ranks higher in general. */
  learn(query: string, id: OpportunityId, now: number): Pick;
  exportPicks(): readonly Pick[];
  /** Replaces all picks, those of rows not loaded yet included. */
  importPicks(picks: Iterable<Pick>): void;
  forgetPicks(): void;
}

/** Rows copied to the next shelf with every change while that goes on: it ends long before the dead are too many again. */
const copiedAtOnce = 6;

export interface CatalogueOptions {
  /** The index is renewed once it holds more rows that are gone than this, and than a third of those that are not. */
  readonly fewDead?: number;
}

/** Makes an empty catalogue. */
export function createCatalogue<Row extends Searchable>({
  fewDead = 1000,
}: CatalogueOptions = {}): Catalogue<Row> {
  const picks = createPicks();
  const words = newWords();
  const top = newTop();
  const search = createSearch<Row>();
  const place = { block: 0, at: 0 };
  let shelf = shelves.newShelf<Row>();
  /** The next shelf, and the first row of this one that has not been copied to it. */
  let next: { readonly shelf: Shelf<Row>; from: number } | null = null;

  const worth = (row: Row): number => priorOf(row, picks.warmth(row.id));
  const isSameText = (a: Row, b: Row): boolean =>
    a.name === b.name && a.company === b.company && a.email === b.email && a.phone === b.phone;

  const placeOn = (on: Shelf<Row>, row: Row, prior: number): void => {
    const number = shelves.find(on, row.id, place);
    const before = number < 0 ? undefined : on.rows[number];
    if (before !== undefined && isSameText(before, row)) {
      on.rows[number] = row;
      on.prior[number] = prior;
      return;
    }
    if (before !== undefined) shelves.drop(on, number, place);
    shelves.add(on, row, prior, place);
  };

  const dropFrom = (on: Shelf<Row>, id: OpportunityId): void => {
    const number = shelves.find(on, id, place);
    if (number >= 0) shelves.drop(on, number, place);
  };

  const copySome = (): void => {
    const dead = shelf.rows.length - shelf.living;
    if (next === null && dead > fewDead && dead * 3 > shelf.living)
      next = { shelf: shelves.newShelf(), from: 0 };
    if (next === null) return;
    for (let copied = 0; copied < copiedAtOnce && next.from < shelf.rows.length; next.from++) {
      const row = shelf.rows[next.from];
      if (row === undefined || shelves.find(next.shelf, row.id, place) >= 0) continue;
      shelves.add(next.shelf, row, shelf.prior[next.from] as number, place);
      copied++;
    }
    if (next.from < shelf.rows.length) return;
    shelf = next.shelf;
    next = null;
  };

  const prepare = (limit: number): Top => {
    top.limit = Math.max(0, Math.min(mostHits, Math.floor(limit)));
    top.count = 0;
    const { rows } = shelf;
    top.earlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');
    return top;
  };

  /** Puts the rows chosen before for the same letters first among their likes: exact ones, or those with slips. */
  const lead = (query: Query): void => {
    const chosen = picks.chosenFor(query.key);
    chosen.forEach((id, at) => {
      const number = shelves.find(shelf, id, place);
      const row = shelf.rows[number];
      if (row === undefined) return;
      const reason = explain(row, query, 1);
      if (reason === null) return;
      const before = (at - chosen.length) / (chosen.length + 1);
      offer(top, number, reason.exact ? before : slipsBegin + before, shelf.prior[number] as number);
    });
  };

  const matchOf = (number: number, query: Query, readings: readonly Query[]): Match<Row>[] => {
    const row = shelf.rows[number];
    if (row === undefined) return [];
    const reason = explain(row, query, 1) ?? explainOtherwise(row, query, readings);
    return [{ row, marks: reason.marks, exact: reason.exact }];
  };

  const refresh = (ids: Iterable<OpportunityId>): void => {
    for (const on of next === null ? [shelf] : [shelf, next.shelf]) {
      for (const id of ids) {
        const number = shelves.find(on, id, place);
        const row = on.rows[number];
        if (row !== undefined) on.prior[number] = worth(row);
      }
    }
  };

  return {
    get size() {
      return shelf.living;
    },
    put(rows) {
      for (const row of rows) {
        const prior = worth(row);
        placeOn(shelf, row, prior);
        if (next !== null) placeOn(next.shelf, row, prior);
        copySome();
      }
    },
    remove(ids) {
      for (const id of ids) {
        dropFrom(shelf, id);
        if (next !== null) dropFrom(next.shelf, id);
        copySome();
      }
    },
    clear() {
      shelf = shelves.newShelf();
      next = null;
    },
    get: id => shelf.rows[shelves.find(shelf, id, place)],
    find(text, limit) {
      const query = readQuery(text, words);
      prepare(limit);
      const { total, readings } = search(shelf, query, top);
      lead(query);
      const numbers = Array.from(top.row.subarray(0, top.count));
      const hits = numbers.flatMap(number => matchOf(number, query, readings));
      return { hits, total: Math.max(total, hits.length) };
    },
    recent(limit) {
      prepare(limit);
      for (let number = 0; number < shelf.rows.length; number++) {
        const prior = shelf.prior[number] as number;
        if (prior >= 0 && isWelcome(top, 0, prior)) offer(top, number, 0, prior);
      }
      return Array.from(top.row.subarray(0, top.count)).flatMap(number => shelf.rows[number] ?? []);
    },
    learn(text, id, now) {
      const pick = picks.learn(readQuery(text, words).key, id, now);
      refresh([id]);
      return pick;
    },
    exportPicks: picks.all,
    importPicks(kept) {
      const before = [...picks.ids()];
      picks.replace(kept);
      refresh(before);
      refresh([...picks.ids()]);
    },
    forgetPicks() {
      const before = [...picks.ids()];
      picks.replace([]);
      refresh(before);
    },
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

/** Ranks of exact matches stay below `step`; rows chosen before that match with slips come between. */
const slipsBegin = 63.9;
