import { gzipSync } from 'node:zlib';
import type { Expected, NetworkCase } from './network-cases.ts';

type Asked = NetworkCase['asked'];

const megabytes = 3 * 1024 * 1024;
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Bodies that mean harm, with what a 2xx of them is: larger than any answer, or nobody's answer of ours. */
const bodies: Readonly<Record<string, string | Buffer>> = {
  'brackets that never close': '['.repeat(megabytes / 2),
  'brackets that close': nested(megabytes / 4),
  'depth in the data': `{"success":true,"data":${nested(50_000)}}`,
  'three megabytes of one string': `{"success":true,"data":{"id":"opp_x","status":"won","name":"${'x'.repeat(megabytes)}"}}`,
  'forty thousand empty arrays': `{"success":true,"data":[${'[],'.repeat(40_000)}[]]}`,
  'forty thousand times one key': `{"success":true,${'"data":1,'.repeat(40_000)}"data":2}`,
  'a success by way of __proto__': '{"__proto__":{"success":true,"data":{"id":"opp_x","status":"won"}}}',
  'a packed hundred megabytes': gzipSync(Buffer.alloc(100 * 1024 * 1024, ' ')),
  'packed brackets': gzipSync('['.repeat(megabytes)),
  'a packing that breaks off': gzipSync('{"success":true}').subarray(0, 12),
};

function hostileBodies(asked: Asked): NetworkCase[] {
  const states: Expected['states'] = [asked === 'send' ? 'verify' : 'waiting'];
  return Object.entries(bodies).flatMap(([name, body]) =>
    [false, true].map((acted): NetworkCase => {
      const headers = typeof body === 'string' ? {} : { 'content-encoding': 'gzip' };
      return {
        name: `${name}${acted ? ', acted' : ''}`,
        asked,
        fault: { kind: 'raw', status: 200, type: 'application/json', body, headers, acted },
        expected: { states, pause: 'not-our-api' },
      };
    }),
  );
}

/** A proxy that refuses the way with every status there is, or never comes to an end. */
function proxies(asked: Asked, every: number): NetworkCase[] {
  const lost: Expected = { states: ['waiting'], pause: 'network' };
  const stranger: Expected = { states: [asked === 'send' ? 'verify' : 'waiting'], pause: 'not-our-api' };
  const cases: NetworkCase[] = (['silent', 'endless', 'closing'] as const).map(does => ({
    name: `a proxy that is ${does}`,
    asked,
    fault: { kind: 'proxy', does },
    expected: lost,
  }));
  for (let status = 300; status <= 599; status += 1) {
    if (status % every !== 0 && ![302, 403, 407, 502].includes(status)) continue;
    const expected = status >= 500 ? lost : stranger;
    cases.push({
      name: `a proxy that says ${status}`,
      asked,
      fault: { kind: 'proxy', does: status },
      expected,
    });
  }
  return cases;
}

export const hostileCases = (every: number): readonly NetworkCase[] =>
  (['look', 'send'] as const).flatMap(asked => [...hostileBodies(asked), ...proxies(asked, every)]);
