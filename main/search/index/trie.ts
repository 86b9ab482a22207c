import { at8, at16, at32, codeAt } from '../arrays/access.ts';
import { grow32 } from '../arrays/grow.ts';
import { isTextWord, type TermDictionary } from './term-dictionary.ts';

/**
 * The words of a dictionary by their beginnings. A node stands for a beginning; where only one word goes on, the node holds
 * that word and its remaining letters are read in the dictionary, so that there are hardly more nodes than words.
 */
export interface Trie {
  nodes: number;
  /** Of each node, side by side since they are read together: its letter, first child, next sibling, and word. */
  cells: Uint32Array;
}

/** How many numbers a node has. */
export const cellsPerNode = 4;

export const codeOf = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode);
export const firstChild = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode + 1);
export const nextSibling = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode + 2);
/** Word + 1: the one word below a node without children, or the one that ends at a node with children; or 0. */
export const wordOfNode = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode + 3);

/** Node 0 means none. */
export const textRoot = 1;
export const emailRoot = 2;

export const newTrie = (): Trie => ({
  nodes: 3,
  cells: new Uint32Array(540),
});

/** Adds a word that the trie does not hold yet. */
export function insertWord(trie: Trie, dictionary: TermDictionary, word: number): void {
  const { letters } = dictionary;
  const start = at32(dictionary.starts, word);
  const length = at8(dictionary.lengths, word) & 0x7f;
  let node = isTextWord(dictionary, word) ? textRoot : emailRoot;
  for (let depth = 0; ; depth++) {
    pushDown(trie, dictionary, node, depth);
    if (depth === length) {
      trie.cells[node * cellsPerNode + 3] = word + 1;
      return;
    }
    const letter = codeAt(letters, start + depth);
    const next = childOf(trie, node, letter);
    if (next === 0) {
      grow(trie, node, letter, word + 1);
      return;
    }
    node = next;
  }
}

/** The child of a node by its letter, or 0. */
function childOf(trie: Trie, node: number, letter: number): number {
  let next = firstChild(trie, node);
  while (next !== 0 && codeOf(trie, next) !== letter) next = nextSibling(trie, next);
  return next;
}

/** Where a beginning leads: the node under which all its words are (0: none), having checked a lone word's letters. */
export function findPrefix(trie: Trie, dictionary: TermDictionary, root: number, term: Uint16Array): number {
  let node = root;
  for (let depth = 0; depth < term.length; depth++) {
    const next = childOf(trie, node, at16(term, depth));
    if (next === 0)
      return isLone(trie, dictionary, node, depth) && goesOn(trie, dictionary, node, term) ? node : 0;
    node = next;
  }
  return node;
}

/** The word that is the term itself, no longer, or -1. */
export function findWord(trie: Trie, dictionary: TermDictionary, root: number, term: Uint16Array): number {
  const word = wordOfNode(trie, findPrefix(trie, dictionary, root, term)) - 1;
  return word >= 0 && (at8(dictionary.lengths, word) & 0x7f) === term.length ? word : -1;
}

/** Appends every word under a node, also those that no row has any more, to `into` from `count` on; returns the new count. */
export function collectWords(trie: Trie, node: number, into: number[], count: number): number {
  const word = wordOfNode(trie, node);
  let found = count;
  if (word !== 0) into[found++] = word - 1;
  for (let next = firstChild(trie, node); next !== 0; next = nextSibling(trie, next)) {
    found = collectWords(trie, next, into, found);
  }
  return found;
}

/** A node that holds one word whose letters go on beyond it. */
const isLone = (trie: Trie, dictionary: TermDictionary, node: number, depth: number): boolean => {
  const word = wordOfNode(trie, node);
  return word !== 0 && firstChild(trie, node) === 0 && (at8(dictionary.lengths, word - 1) & 0x7f) > depth;
};

function goesOn(
  trie: Trie,
  { letters, starts, lengths }: TermDictionary,
  node: number,
  term: Uint16Array,
): boolean {
  const word = wordOfNode(trie, node) - 1;
  if ((at8(lengths, word) & 0x7f) < term.length) return false;
  const from = at32(starts, word);
  for (let i = 0; i < term.length; i++) if (letters[from + i] !== term[i]) return false;
  return true;
}

/** A node that is about to have a second word passes its lone one to a child. */
function pushDown(trie: Trie, dictionary: TermDictionary, node: number, depth: number): void {
  if (!isLone(trie, dictionary, node, depth)) return;
  const word = wordOfNode(trie, node);
  trie.cells[node * cellsPerNode + 3] = 0;
  grow(trie, node, codeAt(dictionary.letters, at32(dictionary.starts, word - 1) + depth), word);
}

function grow(trie: Trie, parent: number, letter: number, word: number): void {
  const node = trie.nodes++;
  trie.cells = grow32(trie.cells, (node + 1) * cellsPerNode);
  const { cells } = trie;
  cells[node * cellsPerNode] = letter;
  cells[node * cellsPerNode + 3] = word;
  // Behind its siblings: the letters that come first are the frequent ones, and are asked for most.
  let link = parent * cellsPerNode + 1;
  while (cells[link] !== 0) link = at32(cells, link) * cellsPerNode + 2;
  cells[link] = node;
}
