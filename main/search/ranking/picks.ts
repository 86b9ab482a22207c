import type { OpportunityId } from '../../contract/model.ts';

/** One row picked for some letters: how often and when last, as kept on disk. Times are epoch milliseconds. */
export interface Pick {
  /** What had been typed, in comparable form. */
  readonly letters: string;
  readonly id: OpportunityId;
  readonly times: number;
  readonly at: number;
}

/** What the user chose, by the letters typed and by row. */
export interface Picks {
  /** Notes a choice; returns what to keep of it. */
  learn(letters: string, id: OpportunityId, now: number): Pick;
  /** The rows chosen for exactly these letters, the warmest first. */
  pickedFor(letters: string): readonly OpportunityId[];
  /**
   * How warm a row's picks are, as a time: that of its last pick, later by `halfLife` for every doubling of the picks.
   * Each pick weighs half as much as one `halfLife` later, so the order of rows never changes by itself. Null: never picked.
   */
  frecency(id: OpportunityId): number | null;
  /** Rows picked at all. */
  ids(): Iterable<OpportunityId>;
  all(): readonly Pick[];
  replace(picks: Iterable<Pick>): void;
}

/** Two weeks, in milliseconds. */
export const halfLife = 14 * 24 * 3600 * 1000;
/** More than a year of thirty picks a day; beyond it the coldest is forgotten. */
const mostPicks = 10_000;

const warmthOf = ({ at, times }: Pick): number => at + halfLife * Math.log2(times);

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

  /** Forgets a tenth at once, so that the sort is rare. */
  const makeRoom = (): void => {
    if (count <= mostPicks) return;
    const coldest = all().sort((a, b) => warmthOf(a) - warmthOf(b));
    coldest.slice(0, mostPicks / 10).forEach(forget);
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
        .sort((a, b) => warmthOf(b) - warmthOf(a) || (a.id < b.id ? -1 : 1))
        .map(pick => pick.id),
    frecency(id) {
      const picks = count === 0 ? undefined : byRow.get(id);
      if (picks === undefined) return null;
      const warmths = [...picks.values()].map(warmthOf);
      const most = Math.max(...warmths);
      return (
        most + halfLife * Math.log2(warmths.reduce((sum, one) => sum + 2 ** ((one - most) / halfLife), 0))
      );
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
