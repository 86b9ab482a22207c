import * as forwards from '../index/forward-index.ts';
import { meansPhone } from '../index/phone-lookup.ts';
import { inCompany, inMail, inName, type Searchable, type Shelf } from '../index/segment.ts';
import type { Lexicon } from '../index/term-dictionary.ts';
import { elsewhere, levelOf, slippedRank } from '../ranking/rank.ts';
import { isShort, type Source } from './candidate-source.ts';
import { type Candidates, confirm } from './candidates.ts';

/** The same as `gather` for a later term, by looking at the candidates' own words: for few candidates and many rows. */
export function check<Row extends Searchable>(shelf: Shelf<Row>, source: Source, set: Candidates): void {
  const checker = begin(shelf, source);
  for (let at = 0; at < set.count; at++) {
    const best = rankIn(shelf, checker, set.rows[at] as number);
    if (best !== none) set.bests[at] = best;
  }
  end(checker);
  for (const row of source.ids) confirm(set, row, elsewhere);
}

/** A source made ready to look rows up in; only one at a time, until `end`. */
export interface Checker {
  readonly source: Source;
  readonly rankOf: RankOf;
}

export function begin<Row extends Searchable>(shelf: Shelf<Row>, source: Source): Checker {
  if (isShort(source.term)) return { source, rankOf: headRank };
  mark(shelf, source);
  return { source, rankOf: markedRank };
}

export function end({ source, rankOf }: Checker): void {
  if (rankOf === markedRank) unmark(source);
}

type RankOf = (lexicon: Lexicon, source: Source, word: number, kind: number) => number;

/** The rank of a row that does not have the term. */
export const none = 0xffffffff;
const record = forwards.newRowWords();

/**
 * The best rank of a row for the term, ids left out.
 * @param at where its words stand in `from`
 */
export function rankIn<Row extends Searchable>(
  shelf: Shelf<Row>,
  { source, rankOf }: Checker,
  number: number,
  from: forwards.Forward = shelf.forward,
  at: number = number,
): number {
  const { lexicon } = shelf;
  const { name, company, mail, words } = forwards.read(from, at, record);
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
