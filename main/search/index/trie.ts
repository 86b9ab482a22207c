import { at16, at32, codeAt } from '../arrays/access.ts';
import { ensureLength } from '../arrays/grow.ts';
import { isTextWord, lengthOf, type TermDictionary } from './term-dictionary.ts';

/**
 * The words of a dictionary by their prefixes. A node stands for a prefix. Where only one word has it, the node holds that word
 * and has no children: the remaining letters are read in the dictionary, so there are hardly more nodes than words.
 */
export interface Trie {
  nodes: number;
  /** Four numbers for each node, which are read together: its letter, first child, next sibling, and word. */
  cells: Uint32Array;
}

export const cellsPerNode = 4;

/** The letter by which a node is reached, as a UTF-16 unit. */
export const codeOf = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode);
/** Node 0 means none. */
export const firstChild = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode + 1);
export const nextSibling = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode + 2);
/** Word + 1: the only word below a node without children, or the word that ends at a node with children; else 0. */
export const wordOfNode = ({ cells }: Trie, node: number): number => at32(cells, node * cellsPerNode + 3);

export const textRoot = 1;
export const emailRoot = 2;

export const newTrie = (): Trie => ({ nodes: 3, cells: new Uint32Array(540) });

/** Adds a word that the trie does not hold yet. */
export function insertWord(trie: Trie, dictionary: TermDictionary, word: number): void {
  const start = at32(dictionary.starts, word);
  const length = lengthOf(dictionary, word);
  let node = isTextWord(dictionary, word) ? textRoot : emailRoot;
  for (let depth = 0; ; depth++) {
    pushDown(trie, dictionary, node, depth);
    if (depth === length) {
      trie.cells[node * cellsPerNode + 3] = word + 1;
      return;
    }
    const code = codeAt(dictionary.letters, start + depth);
    const next = childOf(trie, node, code);
    if (next === 0) {
      addNode(trie, node, code, word + 1);
      return;
    }
    node = next;
  }
}

/** The child of a node by its letter, or 0. */
function childOf(trie: Trie, node: number, code: number): number {
  let next = firstChild(trie, node);
  while (next !== 0 && codeOf(trie, next) !== code) next = nextSibling(trie, next);
  return next;
}

/**
 * Goes on by one letter from a place in the trie: a node, and how many letters lead there. Below a node with one word only the
 * place moves through that word's letters, and the node stays. Returns the node, or 0 where no word goes on so.
 */
export function stepInto(
  trie: Trie,
  dictionary: TermDictionary,
  node: number,
  depth: number,
  code: number,
): number {
  const next = childOf(trie, node, code);
  return next === 0 && tailLetter(trie, dictionary, node, depth) === code ? node : next;
}

/** The next letter of a node's only word, or -1 where the node has children or its word ends. */
export function tailLetter(trie: Trie, dictionary: TermDictionary, node: number, depth: number): number {
  if (!isOnlyWord(trie, dictionary, node, depth)) return -1;
  return codeAt(dictionary.letters, at32(dictionary.starts, wordOfNode(trie, node) - 1) + depth);
}

/** The word that ends at a place, or -1. */
export function wordAt(trie: Trie, dictionary: TermDictionary, node: number, depth: number): number {
  const word = wordOfNode(trie, node) - 1;
  return word >= 0 && lengthOf(dictionary, word) === depth ? word : -1;
}

/** The node below which all words with a prefix are, or 0. */
export function findPrefix(
  trie: Trie,
  dictionary: TermDictionary,
  root: number,
  prefix: Uint16Array,
): number {
  let node = root;
  for (let depth = 0; depth < prefix.length && node !== 0; depth++)
    node = stepInto(trie, dictionary, node, depth, at16(prefix, depth));
  return node;
}

/** The word with exactly these letters, or -1. */
export function findWord(trie: Trie, dictionary: TermDictionary, root: number, letters: Uint16Array): number {
  return wordAt(trie, dictionary, findPrefix(trie, dictionary, root, letters), letters.length);
}

/** Writes every word below a node into `into` from `count` on, those included that no row has any more; returns the new count. */
export function collectWords(trie: Trie, node: number, into: number[], count: number): number {
  const word = wordOfNode(trie, node);
  let found = count;
  if (word !== 0) into[found++] = word - 1;
  for (let next = firstChild(trie, node); next !== 0; next = nextSibling(trie, next))
    found = collectWords(trie, next, into, found);
  return found;
}

/** Whether a node without children holds a word that is longer than the node is deep. */
const isOnlyWord = (trie: Trie, dictionary: TermDictionary, node: number, depth: number): boolean => {
  const word = wordOfNode(trie, node);
  return word !== 0 && firstChild(trie, node) === 0 && lengthOf(dictionary, word - 1) > depth;
};

/** Moves the only word of a node to a child, to make room for a second word. */
function pushDown(trie: Trie, dictionary: TermDictionary, node: number, depth: number): void {
  const code = tailLetter(trie, dictionary, node, depth);
  if (code < 0) return;
  const word = wordOfNode(trie, node);
  trie.cells[node * cellsPerNode + 3] = 0;
  addNode(trie, node, code, word);
}

function addNode(trie: Trie, parent: number, code: number, word: number): void {
  const node = trie.nodes++;
  trie.cells = ensureLength(trie.cells, (node + 1) * cellsPerNode);
  const { cells } = trie;
  cells[node * cellsPerNode] = code;
  cells[node * cellsPerNode + 3] = word;
  // After its siblings: letters that come early are frequent ones, and are looked for most.
  let link = parent * cellsPerNode + 1;
  while (cells[link] !== 0) link = at32(cells, link) * cellsPerNode + 2;
  cells[link] = node;
}
