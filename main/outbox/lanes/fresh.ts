import type { ChangeId, OpportunityId, PipelineId, StageId } from '../../contract/model.ts';
import * as policy from '../model/policy.ts';
import type { Clock } from '../model/ports.ts';

/** Where an opportunity stands. */
export interface Position {
  readonly stage: StageId;
  readonly pipeline: PipelineId;
}

/**
 * What answers of the last 30 s said the server holds; it spares the look before a PATCH. In memory and by the
 * monotonic clock only: after a restart or sleep nothing is fresh.
 */
export interface Fresh {
  /** Notes an answer of `ageMs` ago. One that is older than what is known is ignored. */
  learn(opportunity: OpportunityId, place: Position, ageMs: number): void;
  place(opportunity: OpportunityId): Position | null;
  forget(opportunity: OpportunityId): void;
  forgetAll(): void;
}

export function createFresh(clock: Clock): Fresh {
  const seen = new Map<OpportunityId, { readonly place: Position; readonly at: number }>();
  return {
    learn: (opportunity, place, ageMs) => {
      if (!(ageMs >= 0 && ageMs <= policy.freshFor)) return;
      const at = clock.monotonic() - ageMs;
      const known = seen.get(opportunity);
      if (known === undefined || known.at <= at) seen.set(opportunity, { place, at });
    },
    place: opportunity => {
      const known = seen.get(opportunity);
      if (known === undefined) return null;
      return clock.monotonic() - known.at <= policy.freshFor ? known.place : null;
    },
    forget: opportunity => seen.delete(opportunity),
    forgetAll: () => seen.clear(),
  };
}

/**
 * The changes picked within the last minute. In memory, counted by the machine's uptime, which nobody can set and which
 * runs on in sleep; empty after a restart.
 */
export interface JustPicked {
  note(change: ChangeId): void;
  has(change: ChangeId): boolean;
}

export function createJustPicked(clock: Pick<Clock, 'uptime'>): JustPicked {
  const picked = new Map<ChangeId, number>();
  return {
    note: change => {
      picked.set(change, clock.uptime());
    },
    has: change => clock.uptime() - (picked.get(change) ?? Number.NEGATIVE_INFINITY) <= policy.blindFor,
  };
}
