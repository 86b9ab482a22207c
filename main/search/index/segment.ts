/**
 * The room of the index. Enters: rows, each with its prior as a number. Leaves: a segment, which is every structure that a
 * query reads: term dictionary, trie, postings, forward index, phone digits, sorted ids and the freshest rows. `indexer` fills
 * it, `rebuild` replaces it by a copy without deleted rows. It knows nothing of queries, costs or ranks.
 */

import type { OpportunityId } from '../../contract/model.ts';
import type { LightRow } from '../../contract/row-store.ts';
import { at32, at64 } from '../arrays/access.ts';
import { type IdForms, newIdForms } from '../text/id-forms.ts';
import { type ForwardIndex, isRepeated, newForwardIndex, newRowWords, readRecord } from './forward-index.ts';
import { type Freshest, newFreshest, updateFreshest } from './freshest.ts';
import { countCode, newPhoneIndex, type PhoneIndex } from './phone-index.ts';
import { newPostings, type Postings } from './postings.ts';
import { countWord, newPrefixCounts, type PrefixCounts } from './prefix-counts.ts';
import * as sortedIds from './sorted-ids.ts';
import { newTermDictionary, type TermDictionary } from './term-dictionary.ts';
import { newTrie, type Trie } from './trie.ts';

/** What the catalogue reads of a row; an `Opportunity` fits as it is. Rows are kept by reference, never changed. */
export type Searchable = Omit<LightRow, 'standing' | 'whole'>;

/** Where a word stands in a row: at the start of its name, later in the name, in the company, or in the e-mail. */
export const atNameStart = 0;
export const inName = 1;
export const inCompany = 2;
export const inEmail = 3;

/**
 * An index over rows. Rows are numbered as they come and no number is used twice: a row whose text changed gets a new number, and
 * its old number counts as deleted. A segment with many deleted rows is rebuilt (`rebuild`).
 */
export interface Segment<Row extends Searchable = Searchable> {
  /** Rows by number; undefined for deleted ones. */
  readonly rows: (Row | undefined)[];
  liveRows: number;
  /** Of each row, what it is worth apart from a query (`ranking/prior`): 0 or more, or -1 for a deleted row. Set by `setPrior` only. */
  prior: Float64Array;
  readonly freshest: Freshest;
  readonly dictionary: TermDictionary;
  readonly trie: Trie;
  /** The rows whose name starts with a word: list `nameStartLists[word] - 1`; 0 where there are none. */
  readonly nameStarts: Postings;
  nameStartLists: Uint32Array;
  /** The rows that have a word anywhere else, by the word's number; the class of a posting says where. */
  readonly postings: Postings;
  readonly forward: ForwardIndex;
  readonly phones: PhoneIndex;
  /** The live rows by their ids. */
  readonly ids: sortedIds.SortedIds;
  readonly idForms: IdForms;
  readonly prefixCounts: PrefixCounts;
  /** Grows with every row added or deleted. */
  version: number;
}

export const newSegment = <Row extends Searchable>(): Segment<Row> => ({
  rows: [],
  liveRows: 0,
  prior: new Float64Array(64),
  freshest: newFreshest(),
  dictionary: newTermDictionary(),
  trie: newTrie(),
  nameStarts: newPostings(),
  nameStartLists: new Uint32Array(157),
  postings: newPostings(),
  forward: newForwardIndex(),
  phones: newPhoneIndex(),
  ids: sortedIds.newSortedIds(),
  idForms: newIdForms(),
  prefixCounts: newPrefixCounts(),
  version: 0,
});

const scratch = newRowWords();

/** Deletes the row at a position; another row may be inserted there. */
export function deleteRow(segment: Segment, number: number, position: sortedIds.IdPosition): void {
  sortedIds.removeId(segment.ids, position);
  unindexRow(segment, number);
}

/** Sets what a row is worth. */
export function setPrior({ prior, freshest }: Segment, number: number, value: number): void {
  updateFreshest(freshest, number, at64(prior, number), value);
  prior[number] = value;
}

/** Takes a row out of everything but the ids. Postings keep it: readers skip rows with a negative prior. */
export function unindexRow(segment: Segment, number: number): void {
  const { forward, dictionary, prefixCounts } = segment;
  const { name, company, email, words } = readRecord(forward, number, scratch);
  for (let i = 0; i < name + company + email; i++) {
    if (isRepeated(scratch, i)) continue;
    const word = at32(words, i);
    dictionary.rowCounts[word] = at32(dictionary.rowCounts, word) - 1;
    countWord(prefixCounts, dictionary, word, -1);
  }
  countCode(segment.phones, number, -1);
  segment.version++;
  segment.rows[number] = undefined;
  setPrior(segment, number, -1);
  segment.liveRows--;
}

/** The number of the live row with this id, or -1; `position` is set to where it stands or would be inserted. */
export function findRow({ ids, rows }: Segment, id: OpportunityId, position: sortedIds.IdPosition): number {
  sortedIds.locateId(ids, rows, id, position);
  // Most new ids have a key of their own: then no row has to be read.
  if (sortedIds.keyAtPosition(ids, position) !== position.key) return -1;
  const number = sortedIds.rowAtPosition(ids, position);
  return rows[number]?.id === id ? number : -1;
}
