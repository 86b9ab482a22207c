/**
 * The room of order. Enters: how a word meets a term (cost, field, whole or prefix), a row's own worth, and what the user picked
 * before. Leaves: ranks, priors, and the best k rows. It does not look anything up in the index.
 */

import { numberAt } from '../arrays/access.ts';
import { inEmail } from '../index/segment.ts';

/**
 * How well a row answers a term, lower is better: `distance * rankStep + level`, of the best of its words. The distance is 0
 * without typos, so exact ranks stay below `rankStep` even summed over all terms. The level says where the word stands and how
 * much of it was typed.
 *
 * Contract: rows come in the order of their ranks summed over the terms, rows of one sum in that of their priors, rows of one
 * prior in that of their ids. Every short way through a large answer gives what ranking and sorting all rows would give.
 */
export const rankStep = 128;

/**
 * The level of a whole word (0–2) and of a prefix (3–5): at the name's start, in the name, in the company. Then the e-mail's, 6 and 7:
 * `uniao.com` before `uniao.com.br`.
 * @param whole the term is the whole word, and that counts for it (`QueryTerm.wholeCounts`): one letter or two, a particle and a
 *   legal form mean names that begin so, whoever has them as a word
 */
export const levelOf = (field: number, whole: boolean): number =>
  field === inEmail ? (whole ? wholeMailLevel : elsewhereLevel) : (whole ? 0 : 3) + field;

/** The level of a whole word of an e-mail, and of its whole domain. */
export const wholeMailLevel = 6;
/** The level of another part of an e-mail, of an id, and of the end of a phone: people say its last digits. */
export const elsewhereLevel = 7;
/** The level of other digits of a phone. */
const insidePhoneLevel = 8;

/**
 * The ranks of rows whose e-mail address is what was typed, has it for its local part, or begins so: they stand before all that
 * have its words elsewhere.
 */
export const addressRanks = { all: -3, local: -2, begun: -1 };
/** No row has a lower rank. */
export const leastRank = addressRanks.all;

/** Twentieths of an edit: one digit of a phone. */
const digitCost = 20;

/** What a cost, in twentieths of an edit, adds to a rank. */
export const penaltyOf = (cost: number): number => 2 * cost * rankStep;

/** What a typo adds in a field that people search by less often. */
const fieldDistance: readonly number[] = [0, 0, 2, 4];

/**
 * The rank of a word that was met with typos.
 * @param cost twentieths of an edit
 * @param rows how many rows have the word: of words at equal cost, a rare one is likelier to be meant
 */
export const fuzzyRank = (cost: number, rows: number, field: number, whole: boolean): number =>
  (2 * cost + 31 - Math.clz32(rows | 1) + numberAt(fieldDistance, field)) * rankStep + levelOf(field, whole);

/**
 * The rank of a local part that was met with a slip, or beside one: above `rankStep`, and below all words with a typo.
 * @param cost twentieths of an edit
 */
export const slippedLocalRank = (cost: number, whole: boolean): number =>
  rankStep + 2 * cost + (whole ? 0 : 1);

/** The rank of a phone by where it has the digits. */
export const phoneRank = (where: 'end' | 'slip' | 'inside'): number =>
  where === 'end'
    ? elsewhereLevel
    : where === 'inside'
      ? insidePhoneLevel
      : penaltyOf(digitCost) + elsewhereLevel;
