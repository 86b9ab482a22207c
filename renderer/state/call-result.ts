import type { CallName, Envelope } from '../../main/contract/calls.ts';
import type { ShownFailure } from './state.ts';

export type CallResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ShownFailure };

/** Unwraps a reply that is itself a `Result`: the outer one is about the call, the inner one about its answer. */
export function callResult<T>(reply: Envelope<CallName>): CallResult<T> {
  return reply.ok ? (reply.value as CallResult<T>) : reply;
}
