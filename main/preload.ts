import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { type Bridge, callChannel, pushChannel } from './contract/bridge.ts';
import { callKinds } from './contract/calls.ts';
import { pushNames } from './contract/pushes.ts';

/** The page gets two functions and nothing else: no `ipcRenderer`, no event objects, no free channel names. */
const bridge: Bridge = {
  call(name, request) {
    if (!Object.hasOwn(callKinds, name)) return Promise.reject(new Error('Unknown call'));
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
