import type { PipelineId } from './model.ts';
import type { NotUndoable } from './undo.ts';

/**
 * Expected failures are values. A function that can fail for a reason that concerns the user returns a `Result`; an
 * exception is a bug in this program.
 */
export type Result<T, F = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure };
}

/** Closes a `switch`: does not compile when a case is missing, and throws when a value is not of its type. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}

/**
 * Everything that can go wrong and has a sentence for the user. The renderer turns `code` into words; the other members
 * are the facts that the sentence needs. Times are epoch milliseconds. No member carries a key, a header or a body.
 */
export type Failure =
  // the key
  | { readonly code: 'key-none' }
  | { readonly code: 'key-malformed' }
  | { readonly code: 'key-invalid' }
  | { readonly code: 'key-expired' }
  | { readonly code: 'permission-missing'; readonly permission: string }
  | { readonly code: 'keychain-unavailable' }
  | { readonly code: 'keychain-locked' }
  | { readonly code: 'keychain-unreadable' }
  | { readonly code: 'keychain-refused' }
  | { readonly code: 'key-not-removed' }
  // the server
  | { readonly code: 'opportunity-unknown' }
  | { readonly code: 'stage-refused'; readonly allowed: readonly string[] }
  | { readonly code: 'stage-unknown' }
  /** The opportunity is in this pipeline now. */
  | { readonly code: 'pipeline-changed'; readonly pipeline: PipelineId }
  | { readonly code: 'rate-limited'; readonly until: number }
  | { readonly code: 'server-failing'; readonly status: number }
  | { readonly code: 'server-unexpected'; readonly status: number }
  | { readonly code: 'conflicting' }
  | { readonly code: 'answer-too-large' }
  // the way there
  | { readonly code: 'offline' }
  | { readonly code: 'unreachable' }
  | { readonly code: 'tls' }
  | { readonly code: 'timeout' }
  | { readonly code: 'not-our-api' }
  | { readonly code: 'api-address'; readonly address: string }
  /** Another server answers at `address`; the API answers at `other`. */
  | { readonly code: 'api-elsewhere'; readonly address: string; readonly other: string }
  /** The key was entered for another address than the one in use now. */
  | { readonly code: 'api-changed'; readonly address: string }
  /** The user did not agree to the address, now or before in the same visit: it stays as it was. */
  | { readonly code: 'api-declined' }
  // this machine
  | { readonly code: 'disk-full' }
  | { readonly code: 'disk-failing' }
  | { readonly code: 'store-newer' }
  | { readonly code: 'store-moved' }
  /** What is still there: a key in the keychain, files by their paths. */
  | { readonly code: 'not-erased'; readonly key: boolean; readonly files: readonly string[] }
  | { readonly code: 'hotkey-taken'; readonly accelerator: string }
  | { readonly code: 'hotkey-malformed'; readonly accelerator: string }
  // the moment
  | { readonly code: 'too-late' }
  | { readonly code: 'not-undoable'; readonly why: NotUndoable }
  | { readonly code: 'outdated' }
  | { readonly code: 'already-there' }
  | { readonly code: 'wrong-account' }
  | { readonly code: 'malformed-request'; readonly at: string };

/** What a disk does that takes no more. */
export const diskTroubles = ['disk-full', 'disk-failing'] as const satisfies readonly Failure['code'][];
export type DiskFailure = Extract<Failure, { code: (typeof diskTroubles)[number] }>;
