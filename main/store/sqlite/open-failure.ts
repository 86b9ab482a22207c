import { errnoOf } from '../../files.ts';
import { StoreError } from './database.ts';

export type OpenFailure =
  /** Another process has the file open: there is only ever one writer. */
  { readonly code: 'store-busy' } | { readonly code: 'disk-full' } | { readonly code: 'disk-failing' };

/** An error of SQLite or of the file system as the user reads it. Anything else is a bug and is thrown. */
export function openFailureOf(error: unknown): OpenFailure {
  if (error instanceof StoreError) {
    if (error.trouble === 'busy') return { code: 'store-busy' };
    return { code: error.trouble === 'full' ? 'disk-full' : 'disk-failing' };
  }
  const code = errnoOf(error);
  if (code === null) throw error;
  return { code: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-failing' };
}
