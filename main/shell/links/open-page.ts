import { shell } from 'electron';
import type { Request } from '../../contract/calls.ts';
import type { DealPage } from '../../contract/crm.ts';
import type { PipelineId } from '../../contract/model.ts';
import type { Log } from '../../log/log.ts';
import { pageAddress } from './web-pages.ts';

/** Opens a folder of the app's own in the system's file manager. Never rejects (Electron: docs/api/shell.md, `openPath`). */
export async function openFolder(folder: string, log: Log): Promise<void> {
  const refusal = await shell.openPath(folder).catch(() => 'refused');
  if (refusal !== '') log.warn('folder not opened');
}

/** Opens one of the product's own pages in the user's browser. Never rejects. */
export async function openPage(
  request: Request<'link.open'>,
  pipeline: PipelineId | null,
  dealPage: DealPage | null,
  log: Log,
): Promise<void> {
  try {
    await shell.openExternal(pageAddress(request, pipeline, dealPage));
  } catch {
    log.warn('page not opened', { page: request.page });
  }
}
