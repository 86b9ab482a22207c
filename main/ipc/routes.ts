import type { CallName, Envelope, Handlers, Request } from '../contract/calls.ts';
import { fail, ok } from '../contract/failure.ts';
import { parse } from '../contract/parse.ts';
import { payloads } from '../contract/payloads.ts';
import type { Log } from '../log.ts';

/** Answers one call by name. Never rejects: what goes wrong is in the envelope. */
export type Router = (name: unknown, payload: unknown) => Promise<Envelope<CallName>>;

const isCall = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(payloads, name);

/**
 * Routes calls to their handlers. A name outside the contract or a payload that does not parse is
 * `malformed-request` with the place and never the data; a handler that throws is a bug: `internal`, and one
 * log line with the call's name and the error's class.
 */
export function createRouter(handlers: Handlers, log: Log): Router {
  const answer = async <K extends CallName>(name: K, payload: unknown): Promise<Envelope<K>> => {
    const request = parse(payloads[name], payload);
    if (!request.ok) {
      const at = request.failure.at === '' ? name : `${name}.${request.failure.at}`;
      log.warn('call malformed', { at });
      return fail({ code: 'malformed-request', at });
    }
    try {
      return ok(await handlers[name](request.value as Request<K>));
    } catch (error) {
      log.warn('call failed', { name, error: error instanceof Error ? error.name : typeof error });
      return fail({ code: 'internal' });
    }
  };
  return async (name, payload) => {
    if (isCall(name)) return answer(name, payload);
    log.warn('call unknown');
    return fail({ code: 'malformed-request', at: 'name' });
  };
}
