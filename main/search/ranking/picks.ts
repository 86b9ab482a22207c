import type { OpportunityId } from '../../contract/model.ts';
import type { Searchable } from '../index/segment.ts';

/** A row picked for some letters, as kept on disk. */
export interface Pick {
  /** What had been typed, normalized (`Query.key`). */
  readonly letters: string;
  readonly id: OpportunityId;
  /** How often, where a time long ago counts less: see `Picks`. */
  readonly times: number;
  /** The last time, in epoch milliseconds. */
  readonly at: number;
}

/**
 * What the user picked, by letters and by row.
 *
 * A row picked for some letters leads for them, for letters that they begin with (`mar`: `m`, `ma`), and for letters that begin
 * with them (`mari`). A pick's weight is 1 for each time it was made, 8 at most, and halves every two weeks; it counts twice for
 * its own letters and half for longer ones. A row leads as long as one of its picks weighs a quarter: four weeks after a single
 * pick, six for its own letters, two for longer ones, and twelve after any. All weights fade alike, so no row overtakes another by
 * time alone: time only ends leads. Firefox's address bar does so (its documentation, _Ranking: adaptive history_): inputs that
 * begin with what is typed, twice for the same, ten times at most, faded daily and gone after ninety days.
 */
export interface Picks {
  /** Notes a pick at `now`, in epoch milliseconds; returns what to keep on disk. */
  learn(letters: string, id: OpportunityId, now: number): Pick;
  /**
   * The rows that lead for these letters (`Query.key`) at `now`, in epoch milliseconds; the heaviest pick first.
   * @param countsFrom from when on picks of a row count: see `picksCountFrom`
   */
  pickedFor(
    letters: string,
    now: number,
    countsFrom: (id: OpportunityId) => number,
  ): readonly OpportunityId[];
  /**
   * How often and how recently a row was picked, as a time in epoch milliseconds: that of the last pick, plus one half-life for
   * each doubling of the weight of all its picks, three at most. Null for a row that was not picked since `countsFrom`.
   */
  frecency(id: OpportunityId, countsFrom: number): number | null;
  /** The rows that were picked. */
  ids(): Iterable<OpportunityId>;
  all(): readonly Pick[];
  replace(picks: Iterable<Pick>): void;
}

/** Two weeks, in milliseconds. */
export const halfLife = 14 * 24 * 3600 * 1000;
/** More than a year of thirty picks a day. Beyond it a tenth is forgotten: those of the lowest frecency. */
const maxPicks = 10_000;

/** Doublings of a weight that count: a row picked more than eight times leads no longer than one picked eight times. */
const mostDoublings = 3;

const frecencyOf = ({ at, times }: Pick): number => at + halfLife * Math.min(mostDoublings, Math.log2(times));

/** Differences between the server's clock, which dates changes, and this machine's, which dates picks. */
const clockDifference = 3600 * 1000;

/**
 * From when on picks of a row count, in epoch milliseconds: all of them while it is open; of one that is won or lost, those made
 * after its last change. It may have been this that ended it.
 */
export const picksCountFrom = ({ stage, updatedAt }: Searchable): number =>
  stage.role === 'open'
    ? Number.NEGATIVE_INFINITY
    : (updatedAt ?? Number.POSITIVE_INFINITY) + clockDifference;

/** Half-lives that a pick of weight 1 leads for some letters; 0 where it says nothing about them. */
function leadOf(picked: string, letters: string): number {
  if (picked === letters) return 3;
  return picked.startsWith(letters) ? 2 : letters.startsWith(picked) ? 1 : 0;
}

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
      const at = Math.max(now, before?.at ?? 0);
      const faded = before === undefined ? 0 : before.times * 2 ** ((before.at - at) / halfLife);
      const pick: Pick = { letters, id, times: Math.round(faded) + 1, at };
      keep(pick);
      makeRoom();
      return pick;
    },
    pickedFor(letters, now, countsFrom) {
      const ends = new Map<OpportunityId, number>();
      if (letters === '') return [];
      for (const [picked, rows] of byLetters) {
        const lead = leadOf(picked, letters);
        if (lead === 0 || picked === '') continue;
        for (const pick of rows.values()) {
          const end = frecencyOf(pick) + lead * halfLife;
          if (end > Math.max(now, ends.get(pick.id) ?? now) && pick.at >= countsFrom(pick.id))
            ends.set(pick.id, end);
        }
      }
      return [...ends].sort(([a, endA], [b, endB]) => endB - endA || (a < b ? -1 : 1)).map(([id]) => id);
    },
    frecency(id, countsFrom) {
      const picks = count === 0 ? undefined : byRow.get(id);
      const each = [...(picks?.values() ?? [])].filter(({ at }) => at >= countsFrom);
      if (each.length === 0) return null;
      const last = Math.max(...each.map(({ at }) => at));
      const weight = each.reduce((sum, one) => sum + 2 ** ((frecencyOf(one) - last) / halfLife), 0);
      return last + halfLife * Math.min(mostDoublings, Math.log2(weight));
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
