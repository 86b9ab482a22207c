import { seal, unseal, type Wire } from '../wire.ts';

/** What the preload script may `require('electron')`. */
export interface PageIpc {
  invoke(channel: string, args: readonly Wire[]): Promise<Wire>;
  send(channel: string, args: readonly Wire[]): void;
}

type Listener = (event: object, ...args: unknown[]) => void;

function refusing<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (object, key, receiver) => {
      if (typeof key === 'string' && !(key in object)) {
        throw new Error(`webhost: Electron's ${name}.${key} is not part of the stand-in`);
      }
      return Reflect.get(object, key, receiver) as unknown;
    },
  });
}

/** What was thrown, for the other side: an `Error` with the message, whatever its class was. */
function errorAcross(thrown: unknown): unknown {
  return thrown instanceof Error ? new Error(thrown.message) : acrossBridge(thrown);
}

/**
 * A copy for the other side of the context bridge: functions become functions that copy what goes in and out,
 * promises are followed, objects and arrays are rebuilt, and the rest has to be clonable.
 */
export function acrossBridge(value: unknown): unknown {
  if (typeof value === 'function') {
    const inner = value as (...args: unknown[]) => unknown;
    return (...args: unknown[]) => {
      try {
        return acrossBridge(inner(...args.map(acrossBridge)));
      } catch (error) {
        throw errorAcross(error);
      }
    };
  }
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'symbol') throw new TypeError('webhost: a symbol cannot cross the context bridge');
    return value;
  }
  if (value instanceof Promise) {
    return value.then(acrossBridge, (reason: unknown) => {
      throw errorAcross(reason);
    });
  }
  if (Array.isArray(value)) return value.map(acrossBridge);
  if (value instanceof Error) return errorAcross(value);
  if ([Object.prototype, null].includes(Object.getPrototypeOf(value) as null)) {
    const copied = Object.entries(value).map(([key, member]) => [key, acrossBridge(member)]);
    return Object.fromEntries(copied);
  }
  return structuredClone(value);
}

/** What is exposed is frozen all through; answers and pushes are not. */
function frozen<T>(value: T): T {
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}

/** The `electron` module of a sandboxed preload script, and how pushes reach it. */
export function createPreloadElectron(ipc: PageIpc) {
  const listeners = new Map<string, Listener[]>();
  const on = (channel: string, listener: Listener): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
  };
  const off = (channel: string, listener: Listener): void => {
    const rest = [...(listeners.get(channel) ?? [])];
    const at = rest.lastIndexOf(listener);
    if (at >= 0) rest.splice(at, 1);
    listeners.set(channel, rest);
  };
  const ipcRenderer = refusing('ipcRenderer', {
    invoke: async (channel: string, ...args: unknown[]) => unseal(await ipc.invoke(channel, args.map(seal))),
    send: (channel: string, ...args: unknown[]) => ipc.send(channel, args.map(seal)),
    on,
    addListener: on,
    off,
    removeListener: off,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
    },
  });
  const contextBridge = refusing('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (key in window)
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(window, key, { value: frozen(acrossBridge(api)), enumerable: true });
    },
  });
  const electron = refusing('module', { contextBridge, ipcRenderer });

  return {
    require: (name: string): unknown => {
      if (name === 'electron' || name === 'electron/renderer') return electron;
      throw new Error(`module not found: ${name}`);
    },
    push: (channel: string, args: readonly Wire[]): void => {
      for (const listener of listeners.get(channel) ?? []) {
        listener({ sender: ipcRenderer, ports: [] }, ...args.map(unseal));
      }
    },
  };
}
