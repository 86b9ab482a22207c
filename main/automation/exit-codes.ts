import type { Told } from '../contract/automation/told.ts';

/** What a command tells where no instance has told anything. */
export type Untold =
  /** It cannot be reached: it is just starting or ending, or another program holds its place. */
  | { readonly status: 'unreachable' }
  /** It was asked and did not answer: it may be saved, and `pending` tells. */
  | { readonly status: 'unanswered' }
  /** The arguments are not as they have to be. */
  | { readonly status: 'misuse' }
  /** It does not run, and cannot be started here: the disk refuses, or the address of the API is of no use. */
  | { readonly status: 'not-started' };

export type CommandAnswer = Told | Untold;

/** The exit code of each answer. They are documented and stay what they are. */
export const exitCodes: Readonly<Record<CommandAnswer['status'], number>> = {
  found: 0,
  listed: 0,
  saved: 0,
  there: 0,
  proposed: 0,
  unclear: 2,
  refused: 3,
  off: 4,
  unreachable: 5,
  unanswered: 6,
  'not-started': 7,
  /** EX_USAGE of sysexits.h. */
  misuse: 64,
};
