import { type DiskFailure, fail, ok, type Result } from '../../contract/failure.ts';
import { diskFailureOf } from '../../files.ts';
import { StoreError } from './database.ts';

/** Why a write did not reach the disk, as the user reads it. */
export interface WriteFailure {
  readonly code: DiskFailure['code'] | 'store-newer';
}

/** Runs a read or write of the database. A disk that refuses becomes a value; anything else is a bug and is thrown. */
export function attempt<T>(work: () => T): Result<T, WriteFailure> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof StoreError) return fail({ code: codeOf(error) });
    throw error;
  }
}

function codeOf({ trouble }: StoreError): WriteFailure['code'] {
  if (trouble === 'full') return 'disk-full';
  // Only a database of a newer version is opened read-only.
  return trouble === 'read-only' ? 'store-newer' : 'disk-failing';
}

/** `store-busy`: another process has the file open. There is only ever one writer. */
export type OpenFailure = DiskFailure | { readonly code: 'store-busy' };

/** An error of SQLite or of the file system as the user reads it. Anything else is a bug and is thrown. */
export function openFailureOf(error: unknown): OpenFailure {
  if (!(error instanceof StoreError)) return diskFailureOf(error);
  if (error.trouble === 'busy') return { code: 'store-busy' };
  return { code: error.trouble === 'full' ? 'disk-full' : 'disk-failing' };
}

/** The answer about a damaged file. Any other error is not this file's fault and is thrown. */
export function whereDamaged<T>(error: unknown, answer: T): T {
  if (error instanceof StoreError && error.trouble === 'damaged') return answer;
  throw error;
}
