import { isDeepStrictEqual } from 'node:util';
import type { DocumentedServer } from './server.ts';

/** One thing that the published pages say, or that was chosen where they are silent. */
export interface DocumentedCase {
  readonly name: string;
  /** Whose answers it is about: the demo server's, or what we make of an answer. */
  readonly of: 'sandbox' | 'client';
  /** Asks a server of its own, and answers each thing that is otherwise as one line. */
  check(server: DocumentedServer): Promise<readonly string[]>;
}

/** Nothing where both are the same, else a line. */
export function differs(what: string, made: unknown, so: unknown): readonly string[] {
  return isDeepStrictEqual(made, so) ? [] : [`${what} is ${JSON.stringify(made)}, not ${JSON.stringify(so)}`];
}
