import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import type { Doers, Stranger } from '../lines.ts';
import { preventable, strict } from '../strict.ts';
import { seal, unseal, type Wire } from '../wire.ts';
import type { World } from '../world.ts';

export type Outcome =
  | { readonly t: 'reply'; readonly value: Wire }
  | { readonly t: 'refusal'; readonly error: string };

/** The host's end of ipc: what arrives from pages. */
export interface IpcHost {
  invoke(sender: object, channel: string, args: readonly Wire[]): Promise<Outcome>;
  send(sender: object, channel: string, args: readonly Wire[]): void;
}

type Handler = Parameters<IpcMain['handle']>[1];

/** As much of an event as tells a stranger from the page of `contents`, which is at `url`. */
const senders: Readonly<Record<Stranger, (contents: object, url: string) => object>> = {
  frame: (sender, url) => ({ sender, senderFrame: { url, parent: { url, parent: null } } }),
  elsewhere: sender => ({ sender, senderFrame: { url: 'https://elsewhere.test/index.html', parent: null } }),
  'other-contents': (_, url) => ({ sender: {}, senderFrame: { url, parent: null } }),
  gone: sender => ({ sender, senderFrame: null }),
};

export function createIpc(world: World): { ipcMain: object; host: IpcHost; doers: Pick<Doers, 'invoke'> } {
  const handlers = new Map<string, Handler>();
  const members = {
    handle: (channel, handler) => {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      }
      handlers.set(channel, handler);
    },
    removeHandler: channel => {
      handlers.delete(channel);
    },
  } satisfies Partial<IpcMain>;
  const emitter = Object.assign(new EventEmitter(), members);

  const eventFor = (sender: object): Parameters<Handler>[0] =>
    preventable(sender).object as unknown as Parameters<Handler>[0];

  const doers: Pick<Doers, 'invoke'> = {
    invoke: async ({ as, channel, args }) => {
      const [window] = world.windows;
      const handler = handlers.get(channel);
      if (window === undefined || handler === undefined)
        throw new Error(`webhost: nobody serves '${channel}'`);
      const { face, url } = window.contents;
      world.tell({
        event: 'invoked',
        as,
        answer: await handler(eventFor(senders[as](face, url())), ...args),
      });
    },
  };

  return {
    doers,
    ipcMain: strict('ipcMain', emitter),
    host: {
      async invoke(sender, channel, args) {
        const handler = handlers.get(channel);
        try {
          if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
          const value: unknown = await handler(eventFor(sender), ...args.map(unseal));
          return { t: 'reply', value: seal(value) };
        } catch (error) {
          world.tell({ event: 'error', message: `ipc '${channel}': ${String(error)}` });
          return { t: 'refusal', error: `Error invoking remote method '${channel}': ${String(error)}` };
        }
      },
      send(sender, channel, args) {
        emitter.emit(channel, eventFor(sender), ...args.map(unseal));
      },
    },
  };
}
