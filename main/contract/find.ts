import type { ChangeView } from './change.ts';
import type { Opportunity, PipelineId, StageId } from './model.ts';
import type { ListTotals } from './row-store.ts';

export type HighlightedField = 'name' | 'company' | 'email' | 'phone' | 'id';

/** Where a query matches a field's original text: ascending [start, end) ranges in UTF-16 units. */
export interface Highlight {
  readonly field: HighlightedField;
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** What a line that names a stage means for one row. */
export type RowCommand =
  /**
   * The row is to move. Enter does it at once if both are sure: no other row fits the name, and this one has every word of it
   * without a typo; the stage is named in full or is no end.
   */
  | {
      readonly kind: 'move';
      readonly to: StageId;
      readonly isRowSure: boolean;
      readonly isStageSure: boolean;
    }
  /** Several stages of its pipeline fit, so none is chosen. */
  | { readonly kind: 'which'; readonly stages: readonly StageId[] }
  /** It stands there already. */
  | { readonly kind: 'there'; readonly stage: StageId }
  /** Its pipeline has no stage with this number. */
  | { readonly kind: 'no-number'; readonly number: number };

/** One row of the result list. */
export interface Hit {
  readonly opportunity: Opportunity;
  readonly highlights: readonly Highlight[];
  /** The newest open change of this opportunity. Its target is the stage that the user sees. */
  readonly change: ChangeView | null;
  /** False for a pasted id that no answer has confirmed yet. */
  readonly verified: boolean;
  /** What a line that names a stage (`acme prop`) means for this row; null without one. */
  readonly command: RowCommand | null;
  /** Whether the user keeps it at the top. */
  readonly pinned: boolean;
}

/** After how many days without a touch a row is stale, where the line does not say. */
export const staleDays = 14;

/** The most rows that the user may keep at the top of an empty box: about as many as are in view. */
export const mostPins = 9;

/** The most rows of an answer. */
export const mostHits = 50;

/**
 * How well a name is answered: `good` by rows that have it as typed, `few` by at most three of them, `weak` by rows
 * with typos at best. A text that is no name (an id, a number, a line with a stage) counts as `good`.
 */
export type Fit = 'good' | 'few' | 'weak';

/** Why a list has everybody's rows where the user's own are wanted: nobody has said who the user is, or the server does not tell owners. */
export type NotMine = 'who' | 'untold';

/** What stands over a list: its rows are those from `at` on, the longest untouched first. */
export interface ListHeading extends ListTotals {
  readonly at: number;
  /** Whether it has the user's own rows only. */
  readonly isMine: boolean;
  readonly of:
    | { readonly kind: 'stage'; readonly pipeline: PipelineId; readonly stage: StageId }
    /** Open rows that nobody has touched for more than this many days. */
    | { readonly kind: 'stale'; readonly days: number }
    /** Every open row. */
    | { readonly kind: 'open' }
    /** What was moved from here today. */
    | { readonly kind: 'today' };
}

/** A stage of a pipeline. */
export interface StagePlace {
  readonly pipeline: PipelineId;
  readonly stage: StageId;
}

/** How many rows stand in an open stage, as the user sees them. */
export interface StageCount extends StagePlace {
  readonly count: number;
  /** The key that chooses the stage (`digitsOf`). */
  readonly digit: number | null;
}

export interface FindReply {
  readonly seq: number;
  /** `recent` answers an empty box. */
  readonly kind: 'recent' | 'results';
  readonly hits: readonly Hit[];
  /** How many match in all; at least `hits.length`. */
  readonly total: number;
  /** Lists among the hits, in their order; hits before the first of them were found by their names. */
  readonly lists: readonly ListHeading[];
  /** Where the text names a stage: [start, end) in UTF-16 units; null where it names none. */
  readonly stageText: readonly [start: number, end: number] | null;
  /** If it is not `good`, the server may know more. */
  readonly fit: Fit;
  /** The open stages of the pipeline with the most open rows, in its order: under an empty box and over a list opened from there. */
  readonly counts?: readonly StageCount[];
  /** Missing where the rows are those that were asked for. */
  readonly notMine?: NotMine;
}
