import type { Fill } from '../../contract/pushes.ts';
import { linkIn } from '../links/link.ts';

/** What a second start, a link or a click on the app's icon asks of the running instance. */
export type Visit = { readonly kind: 'toggle' } | { readonly kind: 'open'; readonly fill: Fill | null };

export type Visits = ReturnType<typeof createVisits>;

/**
 * Receives visits at any time and answers them once there is a popup. The newest visit waits: a link may itself have started the
 * app, on macOS even before it is ready.
 */
export function createVisits() {
  let waiting: Visit | null = null;
  let answer: ((visit: Visit) => void) | null = null;
  return {
    arrive(visit: Visit): void {
      if (answer === null) waiting = visit;
      else answer(visit);
    },
    /** For what also happens at every start: it counts only once visits are being answered. */
    knock: (visit: Visit): void => answer?.(visit),
    /** From now on `next` gets every visit, and at once the newest earlier one. */
    answerWith(next: (visit: Visit) => void): void {
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
