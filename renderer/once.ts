import type { Bridge } from '../main/contract/bridge.ts';
import type { CallName, Envelope, Request } from '../main/contract/calls.ts';

/** What only asks, or may well be asked again before it is answered. */
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
 * Calls main, but not for the same thing a second time while the first call is on its way: two presses of one button
 * are one. Answers null for a call that was not made.
 */
export function createOnce(
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
