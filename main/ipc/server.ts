import { ipcMain } from 'electron';
import { callChannel } from '../contract/bridge.ts';
import type { Handlers } from '../contract/calls.ts';
import { fail } from '../contract/failure.ts';
import type { Log } from '../log.ts';
import { createRouter } from './routes.ts';
import { isTrusted } from './trust.ts';

/**
 * Serves every call of the contract on its one channel. Callers that are not the popup's own top frame on
 * `app://ui` get `internal` and learn nothing. Call it once, before the page loads; returns how to stop.
 */
export function serve(
  handlers: Handlers,
  deps: { readonly isOurs: (contents: object) => boolean; readonly log: Log },
): () => void {
  const route = createRouter(handlers, deps.log);
  ipcMain.handle(callChannel, (event, name: unknown, payload: unknown) => {
    if (isTrusted(event, deps.isOurs)) return route(name, payload);
    deps.log.warn('call from a stranger');
    return fail({ code: 'internal' });
  });
  return () => ipcMain.removeHandler(callChannel);
}
