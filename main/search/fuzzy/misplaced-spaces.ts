import { at16, at32, item } from '../arrays/access.ts';
import type { Segment } from '../index/segment.ts';
import {
  codeOf,
  emailRoot,
  findPrefix,
  firstChild,
  nextSibling,
  stepInto,
  tailLetter,
  textRoot,
  wordAt,
} from '../index/trie.ts';
import { letterOf } from '../text/letters.ts';
import { codesOf, type Query, queryTermOf, type Reading } from '../text/query.ts';
import * as costs from './confusion-costs.ts';

/** A space that was left out, put in, or struck a letter early or late. */
const spaceCost = costs.omissionCost;
/** A letter beside the space bar struck for it, or a space or a sign struck for a letter. */
const wrongKeyCost = costs.neighbourKeyCost;
const besideSpaceBar = new Set([...'xcvbnm'].map(letter => letter.charCodeAt(0)));
/** Three spaces left out, or one space and the dearest typo. */
const maxCost = 3 * spaceCost;
/** Letters of a word cut off from the next, and of one with a typo, or with a wrong key after it. */
const minPart = 2;
const minBeforeSlip = 3;
/** Digits from which on a number may be several without the signs between them: `64082024`. */
const minDigits = 5;
/** Steps through the trie, and readings returned. */
const maxSteps = 4000;
const maxReadings = 8;
const gap = 0x20;
/** In a reading, for a gap: the word before it ends there, and is none that begins so. */
const wordEnd = 0x2c;

/** What a reading costs, and how many rows have the rarest of its words that end before a space. */
interface Found {
  cost: number;
  rows: number;
}

/** What is said of the word being read. */
const moved = 1;
const hasTypo = 2;
const typoBefore = 4;
const hasAnyTypo = hasTypo | typoBefore;

/** A step at the letter `at` of the text; the word being read has `depth` letters, which lead to `node`, the reading `length`. */
type Step = (
  at: number,
  node: number,
  depth: number,
  length: number,
  cost: number,
  rows: number,
  state: number,
) => void;

/**
 * The query with spaces elsewhere: left out (`anapaulasouza`), put in (`zam brano`), struck a letter early or late (`silv aacme`),
 * or taken for a key beside the bar (`joaonsilva`); a sign for a letter counts as a space (`sa;les`). The cheapest first, then those
 * whose words most rows have. What now stands before a space is a word of live rows, what stands after it begins one, or a word of
 * an e-mail (`joaosilva77` for joao.silva77).
 * @param isKnown of each term, whether any row has it as it stands
 * @param typos 1 where a letter is wrong, too, in or beside a term that no row has
 */
