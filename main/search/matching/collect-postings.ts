import { entriesOf } from '../index/phone-lookup.ts';
import { read } from '../index/postings.ts';
import { inMail, type Searchable, type Shelf } from '../index/segment.ts';
import { elsewhere, levelOf, slippedRank } from '../ranking/rank.ts';
import { isMeant, listMail, listSpoken, type Source } from './candidate-source.ts';
import { admit, type Candidates, confirm, letThrough } from './candidates.ts';

let entries = new Uint32Array(1024);

/** A buffer that a list of so many entries fits into. */
export function entriesFor(count: number): Uint32Array {
  if (entries.length < count) entries = new Uint32Array(count + (count >> 2));
  return entries;
}

const ranks = new Uint32Array(4);

/** What becomes of the rows a source names: candidates, confirmed ones, or ones that may become candidates. */
export type How = 'admit' | 'confirm' | 'let-through';

/** Meets every row a source names. */
export function gather<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  set: Candidates,
  how: How,
): void {
  listSpoken(shelf, source);
  listMail(shelf, source);
  const { lexicon, first, others, leads } = shelf;
  const { words, costs, whole } = source.spoken;
  for (let i = 0; i < source.spoken.count; i++) {
    const word = words[i] as number;
    rankKinds(lexicon.rows[word] as number, costs[i] as number, whole[i] as boolean);
    const lead = leads[word] as number;
    if (lead !== 0) {
      const into = entriesFor(first.entries[lead - 1] as number);
      meet(set, into, read(first, lead - 1, into), how);
    }
    const into = entriesFor(others.entries[word] as number);
    meet(set, into, read(others, word, into), how);
  }
  ranks.fill(elsewhere);
  for (let i = 0; i < source.mailCount; i++) {
    const word = source.mail[i] as number;
    const into = entriesFor(others.entries[word] as number);
    meet(set, into, read(others, word, into), how);
  }
  for (const row of source.ids) meetOne(set, row, elsewhere, how);
  gatherPhones(shelf, source, set, how);
}

function gatherPhones<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  set: Candidates,
  how: How,
): void {
  for (const reading of source.readings) {
    const found = entriesOf(shelf.phones, reading);
    for (let i = 0; i < found.length; i++) {
      const entry = found[i] as number;
      const row = shelf.rows[entry >>> 2];
      if (row !== undefined && isMeant(reading, entry & 3, row)) meetOne(set, entry >>> 2, elsewhere, how);
    }
  }
}

function rankKinds(rows: number, cost: number, whole: boolean): void {
  for (let kind = 0; kind <= inMail; kind++) {
    ranks[kind] = cost === 0 ? levelOf(kind, whole) : slippedRank(cost, rows, kind, whole);
  }
}

function meet(set: Candidates, into: Uint32Array, count: number, how: How): void {
  for (let i = 0; i < count; i++) {
    const entry = into[i] as number;
    const rank = ranks[entry & 3] as number;
    meetOne(set, entry >>> 2, rank, how);
  }
}

function meetOne(set: Candidates, row: number, rank: number, how: How): void {
  if (how === 'admit') admit(set, row, rank);
  else if (how === 'confirm') confirm(set, row, rank);
  else letThrough(set, row);
}
