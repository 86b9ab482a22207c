import type { ChangeView } from '../../main/contract/change.ts';
import { assertNever } from '../../main/contract/failure.ts';
import type { ChangeId } from '../../main/contract/model.ts';

/** One change the user saw accepted, and what is known of it from outside the program. */
interface Accepted {
  readonly opportunity: string;
  readonly to: string;
  /** The user withdrew it, gave it up, or picked something else for its opportunity afterwards. */
  isGivenUp: boolean;
  /** Every stage the server held since. */
  readonly held: Set<string>;
}

/** What can be asked when the books are compared. Times are epoch milliseconds. */
export interface Outside {
  /** The change as the program shows it, open or ended; null when it shows it nowhere. */
  readonly shown: (id: ChangeId) => ChangeView | null;
  /** The stage the server holds; undefined where the opportunity is gone. */
  readonly stage: (opportunity: string) => string | undefined;
  /** When a colleague last moved the opportunity. */
  readonly movedAt: (opportunity: string) => number;
}

/** What the user was promised, kept apart from the program. */
export interface Ledger {
  /** The reply to a pick, an undo or an answer: a new change, or an old one that is given up now. */
  replied(change: ChangeView, stage: string | undefined): void;
  /** The server holds this stage now, whoever moved it. */
  held(opportunity: string, stage: string): void;
  /**
   * Compares at the end of a day, when everything that can be sent has been; tells each promise that was
   * broken. What has ended as promised is closed.
   */
  compare(outside: Outside): readonly string[];
  /** Every change accepted so far, and when. */
  readonly accepted: ReadonlyMap<ChangeId, number>;
}

export function createLedger(): Ledger {
  const open = new Map<ChangeId, Accepted>();
  const accepted = new Map<ChangeId, number>();

  /** Null while it is as promised. */
  const broken = (entry: Accepted, view: ChangeView | null, outside: Outside): string | null => {
    if (view === null) return 'is nowhere';
    if (view.to.id !== entry.to) return `has become ${view.to.id}`;
    switch (view.state) {
      case 'delivered': {
        if (!entry.held.has(entry.to)) return 'is said to be delivered, and never was';
        const overtaken = entry.isGivenUp || outside.movedAt(entry.opportunity) >= (view.endedAt ?? 0);
        const stage = outside.stage(entry.opportunity);
        return overtaken || stage === undefined || stage === entry.to ? null : `is ${stage} at the server`;
      }
      case 'superseded':
      case 'cancelled':
        return entry.isGivenUp ? null : `was ${view.state} by nobody`;
      case 'parked':
        return null;
      case 'held':
      case 'ready':
      case 'sending':
      case 'waiting':
      case 'verify':
        return `is still ${view.state} with the network up`;
      default:
        return assertNever(view.state);
    }
  };

  return {
    replied(change, stage) {
      const known = open.get(change.id);
      if (change.state === 'cancelled' && known !== undefined) known.isGivenUp = true;
      if (accepted.has(change.id)) return;
      for (const earlier of open.values()) {
        if (earlier.opportunity === change.opportunity) earlier.isGivenUp = true;
      }
      accepted.set(change.id, change.markedAt);
      const held = new Set(stage === undefined ? [] : [stage]);
      open.set(change.id, { opportunity: change.opportunity, to: change.to.id, isGivenUp: false, held });
    },
    held(opportunity, stage) {
      for (const entry of open.values()) if (entry.opportunity === opportunity) entry.held.add(stage);
    },
    compare(outside) {
      return [...open].flatMap(([id, entry]) => {
        const view = outside.shown(id);
        const fault = broken(entry, view, outside);
        if (fault !== null || view?.endedAt !== null) open.delete(id);
        return fault === null ? [] : [`${entry.opportunity} → ${entry.to} ${fault}`];
      });
    },
    accepted,
  };
}
