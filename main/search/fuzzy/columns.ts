import { at16 } from '../arrays/access.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import type { Trie } from '../index/trie.ts';
import { type DistanceTable, isOutOfReach, maxFuzzyTerm } from './edit-distance.ts';
import { emptyPlaces, newPlaceSet, type PlaceSet } from './place-set.ts';

/**
 * The columns of the last term that was read through a trie. People type at the end: what its letters led to is where the next
 * term goes on.
 */
export interface Columns {
  /** The places after so many letters of the term. */
  readonly sets: PlaceSet[];
  /** How many letters of the term have been read; -1 where not even the root is there. */
  read: number;
  readonly term: Uint16Array;
  /** What else a column depends on. */
  words: number;
  maxCost: number;
  reachesAll: boolean;
  fixed: number;
}

/** By trie, then by root and band. A trie that is in use no more takes its columns along. */
const ofTries = new WeakMap<Trie, Map<number, Columns>>();
/** More than there are bands. */
const bandLimit = 8;
const lastUnit = 0xffff;

/** The columns below a root for the term that `startTerm` began: as many are read as it has letters in common with the last one. */
export function columnsOf(
  trie: Trie,
  { size }: TermDictionary,
  root: number,
  table: DistanceTable,
  fixed: number,
): Columns {
  const ofTrie = ofTries.get(trie) ?? new Map<number, Columns>();
  ofTries.set(trie, ofTrie);
  const key = root * bandLimit + table.band;
  const columns = ofTrie.get(key) ?? newColumns();
  ofTrie.set(key, columns);
  const reachesAll = !isOutOfReach(table, lastUnit);
  const isAlike =
    columns.words === size &&
    columns.maxCost === table.maxCost &&
    columns.reachesAll === reachesAll &&
    columns.fixed === fixed;
  let common = 0;
  while (common < Math.min(columns.read, table.length) && columns.term[common + 1] === table.term[common + 1])
    common++;
  columns.read = isAlike && columns.read >= 0 ? common : -1;
  for (let i = 1; i <= table.length; i++) columns.term[i] = at16(table.term, i);
  columns.words = size;
  columns.maxCost = table.maxCost;
  columns.reachesAll = reachesAll;
  columns.fixed = fixed;
  return columns;
}

const newColumns = (): Columns => ({
  sets: [],
  read: -1,
  term: new Uint16Array(maxFuzzyTerm + 1),
  words: 0,
  maxCost: 0,
  reachesAll: false,
  fixed: 0,
});

/** The next column, empty. */
export function nextColumn(columns: Columns): PlaceSet {
  const at = ++columns.read;
  const set = columns.sets[at] ?? newPlaceSet();
  columns.sets[at] = set;
  emptyPlaces(set);
  return set;
}
