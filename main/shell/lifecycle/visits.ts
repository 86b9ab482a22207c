import type { Fill } from '../../contract/pushes.ts';
import { linkIn } from '../links/link.ts';

/** What a second start, a link or a click on the app's icon asks of the running instance. */
export type Visit = { readonly kind: 'toggle' } | { readonly kind: 'open'; readonly fill: Fill | null };

/** Receives visits at any time and answers them once there is a popup. */
export interface Visits {
  arrive(visit: Visit): void;
  /** For what also happens at every start: it counts only once visits are being answered. */
  knock(visit: Visit): void;
  /** From now on `answer` gets every visit, and at once the newest earlier one. */
  answerWith(answer: (visit: Visit) => void): void;
}

/** The newest visit waits: a link may itself have started the app, on macOS even before it is ready. */
export function createVisits(): Visits {
  let waiting: Visit | null = null;
  let answer: ((visit: Visit) => void) | null = null;
  return {
    arrive(visit) {
      if (answer === null) waiting = visit;
      else answer(visit);
    },
    knock: visit => answer?.(visit),
    answerWith(next) {
      answer = next;
      if (waiting !== null) next(waiting);
      waiting = null;
    },
  };
}

/** What a second start's arguments ask. Null for a start that only makes sure that the app runs. */
export function visitOf(argv: readonly string[]): Visit | null {
  if (argv.includes('--toggle')) return { kind: 'toggle' };
  if (argv.includes('--hidden')) return null;
  return { kind: 'open', fill: linkIn(argv) };
}
