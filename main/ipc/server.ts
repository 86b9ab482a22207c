import { ipcMain } from 'electron';
import { callChannel } from '../contract/bridge.ts';
import type { Handlers } from '../contract/calls.ts';
import { fail } from '../contract/failure.ts';
import type { Log } from '../log/log.ts';
import { createRouter } from './routes.ts';
import { isTrusted } from './trust.ts';

/**
 * Serves every call of the contract on one channel. A caller other than the popup's top frame on `app://ui` gets
 * `internal`. Call it once, before the page loads. Returns a function that stops serving.
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
