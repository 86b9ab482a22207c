import type { Bridge } from '../main/contract/bridge.ts';
import type { CallName, Envelope, Request } from '../main/contract/calls.ts';

/** Calls that are never held back: they only ask, or may be repeated before they are answered. */
const asking: readonly CallName[] = [
  'session.get',
  'find',
  'find.on-server',
  'opportunity.look',
  'outbox.list',
  'history.list',
  'refresh',
  'popup.resize',
];

/**
 * Calls main, except for a call with the same name and request as one that is not answered yet: two presses of one
 * button make one call. Returns null for a call that was not made.
 */
export function createInFlightGuard(
  bridge: Bridge,
): <K extends CallName>(name: K, request: Request<K>) => Promise<Envelope<K>> | null {
  const onTheirWay = new Set<string>();
  return (name, request) => {
    if (asking.includes(name)) return bridge.call(name, request);
    const thing = JSON.stringify([name, request]);
    if (onTheirWay.has(thing)) return null;
    onTheirWay.add(thing);
    const reply = bridge.call(name, request);
    void reply.finally(() => onTheirWay.delete(thing));
    return reply;
  };
}
