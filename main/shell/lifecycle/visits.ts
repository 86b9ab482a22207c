import type { Fill } from '../../contract/pushes.ts';
import { linkIn } from '../links/link.ts';

/** What a second start, a link or a click on the app's icon asks of the one running instance. */
export type Visit = { readonly kind: 'toggle' } | { readonly kind: 'open'; readonly fill: Fill | null };

/** Where visits come in at any time and are answered once there is a popup to answer them. */
export interface Visits {
  arrive(visit: Visit): void;
  /** For what also happens at any start: counts only once visits are being answered. */
  knock(visit: Visit): void;
  /** From now on `answer` gets every visit, and at once the newest that came before. */
  answerWith(answer: (visit: Visit) => void): void;
}

/** A link may itself have started the app, on macOS even before it is ready: the newest visit waits. */
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

/** What a second start's arguments ask; null for one that only makes sure that the app runs. */
export function visitOf(argv: readonly string[]): Visit | null {
  if (argv.includes('--toggle')) return { kind: 'toggle' };
  if (argv.includes('--hidden')) return null;
  return { kind: 'open', fill: linkIn(argv) };
}
