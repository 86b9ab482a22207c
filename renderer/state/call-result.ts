import type { Result } from '../../main/contract/failure.ts';
import type { ShownFailure } from './news.ts';

/** Unwraps a reply that is itself a `Result`: the outer one is about the call, the inner one about its answer. */
export function callResult<T>(reply: Result<Result<T>, ShownFailure>): Result<T, ShownFailure> {
  return reply.ok ? reply.value : reply;
}