export function respacings(
  { trie, dictionary }: Segment,
  query: Query,
  isKnown: readonly boolean[],
  typos: 0 | 1,
): Reading[] {
  const joined = query.terms.map(term => term.text).join(' ');
  const text = codesOf(joined);
  const end = text.length;
  /** Each step that reads without a letter of the text costs something, so that there are fewer than the costs allow. */
  const read = new Uint16Array(end + maxCost);
  const found = new Map<string, Found>();
  let steps = 0;

  const rowsAt = (node: number, depth: number): number => {
    const word = node === 0 ? -1 : wordAt(trie, dictionary, node, depth);
    return word < 0 ? 0 : at32(dictionary.rowCounts, word);
  };

  const complete = (length: number, cost: number, rows: number, state: number): void => {
    if (typos === 1 && (state & hasAnyTypo) === 0) return;
    const words = String.fromCharCode(...read.subarray(0, length));
    if ((found.get(words)?.cost ?? cost + 1) > cost) found.set(words, { cost, rows });
  };

  /** Reads on from the beginning of a typed term: the term as it stands, or letter by letter with what follows. */
  const begin = (at: number, length: number, cost: number, rows: number, state: number): void => {
    const term = joined.slice(0, at).split(' ').length - 1;
    const { letters, text: typed, isDigits } = item(query.terms, term);
    const isWorthwhile =
      typos === 0 || (!/\d/.test(typed) && (isKnown[term] === false || isKnown[term + 1] === false));
    const isRead = !isDigits || (typos === 0 && isKnown[term] === false && letters.length >= minDigits);
    if (isRead && isWorthwhile) walk(at, textRoot, 0, length, cost, rows, state);
    if (isKnown[term] === false) {
      if (typos === 0 && !isDigits) readInMail(at, letters, length, cost, rows, state);
      return;
    }
    read.set(letters, length);
    const after = length + letters.length;
    if (at + letters.length === end) {
      if (cost > 0) complete(after, cost, rows, state);
      return;
    }
    read[after] = gap;
    begin(at + letters.length + 1, after + 1, cost, rows, state);
  };

  const walk: Step = (at, node, depth, length, cost, rows, state) => {
    if (node === 0 || cost > maxCost || ++steps > maxSteps) return;
    const isLongEnough = depth >= ((state & hasTypo) === 0 ? 1 : minBeforeSlip);
    const after = (state & ~hasTypo) | moved | ((state & hasTypo) === 0 ? 0 : typoBefore);
    if (at === end) {
      if ((state & moved) !== 0 && isLongEnough) complete(length, cost, rows, state);
      return;
    }
    const code = at16(text, at);
    const next = at + 1 < end ? at16(text, at + 1) : gap;
    if (code === gap) {
      if (!isLongEnough) return;
      if ((state & moved) !== 0) {
        read[length] = gap;
        begin(at + 1, length + 1, cost, rows, after & ~moved);
      }
      walk(at + 1, node, depth, length, cost + spaceCost, rows, state | moved);
      strikeLater(at, node, depth, length, cost, rows, after);
      mistype(at, node, depth, length, cost, rows, state | moved);
      return;
    }
    const having = isLongEnough ? Math.min(rows, rowsAt(node, depth)) : 0;
    if (having > 0) {
      read[length] = wordEnd;
      if (depth >= minPart) {
        walk(at, textRoot, 0, length + 1, cost + spaceCost, having, after);
        endInMail(at, length + 1, cost + spaceCost, having, after);
        if (besideSpaceBar.has(code) && depth >= minBeforeSlip && at + 2 < end)
          walk(at + 1, textRoot, 0, length + 1, cost + wrongKeyCost, having, after);
      }
      if (next === gap && at + 1 < end) {
        read[length + 1] = code;
        const late = stepInto(trie, dictionary, textRoot, 0, code);
        walk(at + 2, late, 1, length + 2, cost + spaceCost, having, after);
      }
    }
    read[length] = code;
    walk(at + 1, stepInto(trie, dictionary, node, depth, code), depth + 1, length + 1, cost, rows, state);
    if (typos === 0 || (state & hasAnyTypo) !== 0) return;
    mistype(at, node, depth, length, cost, rows, state | hasTypo);
    if (next === gap) return;
    read[length] = next;
    read[length + 1] = code;
    const swapped = stepInto(trie, dictionary, node, depth, next);
    if (swapped === 0) return;
    const both = stepInto(trie, dictionary, swapped, depth + 1, code);
    walk(at + 2, both, depth + 2, length + 2, cost + costs.transpositionCost, rows, state | hasTypo);
  };

  /** Reads a typed term as a word of e-mails and the beginning of another. */
  const readInMail = (
    at: number,
    letters: Uint16Array,
    length: number,
    cost: number,
    rows: number,
    state: number,
  ): void => {
    let node = emailRoot;
    for (let depth = 1; depth < letters.length; depth++) {
      const code = at16(letters, depth - 1);
      node = stepInto(trie, dictionary, node, depth - 1, code);
      if (node === 0) return;
      read[length + depth - 1] = code;
      const having = depth < minBeforeSlip ? 0 : Math.min(rows, rowsAt(node, depth));
      if (having === 0) continue;
      read[length + depth] = gap;
      endInMail(at + depth, length + depth + 1, cost + spaceCost, having, state | moved);
    }
  };

  /** Reads the rest of the typed term as the beginning of a word of e-mails. */
  const endInMail = (at: number, length: number, cost: number, rows: number, state: number): void => {
    const space = text.indexOf(gap, at);
    const to = space < 0 ? end : space;
    const rest = text.subarray(at, to);
    if (rest.length < minPart || cost > maxCost || findPrefix(trie, dictionary, emailRoot, rest) === 0)
      return;
    read.set(rest, length);
    const after = length + rest.length;
    if (to === end) {
      complete(after, cost, rows, state);
      return;
    }
    read[after] = gap;
    begin(to + 1, after + 1, cost, rows, state & ~moved);
  };

  /** The space was struck a letter early: the word read ends after the letter that follows it. */
  const strikeLater: Step = (at, node, depth, length, cost, rows, state) => {
    const letter = at16(text, at + 1);
    const having = Math.min(rows, rowsAt(stepInto(trie, dictionary, node, depth, letter), depth + 1));
    if (having === 0) return;
    read[length] = letter;
    read[length + 1] = wordEnd;
    walk(at + 2, textRoot, 0, length + 2, cost + spaceCost, having, state);
  };

  /** Each letter that a word goes on with, for the one typed or before it; the one typed too many. */
  const mistype: Step = (at, node, depth, length, cost, rows, state) => {
    const code = at16(text, at);
    const typed = letterOf(code);
    const before = depth > 0 ? letterOf(at16(read, length - 1)) : costs.letterCount;
    const tail = tailLetter(trie, dictionary, node, depth);
    for (
      let next = tail < 0 ? firstChild(trie, node) : node;
      next !== 0;
      next = tail < 0 ? nextSibling(trie, next) : 0
    ) {
      const letter = tail < 0 ? codeOf(trie, next) : tail;
      const meant = letterOf(letter);
      read[length] = letter;
      if (code === gap) {
        walk(at + 1, next, depth + 1, length + 1, cost + wrongKeyCost, rows, state);
        continue;
      }
      walk(at, next, depth + 1, length + 1, cost + costs.omissionCostOf(meant, before), rows, state);
      if (letter !== code)
        walk(at + 1, next, depth + 1, length + 1, cost + costs.substitutionCost(typed, meant), rows, state);
    }
    if (code !== gap)
      walk(at + 1, node, depth, length, cost + costs.insertionCostOf(typed, before), rows, state);
  };

  begin(0, 0, 0, 0xffffffff, 0);
  return [...found]
    .sort(([one, a], [other, b]) => a.cost - b.cost || b.rows - a.rows || (one < other ? -1 : 1))
    .slice(0, maxReadings)
    .map(([words, { cost }]) => ({ query: queryOf(query, words), cost }));
}

/** The query with other words; those that it has stay as they are. */
const queryOf = (query: Query, words: string): Query => ({
  ...query,
  terms: [...new Set(words.replaceAll(',', ', ').split(' '))].map(piece => {
    const isWhole = piece.endsWith(',');
    const word = isWhole ? piece.slice(0, -1) : piece;
    const term = query.terms.find(({ text }) => text === word) ?? queryTermOf(codesOf(word));
    return isWhole ? { ...term, isWhole } : term;
  }),
  id: '',
});
