import type { CallName, Envelope, Request } from './calls.ts';
import type { Pushes, PushName } from './pushes.ts';

/** Everything that the page gets of the app: `window.bridge`, made by the preload script. */
export interface Bridge {
  call<K extends CallName>(name: K, request: Request<K>): Promise<Envelope<K>>;
  /** Returns a function that stops listening. */
  on<K extends PushName>(name: K, listener: (push: Pushes[K]) => void): () => void;
}

/** One IPC channel per direction. The first argument is the name of the call or push. */
export const callChannel = 'raze:call';
export const pushChannel = 'raze:push';
