/**
 * The room of order. Enters: how a word meets a term (cost, field, whole or prefix), a row's own worth, and what the user picked
 * before. Leaves: ranks, priors, and the best k rows. It does not look anything up in the index.
 */

import { item } from '../arrays/access.ts';
import { inEmail } from '../index/segment.ts';

/**
 * How well a word answers a term: lower is better. A rank is `distance * step + level`. The distance is what slips
 * took, so that ranks below `step` are exact whatever the number of terms; the level says how the word is met and where it stands.
 */
export const rankStep = 64;

/** Levels: the whole word before its beginning; in each, the name's first word, the name, the company; then the rest. */
export const elsewhereLevel = 6;

export const levelOf = (kind: number, whole: boolean): number =>
  kind === inEmail ? elsewhereLevel : (whole ? 0 : 3) + kind;

/** How much farther a word is in a place that people type less from, by class. */
const placeDistance: readonly number[] = [0, 0, 2, 4];

/**
 * How far a word reached with slips is from what was typed, in fortieths of an edit. Of words reached at equal cost the
 * rarer is likelier to be meant: people type what tells a row from the others.
 */
const distance = (cost: number, rows: number): number => 2 * cost + 31 - Math.clz32(rows | 1);

export const fuzzyRank = (cost: number, rows: number, kind: number, whole: boolean): number =>
  (distance(cost, rows) + item(placeDistance, kind)) * rankStep + levelOf(kind, whole);
