import { entriesOf } from './digits.ts';
import { offerFreshest } from './fresh-first.ts';
import { entriesFor } from './gather.ts';
import { has, read } from './postings.ts';
import { elsewhere, levelOf } from './rank.ts';
import { inCompany, inMail, inName, type Searchable, type Shelf } from './shelf.ts';
import { isMeant, listMail, listSpoken, type Source } from './source.ts';
import { isSettled, isWelcome, offer, type Top } from './top.ts';
import { spokenRoot, wordAt } from './trie.ts';

/**
 * One term that very many rows have: the lists are read in the order of their ranks and the reading stops as soon as
 * nothing better can come. Before lists that are long, the freshest rows are looked at: nearly always they have enough.
 * Returns about how many rows match.
 */
export function findPopular<Row extends Searchable>(shelf: Shelf<Row>, source: Source, top: Top): number {
  const { trie, lexicon } = shelf;
  const { term, spoken, readings, ids } = source;
  const total = Math.min(shelf.living, source.weight);
  /** Rows that have not been met have no higher prior, unless it is by their id that they match. */
  let floor = unknown;
  const isDone = (best: number, entries: number, cost: number): boolean => {
    if (isSettled(top, best, floor)) return true;
    if (floor !== unknown || !isFarThrough(shelf, entries, cost, top)) return false;
    floor = offerFreshest(shelf, source, top, best);
    return isSettled(top, best, floor);
  };

  const word = wordAt(trie, lexicon, spokenRoot, term.letters);
  if (word >= 0) {
    if (isDone(levelOf(0, true), lexicon.rows[word] as number, entriesToLook)) return total;
    offerSpoken(shelf, [word], true, top, floor);
  }
  // Digits are few in names, and a row's phone takes long to read.
  if (!term.digits && isDone(levelOf(0, false), source.weight, entriesToLook)) return total;
  listSpoken(shelf, source);
  const longer = spoken.words.slice(0, spoken.count).filter(other => other !== word);
  offerSpoken(shelf, longer, false, top, floor);
  if (isSettled(top, elsewhere, unknown)) return total;
  for (const row of ids) offer(top, row, elsewhere, shelf.prior[row] as number);
  if (isDone(elsewhere, source.weight, readings.length > 0 ? entriesToRead : entriesToLook)) return total;
  listMail(shelf, source);
  for (let i = 0; i < source.mailCount; i++) offerOthers(shelf, source.mail[i] as number, inMail, false, top);
  offerPhones(shelf, source, top);
  return total;
}

const unknown = Number.POSITIVE_INFINITY;

/** A look at a row costs as much as so many entries of a list; more where its phone must be read. */
const entriesToLook = 8;
const entriesToRead = 133;

/** Whether so many entries take longer than the freshest rows that will have to be looked at. */
const isFarThrough = <Row extends Searchable>(
  { living }: Shelf<Row>,
  entries: number,
  cost: number,
  { limit }: Top,
): boolean => entries * entries > cost * limit * living;

/** Offers the rows that have the words in a name or a company, until those that have not been met cannot be better. */
function offerSpoken<Row extends Searchable>(
  shelf: Shelf<Row>,
  words: readonly number[],
  isWhole: boolean,
  top: Top,
  floor: number,
): void {
  for (const word of words) offerFirst(shelf, word, levelOf(0, isWhole), top);
  for (const kind of [inName, inCompany]) {
    if (isSettled(top, levelOf(kind, isWhole), floor)) return;
    for (const word of words) offerOthers(shelf, word, kind, isWhole, top);
  }
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

function offerOthers<Row extends Searchable>(
  shelf: Shelf<Row>,
  word: number,
  kind: number,
  isWhole: boolean,
  top: Top,
): void {
  const { others, prior } = shelf;
  if (!has(others, word, kind)) return;
  const level = levelOf(kind, isWhole);
  const entries = entriesFor(others.entries[word] as number);
  const count = read(others, word, entries);
  for (let i = 0; i < count; i++) {
    const entry = entries[i] as number;
    if ((entry & 3) !== kind) continue;
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
