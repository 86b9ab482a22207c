/**
 * The room of the index. Enters: rows, each with its prior as a number. Leaves: a segment, which is every structure that a
 * query reads: term dictionary, trie, postings, forward index, phone digits, sorted ids and the freshest rows. `indexer` fills
 * it, `rebuild` replaces it by a copy without deleted rows. It knows nothing of queries, costs or ranks.
 */

import type { OpportunityId, StageRole } from '../../contract/model.ts';
import { at32, at64 } from '../arrays/access.ts';
import { type IdForms, newIdForms } from '../text/id-forms.ts';
import * as forwards from './forward-index.ts';
import { type Freshest, newFreshest, updateFreshest } from './freshest.ts';
import { newPhoneIndex, type PhoneIndex } from './phone-index.ts';
import { newPostings, type Postings } from './postings.ts';
import { countWord, newPrefixCounts, type PrefixCounts } from './prefix-counts.ts';
import {
  type IdPosition,
  keyAtPosition,
  locateId,
  newSortedIds,
  removeId,
  rowAtPosition,
  type SortedIds,
} from './sorted-ids.ts';
import { newTermDictionary, type TermDictionary } from './term-dictionary.ts';
import { newTrie, type Trie } from './trie.ts';

/** What the catalogue reads of a row; an `Opportunity` fits as it is. Rows are kept by reference, never changed. */
export interface Searchable {
  readonly id: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly updatedAt: number | null;
  readonly stage: { readonly role: StageRole };
}

/** Where a word stands in a row: the class of its entry in `others`. */
export const inName = 1;
export const inCompany = 2;
export const inEmail = 3;

/**
 * One generation of the index. Rows are numbered as they come and a number is never used twice: a changed row gets a
 * new number, its old one is dead. A segment with too many dead rows is copied to a new one, a few rows at a time.
 */
export interface Segment<Row extends Searchable> {
  readonly rows: (Row | undefined)[];
  liveRows: number;
  /** What a row's age, state and picks are worth; greater is better, dead rows have -1. Set by `value` only. */
  prior: Float64Array;
  readonly freshest: Freshest;
  readonly dictionary: TermDictionary;
  readonly trie: Trie;
  /** Rows whose name begins with the word: list `leads[word] - 1`. */
  readonly nameStarts: Postings;
  nameStartLists: Uint32Array;
  /** Rows that have the word anywhere else. */
  readonly postings: Postings;
  readonly forward: forwards.ForwardIndex;
  readonly phones: PhoneIndex;
  /** Living rows by id. */
  readonly ids: SortedIds;
  readonly idForms: IdForms;
  /** Living rows by the first letter and the first two letters of their words, a row once for each word. */
  readonly prefixCounts: PrefixCounts;
  /** Grows with every row added or dropped. */
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
  forward: forwards.newForwardIndex(),
  phones: newPhoneIndex(),
  ids: newSortedIds(),
  idForms: newIdForms(),
  prefixCounts: newPrefixCounts(),
  version: 0,
});

const scratch = forwards.newRowWords();

/** Takes the row at a place out; its number stays dead, and another row may be added at the place. */
export function deleteRow<Row extends Searchable>(
  segment: Segment<Row>,
  number: number,
  place: IdPosition,
): void {
  removeId(segment.ids, place);
  unindexRow(segment, number);
}

/** Says what a row is worth now. */
export function setPrior<Row extends Searchable>(
  { prior, freshest }: Segment<Row>,
  number: number,
  worth: number,
): void {
  updateFreshest(freshest, number, at64(prior, number), worth);
  prior[number] = worth;
}

/** Takes a row out of everything but the ids. */
export function unindexRow<Row extends Searchable>(segment: Segment<Row>, number: number): void {
  const { name, company, email, words } = forwards.readRecord(segment.forward, number, scratch);
  for (let i = 0; i < name + company + email; i++) {
    const word = at32(words, i);
    if (words.indexOf(word) !== i) continue;
    segment.dictionary.rowCounts[word] = at32(segment.dictionary.rowCounts, word) - 1;
    countWord(segment.prefixCounts, segment.dictionary, word, -1);
  }
  segment.version++;
  segment.rows[number] = undefined;
  setPrior(segment, number, -1);
  segment.liveRows--;
}

/** The number of the living row with this id, or -1; `place` is set to where it stands or would stand. */
export function findRow<Row extends Searchable>(
  { ids, rows }: Segment<Row>,
  id: OpportunityId,
  place: IdPosition,
): number {
  locateId(ids, rows, id, place);
  // Most are not there, and the key tells it without a look at whichever row comes next.
  if (keyAtPosition(ids, place) !== place.key) return -1;
  const number = rowAtPosition(ids, place);
  return rows[number]?.id === id ? number : -1;
}
