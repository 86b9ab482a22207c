import type { StageRole } from '../../contract/model.ts';
import type { Searchable } from '../index/segment.ts';

/** How much later a row of each role counts as touched; earlier, where it is negative. In seconds. */
const roleBonus: Readonly<Record<StageRole, number>> = { open: 30 * 24 * 3600, won: 0, lost: 0 };
/** The latest time that counts, in seconds since 1970. */
const latest = 2 ** 32 - 1 - Math.max(...Object.values(roleBonus));
const fractions = 2 ** 20;

/**
 * What a row is worth apart from a query. Contract: greater is better; a prior is **0 or more**, because the index marks deleted
 * rows with a negative one; it never changes by itself.
 *
 * It is the time of the last touch, by a change or by the user's picks, in seconds since 1970, with the bonus of the row's role.
 * The fraction comes from the id: rows touched at once, as by an import, have an order that costs no comparison.
 * @param frecency epoch milliseconds, see `Picks.frecency`
 */
export function priorOf(row: Searchable, frecency: number | null, bonus = roleBonus): number {
  const touched = Math.floor(Math.max(row.updatedAt ?? 0, frecency ?? 0) / 1000);
  return Math.max(0, Math.min(latest, touched) + bonus[row.stage.role]) + fractionOf(row.id);
}

/** 0 or more, below 1. */
function fractionOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return (hash & (fractions - 1)) / fractions;
}
