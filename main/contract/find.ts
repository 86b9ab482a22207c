import type { ChangeView } from './change.ts';
import type { Opportunity, StageId } from './model.ts';

export type HighlightedField = 'name' | 'company' | 'email' | 'phone' | 'id';

/** Where a query matches a field's original text: ascending [start, end) ranges in UTF-16 units. */
export interface Highlight {
  readonly field: HighlightedField;
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** One row of the result list. */
export interface Hit {
  readonly opportunity: Opportunity;
  readonly highlights: readonly Highlight[];
  /** The newest open change of this opportunity. Its target is the stage that the user sees. */
  readonly change: ChangeView | null;
  /** False for a pasted id that no answer has confirmed yet. */
  readonly verified: boolean;
  /** The stage that a one-line command (`acme prop`) names in this opportunity's pipeline; null without one. */
  readonly to: StageId | null;
}

/** The most rows of an answer. */
export const mostHits = 50;

/**
 * How well a name is answered: `good` by rows that have it as typed, `few` by at most three of them, `weak` by rows
 * with typos at best. A text that is no name (an id, a number, a line with a stage) counts as `good`.
 */
export type Fit = 'good' | 'few' | 'weak';

export interface FindReply {
  readonly seq: number;
  /** `recent` answers an empty box. */
  readonly kind: 'recent' | 'results';
  readonly hits: readonly Hit[];
  /** How many match in all; at least `hits.length`. */
  readonly total: number;
  /**
   * True when the text names a stage and several opportunities fit equally, or names an end by its first letters only:
   * Enter must not commit.
   */
  readonly ambiguous: boolean;
  /** If it is not `good`, the server may know more. */
  readonly fit: Fit;
}
