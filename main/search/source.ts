import { advance, locate, numberAt } from './ids.ts';
import { type DigitReading, listSays, meansPhone, readDigits } from './phones.ts';
import type { Term } from './query.ts';
import type { Searchable, Shelf } from './shelf.ts';
import { descend, mailRoot, spokenRoot, wordsUnder } from './trie.ts';
import { newReached, type Reached, walk } from './walk.ts';

/** Everything in a shelf that one term may mean. */
export interface Source {
  readonly term: Term;
  /** Words of names and companies, with what it took to reach them. */
  readonly spoken: Reached;
  /** Words of e-mail addresses that begin with the term. */
  readonly mail: number[];
  mailCount: number;
  readonly readings: readonly DigitReading[];
  /** Rows whose id begins with the term. */
  readonly ids: readonly number[];
  /** About how many entries all these have. */
  weight: number;
}

/** From this length on a term may be the beginning of an id. */
const shortestId = 2;
const idPrefixes = ['', 'opp_'];
/** Ids are looked at up to here; a term with more is no use as an id. */
const mostIds = 2000;

/** Exact sources: what begins with the term. */
export function exactSource<Row extends Searchable>(shelf: Shelf<Row>, term: Term): Source {
  const spoken = newReached();
  const { trie, lexicon } = shelf;
  const node = descend(trie, lexicon, spokenRoot, term.letters);
  spoken.count = node === 0 ? 0 : wordsUnder(trie, lexicon, node, spoken.words, 0);
  for (let i = 0; i < spoken.count; i++) {
    spoken.costs[i] = 0;
    spoken.whole[i] = lexicon.length[spoken.words[i] as number] === term.letters.length;
  }
  return withWeight(shelf, complete(shelf, term, spoken));
}

/** The same with slips forgiven up to `edits`. */
export function slippedSource<Row extends Searchable>(
  shelf: Shelf<Row>,
  exact: Source,
  edits: number,
): Source {
  const spoken = walk(shelf.trie, shelf.lexicon, exact.term.letters, edits, newReached());
  return withWeight(shelf, { ...exact, spoken });
}

function complete<Row extends Searchable>(shelf: Shelf<Row>, term: Term, spoken: Reached): Source {
  const mail: number[] = [];
  const node = descend(shelf.trie, shelf.lexicon, mailRoot, term.letters);
  const mailCount = node === 0 ? 0 : wordsUnder(shelf.trie, shelf.lexicon, node, mail, 0);
  const readings = term.digits ? readDigits(shelf.phones, term.text) : [];
  const ids = term.text.length < shortestId ? [] : rowsByIds(shelf, term.text);
  return { term, spoken, mail, mailCount, readings, ids, weight: 0 };
}

function withWeight<Row extends Searchable>(shelf: Shelf<Row>, source: Source): Source {
  const { rows } = shelf.lexicon;
  let weight = source.ids.length;
  for (let i = 0; i < source.spoken.count; i++) weight += rows[source.spoken.words[i] as number] as number;
  for (let i = 0; i < source.mailCount; i++) weight += rows[source.mail[i] as number] as number;
  for (const { list } of source.readings) weight += shelf.phones.runs.entries[list] as number;
  source.weight = weight;
  return source;
}

/** Rows whose id, or what follows `opp_` in it, begins so. */
export function rowsByIds<Row extends Searchable>(shelf: Shelf<Row>, beginning: string): number[] {
  const found: number[] = [];
  const forms = new Set([beginning, beginning.toLowerCase(), beginning.toUpperCase()]);
  for (const form of forms) {
    for (const prefix of idPrefixes) rowsByOneId(shelf, prefix + form, found);
  }
  return found;
}

function rowsByOneId<Row extends Searchable>(
  { ids, rows }: Shelf<Row>,
  beginning: string,
  into: number[],
): void {
  const place = locate(ids, rows, beginning, { block: 0, at: 0 });
  for (let row = numberAt(ids, place); row >= 0 && into.length < mostIds; row = numberAt(ids, place)) {
    if (!rows[row]?.id.startsWith(beginning)) return;
    into.push(row);
    advance(ids, place);
  }
}

/** Whether the row's id begins with the term. */
export const isId = (id: string, term: Term): boolean => {
  if (term.text.length < shortestId) return false;
  const plain = id.toLowerCase();
  return idPrefixes.some(prefix => plain.startsWith(prefix + term.text));
};

/** Whether an entry of a reading's list is meant; the row's phone is read only when the list does not know. */
export const isMeant = (reading: DigitReading, kind: number, row: Searchable): boolean =>
  listSays(reading, kind) ?? meansPhone(reading, row.phone);
