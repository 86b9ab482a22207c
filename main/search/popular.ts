import { entriesFor } from './gather.ts';
import { read } from './postings.ts';
import { elsewhere, levelOf } from './rank.ts';
import type { Searchable, Shelf } from './shelf.ts';
import { isMeant, listMail, listSpoken, type Source } from './source.ts';
import { isWelcome, offer, type Top } from './top.ts';

/**
 * One term that very many rows have: the lists are read in the order of their ranks and the reading stops as soon as
 * nothing better can come. Returns about how many rows match.
 */
export function findPopular<Row extends Searchable>(shelf: Shelf<Row>, source: Source, top: Top): number {
  listSpoken(shelf, source);
  const total = Math.min(shelf.living, source.weight);
  const { spoken } = source;
  for (const isWhole of [true, false]) {
    for (let i = 0; i < spoken.count; i++) {
      if (spoken.whole[i] === isWhole) offerFirst(shelf, spoken.words[i] as number, levelOf(0, isWhole), top);
    }
    if (isSettled(top, levelOf(0, isWhole))) return total;
    for (let i = 0; i < spoken.count; i++) {
      if (spoken.whole[i] === isWhole) offerOthers(shelf, spoken.words[i] as number, isWhole, top);
    }
    if (isSettled(top, levelOf(2, isWhole))) return total;
  }
  listMail(shelf, source);
  for (let i = 0; i < source.mailCount; i++) offerOthers(shelf, source.mail[i] as number, false, top);
  for (const row of source.ids) offer(top, row, elsewhere, shelf.prior[row] as number);
  offerPhones(shelf, source, top);
  return total;
}

/** True when every place is taken by rows of this level or a better one: later lists have worse ones only. */
const isSettled = (top: Top, level: number): boolean =>
  top.count === top.limit && (top.rank[top.count - 1] as number) <= level;

function offerFirst<Row extends Searchable>(shelf: Shelf<Row>, word: number, level: number, top: Top): void {
  const lead = shelf.leads[word] as number;
  if (lead === 0) return;
  const { first, prior } = shelf;
  const entries = entriesFor(first.entries[lead - 1] as number);
  const count = read(first, lead - 1, entries);
  for (let i = 0; i < count; i++) {
    const row = (entries[i] as number) >>> 2;
    const worth = prior[row] as number;
    if (worth >= 0 && isWelcome(top, level, worth)) offer(top, row, level, worth);
  }
}

const levels = new Uint8Array(4);

function offerOthers<Row extends Searchable>(
  shelf: Shelf<Row>,
  word: number,
  whole: boolean,
  top: Top,
): void {
  const { others, prior } = shelf;
  for (let kind = 0; kind < 4; kind++) levels[kind] = levelOf(kind, whole);
  const entries = entriesFor(others.entries[word] as number);
  const count = read(others, word, entries);
  for (let i = 0; i < count; i++) {
    const entry = entries[i] as number;
    const level = levels[entry & 3] as number;
    const worth = prior[entry >>> 2] as number;
    if (worth >= 0 && isWelcome(top, level, worth)) offer(top, entry >>> 2, level, worth);
  }
}

function offerPhones<Row extends Searchable>(shelf: Shelf<Row>, source: Source, top: Top): void {
  const { runs } = shelf.phones;
  for (const reading of source.readings) {
    const entries = entriesFor(runs.entries[reading.list] as number);
    const count = read(runs, reading.list, entries);
    for (let i = 0; i < count; i++) {
      const entry = entries[i] as number;
      const worth = shelf.prior[entry >>> 2] as number;
      if (worth < 0 || !isWelcome(top, elsewhere, worth)) continue;
      const row = shelf.rows[entry >>> 2];
      if (row !== undefined && isMeant(reading, entry & 3, row)) offer(top, entry >>> 2, elsewhere, worth);
    }
  }
}
