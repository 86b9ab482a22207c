import type { OpportunityId } from '../../contract/model.ts';

/** A row picked for some letters, as kept on disk. */
export interface Pick {
  /** What had been typed, normalized (`Query.key`). */
  readonly letters: string;
  readonly id: OpportunityId;
  readonly times: number;
  /** The last time, in epoch milliseconds. */
  readonly at: number;
}

/** What the user picked, by letters and by row. */
export interface Picks {
  /** Notes a pick at `now`, in epoch milliseconds; returns what to keep on disk. */
  learn(letters: string, id: OpportunityId, now: number): Pick;
  /** The rows picked for exactly these letters, best frecency first. */
  pickedFor(letters: string): readonly OpportunityId[];
  /**
   * How often and how recently a row was picked, as a time in epoch milliseconds: that of the last pick, plus one half-life for
   * each doubling of the number of picks. A pick weighs half as much as one that is a half-life younger, so the order of rows
   * never changes by itself. Null for a row that was never picked.
   */
  frecency(id: OpportunityId): number | null;
  /** The rows that were picked. */
  ids(): Iterable<OpportunityId>;
  all(): readonly Pick[];
  replace(picks: Iterable<Pick>): void;
}

/** Two weeks, in milliseconds. */
export const halfLife = 14 * 24 * 3600 * 1000;
/** More than a year of thirty picks a day. Beyond it a tenth is forgotten: those of the lowest frecency. */
const maxPicks = 10_000;

const frecencyOf = ({ at, times }: Pick): number => at + halfLife * Math.log2(times);

export function createPicks(): Picks {
  const byLetters = new Map<string, Map<OpportunityId, Pick>>();
  const byRow = new Map<OpportunityId, Map<string, Pick>>();
  let count = 0;

  const keep = (pick: Pick): void => {
    const rows = byLetters.get(pick.letters) ?? new Map<OpportunityId, Pick>();
    const letters = byRow.get(pick.id) ?? new Map<string, Pick>();
    if (!rows.has(pick.id)) count++;
    byLetters.set(pick.letters, rows.set(pick.id, pick));
    byRow.set(pick.id, letters.set(pick.letters, pick));
  };

  const forget = ({ letters, id }: Pick): void => {
    const rows = byLetters.get(letters);
    const texts = byRow.get(id);
    if (rows?.delete(id)) count--;
    if (rows?.size === 0) byLetters.delete(letters);
    texts?.delete(letters);
    if (texts?.size === 0) byRow.delete(id);
  };

  const all = (): Pick[] => [...byLetters.values()].flatMap(rows => [...rows.values()]);

  /** Forgets many at once, so that the sort is rare. */
  const makeRoom = (): void => {
    if (count <= maxPicks) return;
    const lowest = all().sort((a, b) => frecencyOf(a) - frecencyOf(b));
    lowest.slice(0, maxPicks / 10).forEach(forget);
  };

  return {
    learn(letters, id, now) {
      const before = byLetters.get(letters)?.get(id);
      const pick: Pick = { letters, id, times: (before?.times ?? 0) + 1, at: Math.max(now, before?.at ?? 0) };
      keep(pick);
      makeRoom();
      return pick;
    },
    pickedFor: letters =>
      [...(byLetters.get(letters)?.values() ?? [])]
        .sort((a, b) => frecencyOf(b) - frecencyOf(a) || (a.id < b.id ? -1 : 1))
        .map(pick => pick.id),
    frecency(id) {
      const picks = count === 0 ? undefined : byRow.get(id);
      if (picks === undefined) return null;
      const each = [...picks.values()].map(frecencyOf);
      const most = Math.max(...each);
      return most + halfLife * Math.log2(each.reduce((sum, one) => sum + 2 ** ((one - most) / halfLife), 0));
    },
    ids: () => byRow.keys(),
    all,
    replace(picks) {
      byLetters.clear();
      byRow.clear();
      count = 0;
      for (const pick of picks) keep(pick);
      makeRoom();
    },
  };
}
