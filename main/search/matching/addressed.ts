import { at64 } from '../arrays/access.ts';
import { eachBit } from '../arrays/bits.ts';
import { matchWord } from '../fuzzy/trie-traversal.ts';
import type { Segment } from '../index/segment.ts';
import { addressRanks, slippedLocalRank } from '../ranking/rank.ts';
import { offer, type TopK } from '../ranking/top-k.ts';
import type { Query } from '../text/query.ts';
import { foldedAddress, typedOf } from '../text/typed-address.ts';
import type { CandidateSource } from './candidate-source.ts';
import { unmet } from './candidates.ts';
import { beginCheck, endCheck, rankRow } from './check-candidates.ts';
import { commonRows } from './common-rows.ts';

/** Postings marked to tell which rows have all terms. */
const mostMarked = 1_500_000;
/** Rows that may have all terms up to which the address of each is read. */
const mostRead = 8192;

/**
 * Offers, of the rows that every source has, those whose address begins as the text does: before all others. An index does not
 * tell in which order words stand, so the addresses are read; where that would be too many, none is offered.
 */
export function offerAddressed(
  segment: Segment,
  sources: readonly CandidateSource[],
  { address }: Query,
  top: TopK,
): void {
  if (address === null) return;
  offerByEmail(segment, sources, top, email => {
    const typed = typedOf(email, address);
    return typed === null ? null : addressRanks[typed];
  });
}

/**
 * The same for rows whose local part is the typed one, perhaps but for a slip: before all others with a slip, the likeliest first,
 * and of those alike the whole one. One word may be a local part without its sign (`joaosilva`).
 * @param sources of the terms with their typos, or of a reading with spaces elsewhere
 */
export function offerSlipped(
  segment: Segment,
  sources: readonly CandidateSource[],
  { address, terms }: Query,
  top: TopK,
): void {
  const local = address?.local ?? (terms.length === 1 ? terms[0]?.letters : undefined);
  if (local === undefined) return;
  offerByEmail(segment, sources, top, email => {
    const codes = foldedAddress(email.slice(0, Math.max(0, email.lastIndexOf('@'))));
    const match = matchWord(local, 1, codes, 0, codes.length);
    const isWhole = match?.letters === codes.length;
    return match === null || (address?.isLocalWhole === true && !isWhole)
      ? null
      : slippedLocalRank(match.cost, isWhole);
  });
}

/** @param rankOf null for an address that says nothing for its row */
function offerByEmail(
  segment: Segment,
  sources: readonly CandidateSource[],
  top: TopK,
  rankOf: (email: string) => number | null,
): void {
  const { rows, prior } = segment;
  const inOrder = [...sources].sort((a, b) => a.entryCount - b.entryCount);
  const common = commonRows(segment, inOrder, mostMarked, { postings: 0, marked: mostMarked });
  if (common === null || common.count > mostRead) return;
  let found: (readonly [row: number, rank: number])[] = [];
  eachBit(common.bits, row => {
    const rank = rankOf(rows[row]?.email ?? '');
    if (rank !== null) found.push([row, rank]);
  });
  for (const source of inOrder) {
    if (found.length === 0) return;
    const checker = beginCheck(segment, source);
    found = found.filter(([row]) => rankRow(segment, checker, row) !== unmet || source.ids.includes(row));
    endCheck(checker);
  }
  for (const [row, rank] of found) offer(top, row, rank, at64(prior, row));
}
