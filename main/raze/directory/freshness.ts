import type { Opportunity, OpportunityId } from '../../contract/model.ts';
import type { Clock } from '../../outbox/model/ports.ts';

/** Older knowledge than this is of no use to anyone who asks. */
const usefulMs = 60_000;
/** More are not looked at within a minute; a first load would fill the memory with times. */
const cap = 1_000;

/**
 * Which rows the server has spoken of within the last minute, and when it was asked: epoch milliseconds by the wall clock
 * of now. By whichever clock is further on: a wall clock that was set back makes nothing fresh again.
 */
export interface Freshness {
  note(rows: readonly Opportunity[], askedAt: number): void;
  at(id: OpportunityId): number | null;
}

interface Noted {
  readonly askedAt: number;
  /** What the machine's uptime was then. */
  readonly uptime: number;
}

export function createFreshness(clock: Pick<Clock, 'now' | 'uptime'>): Freshness {
  /** In the order of their times, because a renewed entry is put at the end. */
  const times = new Map<OpportunityId, Noted>();
  const age = ({ askedAt, uptime }: Noted): number =>
    Math.max(clock.now() - askedAt, clock.uptime() - uptime);
  return {
    note(rows, askedAt) {
      const uptime = clock.uptime() - Math.max(0, clock.now() - askedAt);
      for (const { id } of rows) {
        times.delete(id);
        times.set(id, { askedAt, uptime });
      }
      for (const [id, noted] of times) {
        if (times.size <= cap && age(noted) <= usefulMs) return;
        times.delete(id);
      }
    },
    at(id) {
      const noted = times.get(id);
      return noted !== undefined && age(noted) <= usefulMs ? clock.now() - age(noted) : null;
    },
  };
}
