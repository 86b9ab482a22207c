import type { ChangeView } from './change.ts';
import type { Opportunity, StageId } from './model.ts';

export type HighlightedField = 'name' | 'company' | 'email' | 'phone' | 'id';

/** Where a query matched, as [start, end) offsets in UTF-16 units on the field's original text, ascending. */
export interface Highlight {
  readonly field: HighlightedField;
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** One row of the result list. */
export interface Hit {
  readonly opportunity: Opportunity;
  readonly highlights: readonly Highlight[];
  /** The newest open change of this opportunity: its target is what the user sees as the stage. */
  readonly change: ChangeView | null;
  /** False for a pasted id that no answer has confirmed yet. */
  readonly verified: boolean;
  /** The stage a one-line command (`acme prop`) names in this opportunity's pipeline; null without one. */
  readonly to: StageId | null;
}

/** So many rows an answer has at most. */
export const mostHits = 50;

export interface FindRequest {
  /** Grows with every keystroke; a reply whose `seq` is not the newest is dropped unseen. */
  readonly seq: number;
  readonly text: string;
  /** 1 to `mostHits`. */
  readonly limit: number;
}

/**
 * How well a name is answered: by rows that have it as it was typed, by `few` of them, or `weak`ly, by rows that have it
 * with typos at best. What is no name (an id, a number, a line with a stage in it) is answered well.
 */
const fits = ['good', 'few', 'weak'] as const;
export type Fit = (typeof fits)[number];

export interface FindReply {
  readonly seq: number;
  /** `recent` answers an empty box. */
  readonly kind: 'recent' | 'results';
  readonly hits: readonly Hit[];
  /** How many match in all; at least `hits.length`. */
  readonly total: number;
  /**
   * True when the text names a stage and more than one opportunity is equally meant, or names an end by its first letters
   * only: Enter must not commit.
   */
  readonly ambiguous: boolean;
  /** Where it is not `good`, the server may know more. */
  readonly fit: Fit;
}
