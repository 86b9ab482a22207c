import type { Opportunity, OpportunityId } from '../../contract/model.ts';
import type { Clock } from '../../outbox/model/ports.ts';

/** How long a row counts as freshly fetched, in milliseconds. */
const usefulMs = 60_000;
/** The most rows that are remembered; a first load would otherwise fill the memory with times. */
const cap = 1_000;

interface Noted {
  readonly askedAt: number;
  /** The machine's uptime at that time, in milliseconds. */
  readonly uptime: number;
}

/**
 * The rows that the server confirmed within the last minute, and when it was asked (epoch ms by today's wall clock).
 * Ages count by the faster of wall clock and uptime, so that setting the clock back makes nothing fresh again.
 */
export function createFreshness(clock: Pick<Clock, 'now' | 'uptime'>) {
  /** In order of their times: a renewed entry moves to the end. */
  const times = new Map<OpportunityId, Noted>();
  const age = ({ askedAt, uptime }: Noted): number =>
    Math.max(clock.now() - askedAt, clock.uptime() - uptime);
  return {
    note(rows: readonly Opportunity[], askedAt: number): void {
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
    /** When the row was last asked for; null when that was more than a minute ago. */
    at(id: OpportunityId): number | null {
      const noted = times.get(id);
      return noted !== undefined && age(noted) <= usefulMs ? clock.now() - age(noted) : null;
    },
  };
}
