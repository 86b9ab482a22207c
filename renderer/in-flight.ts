import type { Bridge } from '../main/contract/bridge.ts';
import { type CallName, callKinds, type Envelope, type Request } from '../main/contract/calls.ts';

/**
 * Calls main, except for a call with the same name and request as one that is not answered yet: two presses of one
 * button make one call. Returns null for a call that was not made.
 */
export function createInFlightGuard(
  bridge: Bridge,
): <K extends CallName>(name: K, request: Request<K>) => Promise<Envelope<K>> | null {
  const onTheirWay = new Set<string>();
  return (name, request) => {
    if (callKinds[name] === 'asks') return bridge.call(name, request);
    const thing = JSON.stringify([name, request]);
    if (onTheirWay.has(thing)) return null;
    onTheirWay.add(thing);
    const reply = bridge.call(name, request);
    void reply.finally(() => onTheirWay.delete(thing));
    return reply;
  };
}
