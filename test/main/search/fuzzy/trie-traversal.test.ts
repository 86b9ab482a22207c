import fc from 'fast-check';
import { expect, test } from 'vitest';
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

test.each([1, 2] as const)(
  'a trie has the words within %i typos of a term that comparing each would find',
  edits => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, (words, typed) => {
        const dictionary = newTermDictionary();
        const trie = newTrie();
        for (const one of words) {
          const number = intern(dictionary, codesOf(one), 0, one.length, true);
          dictionary.rowCounts[number] = 1;
          insertWord(trie, dictionary, number);
        }
        const term = codesOf(typed.padEnd(2 * edits + 1, 'a'));
        const found = newFuzzyWords();
        traverseTrie(trie, dictionary, textRoot, term, edits, found);
        const inTrie = Array.from({ length: found.count }, (_, at) => ({
          word: words[found.words[at] ?? -1] ?? '',
          cost: found.costs[at],
          whole: found.whole[at],
        }));
        const compared = words.flatMap(one => {
          const match = matchWord(term, edits, codesOf(one), 0, one.length);
          return match === null ? [] : [{ word: one, cost: match.cost, whole: match.letters === one.length }];
        });
        const byWord = (a: { word: string }, b: { word: string }) => (a.word < b.word ? -1 : 1);
        expect(inTrie.sort(byWord)).toEqual(compared.sort(byWord));
      }),
      { numRuns: 3000 },
    );
  },
);
