import type { OpportunityId } from '../contract/model.ts';
import { createGenerations } from './index/rebuild.ts';
import type { Searchable } from './index/segment.ts';
import * as shelves from './index/segment.ts';
import { newPlace } from './index/sorted-ids.ts';
import { createAnswers, type Found, type Match } from './matching/search-results.ts';
import { createPicks, type Pick } from './ranking/picks.ts';
import { priorOf } from './ranking/prior.ts';
import { restoreShelf } from './saved/restore.ts';
import { nowhere, partsOf } from './saved/save.ts';
import type { Parts } from './saved/saved-parts.ts';

export type { Found, Match, Parts, Pick, Searchable };

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
  const place = newPlace();
  const kept = createGenerations<Row>(fewDead);
  const answers = createAnswers<Row>(picks);
  /** Grows with everything that changes what would be saved. */
  let changes = 0;

  const worth = (row: Row): number => priorOf(row, picks.warmth(row.id));

  const refresh = (ids: Iterable<OpportunityId>): void => {
    changes++;
    for (const id of ids) kept.revalue(id, worth);
  };

  return {
    get size() {
      return kept.shelf.living;
    },
    put(rows) {
      changes++;
      kept.put(rows, worth);
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
    find: (text, limit) => answers.find(kept.shelf, text, limit),
    recent: limit => answers.recent(kept.shelf, limit),
    learn(text, id, now) {
      const pick = picks.learn(answers.keyOf(text), id, now);
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
