import { isListed, learn } from '../index/freshest.ts';
import { entriesOf } from '../index/phone-lookup.ts';
import { inCompany, inMail, inName, type Searchable, type Shelf } from '../index/segment.ts';
import { spokenRoot, wordAt } from '../index/trie.ts';
import { elsewhere, levelOf } from '../ranking/rank.ts';
import { isWelcome, offer, type Top } from '../ranking/top-k.ts';
import { isMeant, listMail, listSpoken, type Source } from './candidate-source.ts';
import { freshFirst, type IsDone } from './freshest-first.ts';
import { offerFirst, offerOthers } from './offer-postings.ts';

/**
 * One term that very many rows have: the lists are read in the order of their ranks and the reading stops as soon as
 * nothing better can come. Before lists that are long, the freshest rows are looked at: nearly always they have enough.
 * Returns about how many rows match.
 */
export function findPopular<Row extends Searchable>(shelf: Shelf<Row>, source: Source, top: Top): number {
  const { trie, lexicon } = shelf;
  const { term, spoken, readings, ids } = source;
  const total = Math.min(shelf.living, source.weight);
  const isDone = freshFirst(shelf, source, top);
  const word = wordAt(trie, lexicon, spokenRoot, term.letters);
  if (word >= 0) {
    if (isDone(levelOf(0, true), lexicon.rows[word])) return total;
    offerSpoken(shelf, [word], true, top, isDone);
  }
  // Digits are few in names, and a row's phone takes long to read.
  if (!term.digits && isDone(levelOf(0, false), source.weight)) return total;
  listSpoken(shelf, source);
  const longer = spoken.words.slice(0, spoken.count).filter(other => other !== word);
  offerSpoken(shelf, longer, false, top, isDone);
  if (!isWelcome(top, elsewhere, Number.POSITIVE_INFINITY)) return total;
  for (const row of ids) offer(top, row, elsewhere, shelf.prior[row] as number);
  if (isDone(elsewhere, source.weight, readings.length > 0)) return total;
  listMail(shelf, source);
  for (let i = 0; i < source.mailCount; i++)
    offerOthers(shelf, source.mail[i] as number, inMail, elsewhere, top);
  offerPhones(shelf, source, top);
  return total;
}

/** Offers the rows that have the words in a name or a company, until those that have not been met cannot be better. */
function offerSpoken<Row extends Searchable>(
  shelf: Shelf<Row>,
  words: readonly number[],
  isWhole: boolean,
  top: Top,
  isDone: IsDone,
): void {
  for (const word of words) offerFirst(shelf, word, levelOf(0, isWhole), top);
  for (const kind of [inName, inCompany]) {
    const level = levelOf(kind, isWhole);
    if (isDone(level)) return;
    for (const word of words) offerOthers(shelf, word, kind, level, top);
  }
}

/** The freshest first: where there are enough of them, nobody has to ask how fresh the others are. */
function offerPhones<Row extends Searchable>(shelf: Shelf<Row>, { readings }: Source, top: Top): void {
  const { freshest, phones, prior, rows } = shelf;
  const { floor } = learn(freshest, prior, rows.length);
  const offerThose = (listed: boolean): void => {
    for (const reading of readings) {
      const entries = entriesOf(phones, reading);
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i] as number;
        const number = entry >>> 2;
        if (isListed(freshest, number) !== listed) continue;
        const worth = prior[number] as number;
        const row = rows[number];
        if (row === undefined || !isWelcome(top, elsewhere, worth)) continue;
        if (isMeant(reading, entry & 3, row)) offer(top, number, elsewhere, worth);
      }
    }
  };
  offerThose(true);
  if (isWelcome(top, elsewhere, floor)) offerThose(false);
}
