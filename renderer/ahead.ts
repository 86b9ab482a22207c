import type { Bridge } from '../main/contract/bridge.ts';
import type { Envelope } from '../main/contract/calls.ts';
import type { FindRequest } from '../main/contract/find.ts';
import type { Effect } from './state/event.ts';

/** A search that is called before its letter is in the box. */
export interface Ahead {
  /** Calls the search among these effects; null when there is none. */
  call(effects: readonly Effect[]): Promise<unknown> | null;
  /** The answer on its way to this effect, once; null when it has not been called. */
  take(effect: Effect): Promise<Envelope<'find'>> | null;
}

export function createAhead(bridge: Bridge): Ahead {
  let called: { readonly request: FindRequest; readonly reply: Promise<Envelope<'find'>> } | null = null;
  return {
    call(effects) {
      for (const effect of effects) {
        if (effect.do !== 'call' || effect.name !== 'find') continue;
        called = { request: effect.request, reply: bridge.call('find', effect.request) };
        return called.reply;
      }
      return null;
    },
    take(effect) {
      if (effect.do !== 'call' || effect.name !== 'find' || called === null) return null;
      const { request, reply } = called;
      called = null;
      return request.seq === effect.request.seq && request.text === effect.request.text ? reply : null;
    },
  };
}
