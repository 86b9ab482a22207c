import type { CallName, Envelope } from '../../main/contract/calls.ts';
import type { Trouble } from './state.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Trouble };

/** A reply that is itself a `Result` comes wrapped twice: once for the way, once for the matter. */
export function outcome<T>(reply: Envelope<CallName>): Outcome<T> {
  return reply.ok ? (reply.value as Outcome<T>) : reply;
}
