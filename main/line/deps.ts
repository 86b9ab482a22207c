import type { Hit, ListHeading, NotMine } from '../contract/find.ts';
import type { Opportunity, Pipeline } from '../contract/model.ts';
import type { StandingCount, StandingQuery, StandingRows } from '../contract/row-store.ts';
import type { Whose } from './whose.ts';

/** A row that a search found. */
export interface FoundRow {
  readonly hit: Hit;
  /** It has every word without a typo. */
  readonly exact: boolean;
}

export interface LineDeps {
  /** The rows that have every word as typed; with `isFuzzy` others too, behind them. */
  readonly search: (text: string, limit: number, isFuzzy: boolean) => readonly FoundRow[];
  /** The rows of the ids in a text. */
  readonly pasted: (text: string) => readonly Hit[];
  readonly pipelines: () => readonly Pipeline[];
  readonly list: (query: StandingQuery) => StandingRows;
  /** How many rows stand in each stage, as the server has them. */
  readonly counts: () => readonly StandingCount[];
  readonly hitOf: (row: Opportunity) => Hit;
  /** Whose rows lists have where the line does not say. */
  readonly whose: () => Whose;
  /** The rows with an open change. */
  readonly changing: () => readonly Hit[];
  /** The rows moved from here today, newest first. */
  readonly movedToday: () => readonly Hit[];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What a line is answered with, if it is more than a name. */
export interface LineAnswer {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly lists: readonly ListHeading[];
  readonly stageText: readonly [start: number, end: number] | null;
  readonly notMine?: NotMine;
}
