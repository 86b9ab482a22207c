import type { Mark } from '../contract/find.ts';
import type { OpportunityId } from '../contract/model.ts';
import { learn } from './freshest.ts';
import { createGenerations } from './generations.ts';
import { newPlace } from './ids.ts';
import { nowhere, partsOf } from './image.ts';
import { explain, type Reason } from './marks.ts';
import type { Parts } from './parts.ts';
import { createPicks, type Pick } from './picks.ts';
import { priorOf } from './prior.ts';
import { type Query, readQuery } from './query.ts';
import { restoreShelf } from './restore.ts';
import { createSearch } from './search.ts';
import type { Searchable } from './shelf.ts';
import * as shelves from './shelf.ts';
import { isWelcome, mostHits, newTop, offer, type Top } from './top.ts';
import { newWords } from './words.ts';

export type { Parts, Pick, Searchable };

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
  /**
   * The index as bytes, made a little at each step; null when the catalogue changed meanwhile, or has a row without a
   * place. What it returns is the catalogue's own memory and right as long as `isCurrent` says so.
   * @param placeOf where the row is kept, so that `restore` can ask for it: below 2³² − 1
   */
  save(placeOf: (row: Row) => number | undefined): Generator<void, SavedIndex | null>;
  /**
   * Makes the catalogue what it was when these parts were saved, a little at each step, instead of what it is; picks stay
   * as they are now. Takes the parts over. False, and nothing changed, when they do not fit this program.
   * @param rowAt the row kept at a place; undefined leaves it out
   */
  restore(parts: Parts, rowAt: (place: number) => Row | undefined): Generator<void, boolean>;
}

export interface SavedIndex {
  readonly parts: Parts;
  isCurrent(): boolean;
}

/** Rows looked up at a step of saving. */
const savedAtOnce = 1024;

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
  const place = newPlace();
  const kept = createGenerations<Row>(fewDead);
  /** Grows with everything that changes what would be saved. */
  let changes = 0;

  const worth = (row: Row): number => priorOf(row, picks.warmth(row.id));

  const prepare = (limit: number): Top => {
    top.limit = Math.max(0, Math.min(mostHits, Math.floor(limit)));
    top.count = 0;
    const { rows } = kept.shelf;
    top.earlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');
    return top;
  };

  /** Puts the rows chosen before for the same letters first among their likes: exact ones, or those with slips. */
  const lead = (query: Query): void => {
    const { shelf } = kept;
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
    const row = kept.shelf.rows[number];
    if (row === undefined) return [];
    const reason = explain(row, query, 1) ?? explainOtherwise(row, query, readings);
    return [{ row, marks: reason.marks, exact: reason.exact }];
  };

  const refresh = (ids: Iterable<OpportunityId>): void => {
    changes++;
    for (const id of ids) kept.revalue(id, worth);
  };

  return {
    get size() {
      return kept.shelf.living;
    },
    put(rows) {
      for (const row of rows) {
        changes++;
        kept.put(row, worth(row));
      }
    },
    remove(ids) {
      for (const id of ids) {
        changes++;
        kept.remove(id);
      }
    },
    clear() {
      changes++;
      kept.replace(shelves.newShelf());
    },
    get: id => kept.shelf.rows[shelves.find(kept.shelf, id, place)],
    find(text, limit) {
      const query = readQuery(text, words);
      prepare(limit);
      const { total, readings } = search(kept.shelf, query, top);
      lead(query);
      const numbers = Array.from(top.row.subarray(0, top.count));
      const hits = numbers.flatMap(number => matchOf(number, query, readings));
      return { hits, total: Math.max(total, hits.length) };
    },
    recent(limit) {
      const { shelf } = kept;
      prepare(limit);
      const { rows, priors, count } = learn(shelf.freshest, shelf.prior, shelf.rows.length);
      for (let at = 0; at < count; at++) {
        const prior = priors[at] as number;
        if (!isWelcome(top, 0, prior)) break;
        offer(top, rows[at] as number, 0, prior);
      }
      return Array.from(top.row.subarray(0, top.count)).flatMap(number => shelf.rows[number] ?? []);
    },
    learn(text, id, now) {
      const pick = picks.learn(readQuery(text, words).key, id, now);
      refresh([id]);
      return pick;
    },
    exportPicks: picks.all,
    importPicks(imported) {
      const before = [...picks.ids()];
      picks.replace(imported);
      refresh(before);
      refresh([...picks.ids()]);
    },
    forgetPicks() {
      const before = [...picks.ids()];
      picks.replace([]);
      refresh(before);
    },
    *save(placeOf) {
      const before = changes;
      const { shelf } = kept;
      const places = new Uint32Array(shelf.rows.length).fill(nowhere);
      for (let number = 0; number < places.length; number++) {
        if (number % savedAtOnce === 0) yield;
        if (changes !== before) return null;
        const row = shelf.rows[number];
        if (row === undefined) continue;
        const at = placeOf(row);
        if (at === undefined) return null;
        places[number] = at;
      }
      const warm = [...picks.ids()].map(id => shelves.find(shelf, id, place)).filter(number => number >= 0);
      return { parts: partsOf(shelf, places, warm), isCurrent: () => changes === before };
    },
    *restore(parts, rowAt) {
      const restored = yield* restoreShelf(parts, { rowAt, worth });
      if (restored === null) return false;
      kept.replace(restored);
      refresh([...picks.ids()]);
      return true;
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
