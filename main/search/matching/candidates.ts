import { at32, hasBit } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';

/** The rows that meet every term so far, each once, with their ranks. */
export interface Candidates {
  count: number;
  rows: Uint32Array;
  /** The sum of the ranks for the terms before. */
  sums: Uint32Array;
  /** The best rank for the current term, or `unmet`. */
  bests: Uint32Array;
  /** By row, its place among the candidates. It is never cleared: a place counts only while it holds that row. */
  positions: Uint32Array;
  /** Only rows with a bit become candidates; null where all may. Set after `resetCandidates`. */
  prefilter: Uint32Array | null;
}

/** No rank: the row does not meet the term. */
export const unmet = 0xffffffff;

export const newCandidates = (): Candidates => ({
  count: 0,
  rows: new Uint32Array(256),
  sums: new Uint32Array(256),
  bests: new Uint32Array(256),
  positions: new Uint32Array(0),
  prefilter: null,
});

/** Empties the set and makes room for row numbers below `rows`. */
export function resetCandidates(set: Candidates, rows: number): void {
  set.count = 0;
  set.prefilter = null;
  set.positions = ensureLength(set.positions, rows);
}

/** Adds a row that meets the first term; a row met twice keeps its better rank. */
export function addCandidate(set: Candidates, row: number, rank: number): void {
  if (set.prefilter !== null && !hasBit(set.prefilter, row)) return;
  const at = at32(set.positions, row);
  if (at < set.count && set.rows[at] === row) {
    if (rank < at32(set.bests, at)) set.bests[at] = rank;
    return;
  }
  const place = set.count++;
  if (place === set.rows.length) {
    set.rows = ensureLength(set.rows, place + 1);
    set.sums = ensureLength(set.sums, place + 1);
    set.bests = ensureLength(set.bests, place + 1);
  }
  set.rows[place] = row;
  set.sums[place] = 0;
  set.bests[place] = rank;
  set.positions[row] = place;
}

/** Notes that a row meets a later term; rows that are no candidates are ignored. */
export function confirmCandidate(set: Candidates, row: number, rank: number): void {
  const at = at32(set.positions, row);
  if (at < set.count && set.rows[at] === row && rank < at32(set.bests, at)) set.bests[at] = rank;
}

/** Ends a term: drops the rows that do not meet it, and adds its ranks to the sums of the others. */
export function endTerm(set: Candidates): void {
  let kept = 0;
  for (let at = 0; at < set.count; at++) {
    const best = at32(set.bests, at);
    if (best === unmet) continue;
    const row = at32(set.rows, at);
    set.rows[kept] = row;
    set.sums[kept] = at32(set.sums, at) + best;
    set.bests[kept] = unmet;
    set.positions[row] = kept++;
  }
  set.count = kept;
}
