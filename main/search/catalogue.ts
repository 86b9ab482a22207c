import type { OpportunityId } from '../contract/model.ts';
import { createLiveSegment } from './index/rebuild.ts';
import type { Searchable } from './index/segment.ts';
import * as segments from './index/segment.ts';
import { newIdPosition } from './index/sorted-ids.ts';
import { createSearcher, type Match, type SearchResults } from './matching/searcher.ts';
import { createPicks, type Pick } from './ranking/picks.ts';
import { priorOf } from './ranking/prior.ts';
import { restoreSegment } from './saved/restore.ts';
import { noPlace, segmentParts } from './saved/save.ts';
import type { SavedParts } from './saved/saved-parts.ts';

export type { Match, Pick, SavedParts as Parts, Searchable, SearchResults as Found };

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
  find(query: string, limit: number): SearchResults<Row>;
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
  restore(parts: SavedParts, rowAt: (place: number) => Row | undefined): Generator<void, boolean>;
}

export interface SavedIndex {
  readonly parts: SavedParts;
  isCurrent(): boolean;
}

/** Rows looked up at a step of saving. */
const savedAtOnce = 1024;

export interface CatalogueOptions {
  /** The index is renewed once it holds more rows that are gone than this, and than a third of those that are not. */
  readonly minDeleted?: number;
}

/** Makes an empty catalogue. */
export function createCatalogue<Row extends Searchable>({
  minDeleted = 1000,
}: CatalogueOptions = {}): Catalogue<Row> {
  const picks = createPicks();
  const place = newIdPosition();
  const kept = createLiveSegment<Row>(minDeleted);
  const answers = createSearcher<Row>(picks);
  /** Grows with everything that changes what would be saved. */
  let changes = 0;

  const worth = (row: Row): number => priorOf(row, picks.frecency(row.id));

  const refresh = (ids: Iterable<OpportunityId>): void => {
    changes++;
    for (const id of ids) kept.updatePrior(id, worth);
  };

  return {
    get size() {
      return kept.segment.liveRows;
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
      kept.replace(segments.newSegment());
    },
    get: id => kept.segment.rows[segments.findRow(kept.segment, id, place)],
    find: (text, limit) => answers.find(kept.segment, text, limit),
    recent: limit => answers.recent(kept.segment, limit),
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
      const { segment } = kept;
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
      const warm = [...picks.ids()]
        .map(id => segments.findRow(segment, id, place))
        .filter(number => number >= 0);
      return { parts: segmentParts(segment, places, warm), isCurrent: () => changes === before };
    },
    *restore(parts, rowAt) {
      const restored = yield* restoreSegment(parts, { rowAt, worth });
      if (restored === null) return false;
      kept.replace(restored);
      refresh([...picks.ids()]);
      return true;
    },
  };
}
