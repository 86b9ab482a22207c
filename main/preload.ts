import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type Bridge, callChannel, pushChannel } from './contract/bridge.ts';
import type { CallName } from './contract/calls.ts';
import { pushNames } from './contract/pushes.ts';

/** The names that pass; a name missing here, or one too many, fails to compile. */
const calls: Readonly<Record<CallName, true>> = {
  'session.get': true,
  'session.use-key': true,
  'session.remove-key': true,
  'session.erase-everything': true,
  'session.use-sample': true,
  'session.rebind': true,
  find: true,
  'find.on-server': true,
  'opportunity.look': true,
  move: true,
  undo: true,
  resolve: true,
  'outbox.list': true,
  'history.list': true,
  'history.export': true,
  refresh: true,
  'settings.change': true,
  'stages.reorder': true,
  'stages.mark': true,
  'picks.forget': true,
  'popup.hide': true,
  'popup.resize': true,
  'link.open': true,
};

/** The page gets two functions and nothing else: no `ipcRenderer`, no event objects, no free channel names. */
const bridge: Bridge = {
  call(name, request) {
    if (!Object.hasOwn(calls, name)) return Promise.reject(new Error('Unknown call'));
    return ipcRenderer.invoke(callChannel, name, request);
  },
  on(name, listener) {
    if (!pushNames.includes(name)) throw new Error('Unknown push');
    const receive = (_event: IpcRendererEvent, pushed: unknown, payload: unknown): void => {
      if (pushed === name) listener(payload as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(pushChannel, receive);
    return () => {
      ipcRenderer.removeListener(pushChannel, receive);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
