import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edits } from '../../../../main/search/fuzzy/edit-distance.ts';
import { matchWord, newFuzzyWords, traverseTrie } from '../../../../main/search/fuzzy/trie-traversal.ts';
import { intern, newTermDictionary } from '../../../../main/search/index/term-dictionary.ts';
import { insertWord, newTrie, textRoot } from '../../../../main/search/index/trie.ts';
import { codesOf } from '../../../../main/search/text/query.ts';

/** Few letters, so that words share beginnings and pairs that sound alike are frequent; and one of no alphabet. */
const word = fc.string({
  unit: fc.constantFrom(...'aeihnlcsqu1株'),
  minLength: 1,
  maxLength: 9,
});

/** A trie, and the words within so many typos of a term: as the trie finds them, and as comparing each word does. */
function trieOf() {
  const dictionary = newTermDictionary();
  const trie = newTrie();
  const words: string[] = [];
  const byWord = (a: { word: string }, b: { word: string }) => (a.word < b.word ? -1 : 1);
  return {
    add(more: readonly string[]): void {
      for (const one of more) {
        if (words.includes(one)) continue;
        const number = intern(dictionary, codesOf(one), 0, one.length, true);
        dictionary.rowCounts[number] = 1;
        insertWord(trie, dictionary, number);
        words.push(one);
      }
    },
    inTrie(term: Uint16Array, edits: Edits) {
      const found = newFuzzyWords();
      traverseTrie(trie, dictionary, textRoot, term, edits, found);
      return Array.from({ length: found.count }, (_, at) => ({
        word: words[found.words[at] ?? -1] ?? '',
        cost: found.costs[at],
        whole: found.whole[at],
      })).sort(byWord);
    },
    compared: (term: Uint16Array, edits: Edits) =>
      words
        .flatMap(one => {
          const match = matchWord(term, edits, codesOf(one), 0, one.length);
          return match === null ? [] : [{ word: one, cost: match.cost, whole: match.letters === one.length }];
        })
        .sort(byWord),
  };
}

test.each([1, 2] as const)(
  'a trie has the words within %i typos of a term that comparing each would find',
  edits => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, (words, typed) => {
        const trie = trieOf();
        trie.add(words);
        const term = codesOf(typed.padEnd(2 * edits + 1, 'a'));
        expect(trie.inTrie(term, edits)).toEqual(trie.compared(term, edits));
      }),
      { numRuns: 3000 },
    );
  },
);

test('also while a term is typed on, taken back or another one, and words are added', () => {
  const step = fc.record({
    kept: fc.nat(9),
    typed: fc.string({ unit: fc.constantFrom(...'aeihnlcsqu1株'), maxLength: 4 }),
    edits: fc.constantFrom(1, 2),
    more: fc.array(word, { maxLength: 2 }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 40 }),
      fc.array(step, { maxLength: 12 }),
      (words, steps) => {
        const trie = trieOf();
        trie.add(words);
        let text = '';
        for (const { kept, typed, edits, more } of steps) {
          text = text.slice(0, kept) + typed;
          trie.add(more);
          const term = codesOf(text.padEnd(2 * edits + 1, 'a'));
          expect(trie.inTrie(term, edits), text).toEqual(trie.compared(term, edits));
        }
      },
    ),
    { numRuns: 1500 },
  );
});
