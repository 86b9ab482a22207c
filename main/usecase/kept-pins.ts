import { ok, type Result } from '../contract/failure.ts';
import { mostPins } from '../contract/find.ts';
import type { LaneId, OpportunityId } from '../contract/model.ts';
import type { Clock } from '../outbox/model/ports.ts';
import type { PinsStore } from '../store/pin-rows.ts';
import { attempt, type WriteFailure } from '../store/sqlite/attempt.ts';

export interface KeptPinsDeps {
  readonly pins: PinsStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Whether the account has this row still. */
  readonly isKnown: (id: OpportunityId) => boolean;
}

/** What the user keeps at the top of an empty box, of the account in use, in memory and on disk alike. */
export function createKeptPins({ pins, clock, isKnown }: KeptPinsDeps) {
  let kept: readonly OpportunityId[] = [];
  return {
    /** Loads a lane's pins; null when no account is in use. */
    open(lane: LaneId | null): void {
      kept = lane === null ? [] : pins.read(lane);
    },
    /** The pinned rows, the one that was pinned first coming first. */
    ids: (): readonly OpportunityId[] => kept,
    /**
     * Pins a row or lets it go, and replies all pins. Beyond `mostPins` nothing is pinned: the reply then lacks the row. Pins of
     * rows that are gone make room.
     */
    set(lane: LaneId, id: OpportunityId, on: boolean): Result<readonly OpportunityId[], WriteFailure> {
      const isFull = kept.length >= mostPins;
      const gone = on && isFull ? kept.filter(one => !isKnown(one)) : [];
      if (on && isFull && gone.length === 0) return ok(kept);
      const written = attempt(() => {
        for (const one of on ? gone : [id]) pins.unpin(lane, one);
        if (on) pins.pin(lane, id, clock.now());
      });
      if (!written.ok) return written;
      kept = pins.read(lane);
      return ok(kept);
    },
  };
}
