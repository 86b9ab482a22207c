import { begin, end, none, rankIn } from './check.ts';
import { entriesOf } from './digits.ts';
import { learn } from './freshest.ts';
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
  const isFar = isFarThrough(shelf, source, top);
  for (const isWhole of [true, false]) {
    // Of the beginnings there are most; the freshest rows nearly always have enough of them.
    if (
      !isWhole &&
      isFar &&
      !source.term.digits &&
      isSettledByFreshest(shelf, source, top, levelOf(0, false))
    )
      return total;
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
  for (const row of source.ids) offer(top, row, elsewhere, shelf.prior[row] as number);
  if (isFar && isSettledByFreshest(shelf, source, top, elsewhere)) return total;
  for (let i = 0; i < source.mailCount; i++) offerOthers(shelf, source.mail[i] as number, false, top);
  offerPhones(shelf, source, top);
  return total;
}

/** True when every place is taken by rows of this level or a better one: later lists have worse ones only. */
const isSettled = (top: Top, level: number): boolean =>
  top.count === top.limit && (top.rank[top.count - 1] as number) <= level;

/** A look at a row costs as much as so many entries of a list; more where its phone must be read. */
const entriesToLook = 20;
const entriesToRead = 133;

/** Whether all the lists are longer than the freshest rows that will have to be looked at. */
function isFarThrough<Row extends Searchable>(
  { living }: Shelf<Row>,
  { weight, readings }: Source,
  { limit }: Top,
): boolean {
  const looks = (limit * living) / weight;
  return weight > looks * (readings.length > 0 ? entriesToRead : entriesToLook);
}

/** Rows looked at before it is judged by them whether there will be enough. */
const sample = 256;

/**
 * Looks the freshest rows up; true when no row that is less fresh can be better.
 * @param best the best level that rows not met yet may have
 */
function isSettledByFreshest<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  top: Top,
  best: number,
): boolean {
  const { rows, priors, count, floor } = learn(shelf.freshest, shelf.prior, shelf.rows.length);
  const settles = (prior: number): boolean => {
    if (!isSettled(top, best)) return false;
    const last = top.count - 1;
    return (top.rank[last] as number) < best || (top.prior[last] as number) > prior;
  };
  const checker = begin(shelf, source);
  let isDone = false;
  let hits = 0;
  for (let at = 0; at < count && !isDone; at++) {
    if (at === sample && (hits * count) / sample < top.limit) break;
    const row = rows[at] as number;
    const prior = priors[at] as number;
    isDone = settles(prior);
    const rank = isDone ? none : rankIn(shelf, checker, row);
    if (rank <= best) hits++;
    if (rank !== none && isWelcome(top, rank, prior)) offer(top, row, rank, prior);
  }
  end(checker);
  return isDone || settles(floor);
}

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
  for (const reading of source.readings) {
    const entries = entriesOf(shelf.phones, reading);
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as number;
      const worth = shelf.prior[entry >>> 2] as number;
      if (worth < 0 || !isWelcome(top, elsewhere, worth)) continue;
      const row = shelf.rows[entry >>> 2];
      if (row !== undefined && isMeant(reading, entry & 3, row)) offer(top, entry >>> 2, elsewhere, worth);
    }
  }
}
