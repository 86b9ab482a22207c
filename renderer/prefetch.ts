import type { Bridge } from '../main/contract/bridge.ts';
import type { Envelope, Request } from '../main/contract/calls.ts';
import type { Effect } from './state/model/event.ts';

/** Sends a search to main before its letter is in the box, and gives the answer to the search that the letter then asks for. */
export function createPrefetch(bridge: Bridge) {
  let sent: { readonly request: Request<'find'>; readonly reply: Promise<Envelope<'find'>> } | null = null;
  return {
    /** Sends the search among these effects; null when there is none. */
    send(effects: readonly Effect[]): Promise<unknown> | null {
      for (const effect of effects) {
        if (effect.do !== 'call' || effect.name !== 'find') continue;
        sent = { request: effect.request, reply: bridge.call('find', effect.request) };
        return sent.reply;
      }
      return null;
    },
    /** The answer to this effect, given once; null when it was not sent ahead. */
    take(effect: Effect): Promise<Envelope<'find'>> | null {
      if (effect.do !== 'call' || effect.name !== 'find' || sent === null) return null;
      const { request, reply } = sent;
      sent = null;
      return request.seq === effect.request.seq && request.text === effect.request.text ? reply : null;
    },
  };
}
