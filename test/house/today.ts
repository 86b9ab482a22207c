/**
 * What is not yet as `names.test.ts` and `shape.test.ts` want it. These lists only get shorter: who mends something takes it
 * out, and nobody adds to them.
 */

/** Names that two or more files of main and renderer export. */
export const namedTwice: readonly string[] = [
  'Answer',
  'Settings',
  'digitsOf',
  'Page',
  'Book',
  'createBook',
  'step',
  'Place',
  'Hold',
  'createHold',
  'Lane',
  'Lanes',
  'createLanes',
  'Asked',
  'Trouble',
  'Row',
  'Outcome',
  'answer',
  'moved',
  'Notice',
  'Popup',
  'texts',
  'Move',
  'Toast',
];

/** Folders with more than thirty files of their own. */
export const longLists: readonly string[] = ['main/outbox', 'main/raze', 'main/store', 'renderer/view'];

/** Switches without `assertNever`, by file: those over statuses and characters, which no union closes, and the rest. */
export const openSwitches: Readonly<Record<string, number>> = {
  'main/raze/json.ts': 1,
  'main/raze/outcome.ts': 1,
  'renderer/i18n/sentences.ts': 1,
  'renderer/state/step.ts': 1,
  'renderer/view/notices.tsx': 1,
  'renderer/view/pending-card.tsx': 1,
};

/** `as number`, by file. */
export const numbersCast: Readonly<Record<string, number>> = {
  'main/search/fuzzy/confusion-costs.ts': 6,
  'main/search/fuzzy/edit-distance.ts': 36,
  'main/search/fuzzy/trie-traversal.ts': 7,
  'main/search/index/forward-index.ts': 5,
  'main/search/index/freshest.ts': 24,
  'main/search/index/id-key.ts': 1,
  'main/search/index/indexer.ts': 8,
  'main/search/index/phone-index.ts': 5,
  'main/search/index/phone-lookup.ts': 9,
  'main/search/index/postings.ts': 21,
  'main/search/index/prefix-counts.ts': 4,
  'main/search/index/rebuild.ts': 1,
  'main/search/index/segment.ts': 3,
  'main/search/index/sorted-ids.ts': 4,
  'main/search/index/term-dictionary.ts': 11,
  'main/search/index/trie.ts': 15,
  'main/search/matching/candidate-source.ts': 5,
  'main/search/matching/candidates.ts': 9,
  'main/search/matching/check-candidates.ts': 12,
  'main/search/matching/collect-postings.ts': 11,
  'main/search/matching/frequent-term.ts': 4,
  'main/search/matching/frequent-typo.ts': 5,
  'main/search/matching/freshest-first.ts': 2,
  'main/search/matching/highlights.ts': 9,
  'main/search/matching/matcher.ts': 4,
  'main/search/matching/narrow.ts': 22,
  'main/search/matching/offer-postings.ts': 7,
  'main/search/matching/searcher.ts': 3,
  'main/search/ranking/priority-queue.ts': 11,
  'main/search/ranking/rank.ts': 1,
  'main/search/ranking/top-k.ts': 6,
  'main/search/saved/restore.ts': 2,
  'main/search/text/letters.ts': 2,
  'main/search/text/normalize.ts': 2,
  'main/search/text/query.ts': 2,
  'main/search/text/tokenize.ts': 2,
};

/** Expectations that depend on a condition, by test file. */
export const conditionalExpectations: Readonly<Record<string, number>> = {
  'test/main/engine/accounts.test.ts': 2,
  'test/main/outbox/model.test.ts': 4,
  'test/main/raze/courier.test.ts': 1,
  'test/main/sandbox/sandbox.test.ts': 1,
  'test/main/shell/texts.test.ts': 1,
  'test/main/store/same.test.ts': 1,
  'test/renderer/state/keys.test.ts': 2,
  'test/renderer/state/step.test.ts': 2,
};
