import type { Searchable } from '../index/segment.ts';

/** How much later an open opportunity counts than a closed one, in seconds: thirty days. */
const openness = 30 * 24 * 3600;
const latest = 2 ** 32 - 1 - openness;
const fractions = 2 ** 20;

/**
 * What a row is worth apart from the query, as one number that never changes by itself: when it was last touched — by a
 * change or by the user's picks, whichever is later — in seconds since 1970, an open row thirty days later. The fraction is
 * made from the id, so that rows touched at once (an import) have an order of their own that costs no comparison.
 * @param warmth epoch milliseconds, see `Picks.warmth`
 */
export function priorOf(row: Searchable, warmth: number | null): number {
  const touched = Math.max(row.updatedAt ?? 0, warmth ?? 0) / 1000;
  const seconds = Math.min(latest, Math.max(0, Math.floor(touched)));
  return seconds + (row.stage.role === 'open' ? openness : 0) + fractionOf(row.id);
}

function fractionOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return (hash & (fractions - 1)) / fractions;
}
