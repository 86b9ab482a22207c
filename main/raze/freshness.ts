import type { Opportunity, OpportunityId } from '../contract/model.ts';

/** Older knowledge than this is of no use to anyone who asks. */
const usefulMs = 60_000;
/** More are not looked at within a minute; a first load would fill the memory with times. */
const cap = 1_000;

/** Which rows the server has spoken of within the last minute, and when it was asked. Times are epoch milliseconds. */
export interface Freshness {
  note(rows: readonly Opportunity[], askedAt: number, now: number): void;
  at(id: OpportunityId, now: number): number | null;
}

export function createFreshness(): Freshness {
  /** In the order of their times, because a renewed entry is put at the end. */
  const times = new Map<OpportunityId, number>();
  const fresh = (at: number, now: number): boolean => at <= now && now - at <= usefulMs;
  return {
    note(rows, askedAt, now) {
      for (const { id } of rows) {
        times.delete(id);
        times.set(id, askedAt);
      }
      for (const [id, at] of times) {
        if (times.size <= cap && fresh(at, now)) return;
        times.delete(id);
      }
    },
    at(id, now) {
      const at = times.get(id);
      return at !== undefined && fresh(at, now) ? at : null;
    },
  };
}
