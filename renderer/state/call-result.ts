import type { CallName, Envelope } from '../../main/contract/calls.ts';
import type { ShownFailure } from './state.ts';

export type CallResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ShownFailure };

/** A reply that is itself a `Result` comes wrapped twice: once for the way, once for the matter. */
export function callResult<T>(reply: Envelope<CallName>): CallResult<T> {
  return reply.ok ? (reply.value as CallResult<T>) : reply;
}
