import { admit, type Candidates, confirm } from './candidates.ts';
import * as forwards from './forward.ts';
import type { Lexicon } from './lexicon.ts';
import { meansPhone } from './phones.ts';
import { read } from './postings.ts';
import { elsewhere, levelOf, slippedRank } from './rank.ts';
import { inCompany, inMail, inName, type Searchable, type Shelf } from './shelf.ts';
import { isMeant, isShort, listMail, listSpoken, type Source } from './source.ts';

let entries = new Uint32Array(1024);

/** A buffer that a list of so many entries fits into. */
export function entriesFor(count: number): Uint32Array {
  if (entries.length < count) entries = new Uint32Array(count + (count >> 2));
  return entries;
}

const ranks = new Uint32Array(4);

/** Meets every row a source names: as new candidates, or as confirmation of those there are. */
export function gather<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  set: Candidates,
  isFirst: boolean,
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
      meet(set, into, read(first, lead - 1, into), isFirst);
    }
    const into = entriesFor(others.entries[word] as number);
    meet(set, into, read(others, word, into), isFirst);
  }
  ranks.fill(elsewhere);
  for (let i = 0; i < source.mailCount; i++) {
    const word = source.mail[i] as number;
    const into = entriesFor(others.entries[word] as number);
    meet(set, into, read(others, word, into), isFirst);
  }
  for (const row of source.ids) meetOne(set, row, elsewhere, isFirst);
  gatherPhones(shelf, source, set, isFirst);
}

function gatherPhones<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  set: Candidates,
  isFirst: boolean,
): void {
  const { runs } = shelf.phones;
  for (const reading of source.readings) {
    const into = entriesFor(runs.entries[reading.list] as number);
    const count = read(runs, reading.list, into);
    for (let i = 0; i < count; i++) {
      const entry = into[i] as number;
      const row = shelf.rows[entry >>> 2];
      if (row !== undefined && isMeant(reading, entry & 3, row))
        meetOne(set, entry >>> 2, elsewhere, isFirst);
    }
  }
}

function rankKinds(rows: number, cost: number, whole: boolean): void {
  for (let kind = 0; kind <= inMail; kind++) {
    ranks[kind] = cost === 0 ? levelOf(kind, whole) : slippedRank(cost, rows, kind, whole);
  }
}

function meet(set: Candidates, into: Uint32Array, count: number, isFirst: boolean): void {
  for (let i = 0; i < count; i++) {
    const entry = into[i] as number;
    const rank = ranks[entry & 3] as number;
    if (isFirst) admit(set, entry >>> 2, rank);
    else confirm(set, entry >>> 2, rank);
  }
}

function meetOne(set: Candidates, row: number, rank: number, isFirst: boolean): void {
  if (isFirst) admit(set, row, rank);
  else confirm(set, row, rank);
}

/** The same as `gather` for a later term, by looking at the candidates' own words: for few candidates and many rows. */
export function check<Row extends Searchable>(shelf: Shelf<Row>, source: Source, set: Candidates): void {
  const isPlain = isShort(source.term);
  if (!isPlain) mark(shelf, source);
  const rankOf = isPlain ? headRank : markedRank;
  for (let at = 0; at < set.count; at++) {
    const best = bestOf(shelf, source, set.rows[at] as number, rankOf);
    if (best !== none) set.bests[at] = best;
  }
  if (!isPlain) unmark(source);
  for (const row of source.ids) confirm(set, row, elsewhere);
}

type RankOf = (lexicon: Lexicon, source: Source, word: number, kind: number) => number;

const none = 0xffffffff;
const record = forwards.newRowWords();

function bestOf<Row extends Searchable>(
  shelf: Shelf<Row>,
  source: Source,
  number: number,
  rankOf: RankOf,
): number {
  const { lexicon } = shelf;
  const { name, company, mail, words } = forwards.read(shelf.forward, number, record);
  const spoken = name + company;
  let best = none;
  for (let i = 0; i < spoken + mail; i++) {
    const kind = i === 0 && name > 0 ? 0 : i < name ? inName : i < spoken ? inCompany : inMail;
    const rank = rankOf(lexicon, source, words[i] as number, kind);
    if (rank < best) best = rank;
  }
  if (best > elsewhere && source.readings.length > 0 && hasPhone(shelf.rows[number], source))
    return elsewhere;
  return best;
}

const hasPhone = (row: Searchable | undefined, { readings }: Source): boolean =>
  row !== undefined && readings.some(reading => meansPhone(reading, row.phone));

/** The rank of a word for a term of one letter or two: most words are told by their packed heads. */
function headRank(
  { head, letters, start, length }: Lexicon,
  { term }: Source,
  word: number,
  kind: number,
): number {
  const wanted = term.letters;
  const difference = (head[word] as number) ^ term.head;
  if ((wanted.length === 1 ? difference >>> 5 : difference) !== 0) return none;
  const size = (length[word] as number) & 0x7f;
  const from = start[word] as number;
  for (let i = 0; i < wanted.length; i++) if (letters[from + i] !== wanted[i]) return none;
  return levelOf(kind, size === wanted.length);
}

/** Place of each word in the source being checked + 1; all zero between checks. */
let places = new Uint32Array(1024);
const ofMail = 0xffffffff;

function mark<Row extends Searchable>(shelf: Shelf<Row>, { spoken, mail, mailCount }: Source): void {
  if (places.length < shelf.lexicon.count) {
    places = new Uint32Array(shelf.lexicon.count + (shelf.lexicon.count >> 2));
  }
  for (let i = 0; i < spoken.count; i++) places[spoken.words[i] as number] = i + 1;
  for (let i = 0; i < mailCount; i++) places[mail[i] as number] = ofMail;
}

function unmark({ spoken, mail, mailCount }: Source): void {
  for (let i = 0; i < spoken.count; i++) places[spoken.words[i] as number] = 0;
  for (let i = 0; i < mailCount; i++) places[mail[i] as number] = 0;
}

function markedRank(
  { rows }: Lexicon,
  { spoken: { costs, whole } }: Source,
  word: number,
  kind: number,
): number {
  const place = places[word] as number;
  if (place === 0) return none;
  if (place === ofMail) return elsewhere;
  const cost = costs[place - 1] as number;
  const isWhole = whole[place - 1] as boolean;
  return cost === 0 ? levelOf(kind, isWhole) : slippedRank(cost, rows[word] as number, kind, isWhole);
}
