import { shell } from 'electron';
import type { Request } from '../contract/calls.ts';
import type { Log } from '../log.ts';
import { pageAddress } from './pages.ts';

/** Opens one of the product's own pages in the user's browser. Never rejects. */
export async function openPage(request: Request<'link.open'>, apiUrl: string, log: Log): Promise<void> {
  try {
    await shell.openExternal(pageAddress(request, apiUrl));
  } catch {
    log.warn('page not opened', { page: request.page });
  }
}
