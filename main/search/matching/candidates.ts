import { at32 } from '../arrays/access.ts';
import { grow32 } from '../arrays/grow.ts';

/**
 * Rows that match every term so far, each once, with the rank they have collected. `where` finds a row among them
 * without being cleared between queries: an entry counts only if the place it names holds the row.
 */
export interface Candidates {
  count: number;
  rows: Uint32Array;
  /** Sum over the terms before. */
  sums: Uint32Array;
  /** Best rank for the term at hand, `unmet` when the row has not met it. */
  bests: Uint32Array;
  positions: Uint32Array;
  /** When true, only rows whose bit is set are admitted. */
  isPrefiltered: boolean;
  bits: Uint32Array;
}

const unmet = 0xffffffff;

export const newCandidates = (): Candidates => ({
  count: 0,
  rows: new Uint32Array(256),
  sums: new Uint32Array(256),
  bests: new Uint32Array(256),
  positions: new Uint32Array(0),
  isPrefiltered: false,
  bits: new Uint32Array(0),
});

/** Empties the set and makes room for rows numbered below `rows`. */
export function resetCandidates(set: Candidates, rows: number): void {
  set.count = 0;
  set.isPrefiltered = false;
  set.positions = grow32(set.positions, rows);
}

/** From now on rows are admitted only if they have been let through before. */
export function startPrefilter(set: Candidates, rows: number): void {
  set.bits = grow32(set.bits, (rows + 31) >>> 5).fill(0);
  set.isPrefiltered = true;
}

/** Lets a row through the sieve. */
export function prefilter({ bits }: Candidates, row: number): void {
  bits[row >>> 5] = at32(bits, row >>> 5) | (1 << (row & 31));
}

/** The first term: whoever has it is a candidate. */
export function addCandidate(set: Candidates, row: number, rank: number): void {
  if (set.isPrefiltered && ((at32(set.bits, row >>> 5) >>> (row & 31)) & 1) === 0) return;
  const at = at32(set.positions, row);
  if (at < set.count && set.rows[at] === row) {
    if (rank < at32(set.bests, at)) set.bests[at] = rank;
    return;
  }
  const place = set.count++;
  if (place === set.rows.length) {
    set.rows = grow32(set.rows, place + 1);
    set.sums = grow32(set.sums, place + 1);
    set.bests = grow32(set.bests, place + 1);
  }
  set.rows[place] = row;
  set.sums[place] = 0;
  set.bests[place] = rank;
  set.positions[row] = place;
}

/** A later term: only those who are candidates already count. */
export function confirmCandidate(set: Candidates, row: number, rank: number): void {
  const at = at32(set.positions, row);
  if (at < set.count && set.rows[at] === row && rank < at32(set.bests, at)) set.bests[at] = rank;
}

/** Ends a term: rows that did not meet it leave, the others keep what it added. */
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
