import type { ChangeState, ParkReason, Pause } from '../../main/contract/change.ts';
import type { Fault, ProxyFault } from './fault-server.ts';
import { hostileCases } from './network-hostile.ts';

/** What the rules say must have become of the change once the fault has passed over its request. */
export interface Expected {
  readonly states: readonly ChangeState[];
  readonly reason?: ParkReason;
  readonly pause?: Pause['kind'];
}

export interface NetworkCase {
  readonly name: string;
  readonly asked: 'look' | 'send';
  readonly fault: Fault | ProxyFault | 'refused' | 'bad-tls';
  readonly expected: Expected;
}

const text = (value: unknown): string => JSON.stringify(value);

/** Bodies an answer may carry, whatever its status says. */
const bodies: Readonly<
  Record<string, { readonly type: string; readonly body: string; readonly ours: boolean | 'not-found' }>
> = {
  'api error': {
    type: 'application/json',
    body: text({ success: false, error: { code: 'SOME_CODE', message: 'no' } }),
    ours: true,
  },
  'api not found': {
    type: 'application/json',
    body: text({ success: false, error: { code: 'NOT_FOUND', message: 'Opportunity not found' } }),
    ours: 'not-found',
  },
  'api message': { type: 'application/json', body: text({ success: false, message: 'no' }), ours: true },
  html: { type: 'text/html', body: '<html><body>Sign in to the hotel’s network</body></html>', ours: false },
  empty: { type: 'application/json', body: '', ours: false },
  'cut json': { type: 'application/json', body: '{"success":fal', ours: false },
  'json array': { type: 'application/json', body: '[1,2,3]', ours: false },
};

const stranger = (asked: 'look' | 'send'): Expected => ({
  states: [asked === 'send' ? 'verify' : 'waiting'],
  pause: 'not-our-api',
});
const parked = (reason: ParkReason): Expected => ({ states: ['parked'], reason });

/** The table of outcomes, said a second time and independently of the program. */
function expectedOf(status: number, ours: boolean | 'not-found', asked: 'look' | 'send'): Expected {
  if (ours === false || status < 400 || status === 407 || status === 511) return stranger(asked);
  switch (status) {
    case 400:
      return parked('stage-refused');
    case 401:
      return { states: ['waiting'], pause: 'auth' };
    case 403:
      return parked('forbidden');
    case 404:
      // Of a route that it does not know the API says 404 too, without this code.
      return ours === 'not-found' ? parked('missing') : stranger(asked);
    case 409:
      return asked === 'look' ? parked('contended') : { states: ['waiting'] };
    case 429:
      return { states: ['waiting'], pause: 'quota' };
    case 408:
    case 425:
    case 500:
    case 502:
    case 503:
    case 504:
      return { states: [asked === 'send' ? 'verify' : 'waiting'] };
    default:
      return parked('unexpected');
  }
}

/** Every status of 300–599 with every body; 304 and 204-like statuses carry none on the wire, which is a case too. */
function statusCases(otherUrl: string, every: number): NetworkCase[] {
  const cases: NetworkCase[] = [];
  for (let status = 300; status <= 599; status += 1) {
    if (status % every !== 0 && ![302, 400, 401, 403, 404, 409, 429, 500, 503].includes(status)) continue;
    for (const [shape, { type, body, ours }] of Object.entries(bodies)) {
      for (const asked of ['look', 'send'] as const) {
        const headers = status < 400 ? { location: `${otherUrl}/external/v1/opportunities/x/stage` } : {};
        cases.push({
          name: `${status} ${shape}`,
          asked,
          fault: { kind: 'raw', status, type, body, headers },
          expected: expectedOf(status, status !== 304 && ours, asked),
        });
      }
    }
  }
  return cases;
}

const rightRow = { id: 'opp_x', name: 'x', status: 'won' };
/** 200s that are not the answer to what was asked. */
const wrong200: Readonly<Record<string, string>> = {
  'another id': text({ success: true, data: { ...rightRow, id: 'opp_other' } }),
  'success false': text({ success: false, data: rightRow }),
  'no data': text({ success: true }),
  'null data': text({ success: true, data: null }),
  'no success': text({ data: rightRow }),
  'a number': '42',
  'a string': '"won"',
  nothing: '',
  html: '<!doctype html><title>Welcome</title>',
  'cut json': '{"success":true,"data":{"id":"opp_',
  'byte order mark and html': '\uFEFF<html></html>',
};

export function networkCases(otherUrl: string, every = 1): readonly NetworkCase[] {
  const cases = [...statusCases(otherUrl, every), ...hostileCases(every)];
  for (const asked of ['look', 'send'] as const) {
    const unknown: Expected = { states: [asked === 'send' ? 'verify' : 'waiting'], pause: 'network' };
    for (const acted of [false, true]) {
      const word = acted ? ', acted' : '';
      cases.push({ name: `reset${word}`, asked, fault: { kind: 'reset', acted }, expected: unknown });
      cases.push({ name: `half an answer${word}`, asked, fault: { kind: 'half', acted }, expected: unknown });
      cases.push({ name: `slow bytes${word}`, asked, fault: { kind: 'trickle', acted }, expected: unknown });
      cases.push({ name: `black hole${word}`, asked, fault: { kind: 'silence', acted }, expected: unknown });
      for (const [name, body] of Object.entries(wrong200)) {
        cases.push({
          name: `200 ${name}${word}`,
          asked,
          fault: { kind: 'raw', status: 200, type: 'application/json', body, acted },
          expected: stranger(asked),
        });
      }
    }
    cases.push({
      name: 'latency',
      asked,
      fault: { kind: 'late', ms: 60 },
      expected: { states: ['delivered'] },
    });
    cases.push({
      name: 'refused',
      asked,
      fault: 'refused',
      expected: { states: ['waiting'], pause: 'network' },
    });
    cases.push({
      name: 'bad certificate',
      asked,
      fault: 'bad-tls',
      expected: { states: ['waiting'], pause: 'tls' },
    });
  }
  return cases;
}
