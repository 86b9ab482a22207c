import type { CallName, Envelope, Handlers, Request } from '../contract/calls.ts';
import { fail, ok } from '../contract/failure.ts';
import { parse } from '../contract/parse.ts';
import { payloads } from '../contract/payloads.ts';
import { errorFacts } from '../log/error-facts.ts';
import type { Log } from '../log/log.ts';

const isCall = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(payloads, name);

/**
 * Routes calls to their handlers by name. Never rejects: a failure is in the envelope. An unknown name, or a payload that does not parse, fails with `malformed-request` and
 * the place, never the data. A handler that throws is a bug: the reply is `internal`, and one log line names the call
 * and the error's class.
 */
export function createRouter(handlers: Handlers, log: Log) {
  const answer = async <K extends CallName>(name: K, payload: unknown): Promise<Envelope<K>> => {
    const request = parse(payloads[name], payload);
    if (!request.ok) {
      const at = request.failure.at === '' ? name : `${name}.${request.failure.at}`;
      log.warn('call malformed', { call: name });
      return fail({ code: 'malformed-request', at });
    }
    try {
      return ok(await handlers[name](request.value as Request<K>));
    } catch (error) {
      log.warn('call failed', { call: name, ...errorFacts(error) });
      return fail({ code: 'internal' });
    }
  };
  return async (name: unknown, payload: unknown): Promise<Envelope<CallName>> => {
    if (isCall(name)) return answer(name, payload);
    log.warn('call unknown');
    return fail({ code: 'malformed-request', at: 'name' });
  };
}
