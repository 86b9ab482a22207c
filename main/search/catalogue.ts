import type { OpportunityId } from '../contract/model.ts';
import { createLiveSegment } from './index/rebuild.ts';
import { findRow, newSegment, type Searchable } from './index/segment.ts';
import { newIdPosition } from './index/sorted-ids.ts';
import { createSearcher, type Match, type SearchResults } from './matching/searcher.ts';
import { createPicks, type Pick, picksCountFrom } from './ranking/picks.ts';
import { priorOf } from './ranking/prior.ts';
import { restoreSegment } from './saved/restore.ts';
import { noPlace, segmentParts } from './saved/save.ts';
import type { SavedParts } from './saved/saved-parts.ts';

export type { Match, Pick, SavedParts, Searchable, SearchResults };

/**
 * Every opportunity that this machine knows. A row is found as soon as `put` returns. No call blocks for long: `put` takes a few
 * microseconds a row, so large lists are put in slices (`feed`).
 */
export interface Catalogue<Row extends Searchable> {
  readonly size: number;
  /** Adds rows, or replaces those whose ids are known. */
  put(rows: Iterable<Row>): void;
  remove(ids: Iterable<OpportunityId>): void;
  /** Removes every row; picks stay. */
  clear(): void;
  get(id: OpportunityId): Row | undefined;
  /**
   * The rows that match what was typed so far, at most 50. A text without a letter or digit finds nothing. What was picked fades
   * until `now` (epoch milliseconds); without it, nothing has faded. With `isExactOnly` no row with a typo is looked for.
   */
  find(query: string, limit: number, now?: number, isExactOnly?: boolean): SearchResults<Row>;
  /** The rows with the highest priors, best first, at most 50: what an empty search box shows. */
  recent(limit: number): readonly Row[];
  /**
   * Notes that a row was picked for this text at `now` (epoch milliseconds): it comes first for the text and those near it, and
   * higher in general, until the pick has faded or the row is won or lost (see `Picks`).
   */
  learn(query: string, id: OpportunityId, now: number): Pick;
  exportPicks(): readonly Pick[];
  /** Replaces all picks; they may be of rows that are not known yet. */
  importPicks(picks: Iterable<Pick>): void;
  forgetPicks(): void;
  /**
   * The index as bytes, made a little at each step; null where the catalogue changed meanwhile, or a row has no place. The
   * bytes are the catalogue's own memory, valid as long as `isCurrent` returns true.
   * @param placeOf where a row is stored, below 2³² − 1: `restore` asks for it there
   */
  save(placeOf: (row: Row) => number | undefined): Generator<void, SavedIndex | null>;
  /**
   * Replaces all rows by those that were saved, a little at each step; picks stay. Takes the parts over. Returns false, and
   * changes nothing, where the parts do not fit this program.
   * @param rowAt the row stored at a place; undefined leaves it out
   */
  restore(parts: SavedParts, rowAt: (place: number) => Row | undefined): Generator<void, boolean>;
}

export interface SavedIndex {
  readonly parts: SavedParts;
  isCurrent(): boolean;
}

/** Rows looked up at a step of saving. */
const savedAtOnce = 1024;

export interface CatalogueOptions {
  /** The index is rebuilt once more rows were deleted than this (1,000 by default), and than a third of those that are left. */
  readonly minDeleted?: number;
}

export function createCatalogue<Row extends Searchable>({
  minDeleted = 1000,
}: CatalogueOptions = {}): Catalogue<Row> {
  const picks = createPicks();
  const position = newIdPosition();
  const live = createLiveSegment<Row>(minDeleted);
  const searcher = createSearcher<Row>(picks);
  /** Grows with everything that changes what would be saved. */
  let changes = 0;

  const currentPrior = (row: Row): number => priorOf(row, picks.frecency(row.id, picksCountFrom(row)));

  const updatePriors = (ids: Iterable<OpportunityId>): void => {
    changes++;
    for (const id of ids) live.updatePrior(id, currentPrior);
  };

  const importPicks = (imported: Iterable<Pick>): void => {
    const before = [...picks.ids()];
    picks.replace(imported);
    updatePriors([...before, ...picks.ids()]);
  };

  return {
    get size() {
      return live.segment.liveRows;
    },
    put(rows) {
      changes++;
      live.put(rows, currentPrior);
    },
    remove(ids) {
      for (const id of ids) {
        changes++;
        live.remove(id);
      }
    },
    clear() {
      changes++;
      live.replace(newSegment());
    },
    get: id => live.segment.rows[findRow(live.segment, id, position)],
    find: (text, limit, now = 0, isExactOnly = false) =>
      searcher.find(live.segment, text, limit, now, isExactOnly),
    recent: limit => searcher.recent(live.segment, limit),
    learn(text, id, now) {
      const pick = picks.learn(searcher.keyOf(text), id, now);
      updatePriors([id]);
      return pick;
    },
    exportPicks: picks.all,
    importPicks,
    forgetPicks: () => importPicks([]),
    *save(placeOf) {
      const before = changes;
      const { segment } = live;
      const places = new Uint32Array(segment.rows.length).fill(noPlace);
      for (let number = 0; number < places.length; number++) {
        if (number % savedAtOnce === 0) yield;
        if (changes !== before) return null;
        const row = segment.rows[number];
        if (row === undefined) continue;
        const at = placeOf(row);
        if (at === undefined) return null;
        places[number] = at;
      }
      const picked = [...picks.ids()].map(id => findRow(segment, id, position)).filter(number => number >= 0);
      return { parts: segmentParts(segment, places, picked), isCurrent: () => changes === before };
    },
    *restore(parts, rowAt) {
      const restored = yield* restoreSegment(parts, { rowAt, priorOf: currentPrior });
      if (restored === null) return false;
      live.replace(restored);
      updatePriors([...picks.ids()]);
      return true;
    },
  };
}
