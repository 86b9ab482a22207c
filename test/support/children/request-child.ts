/**
 * The real HTTP in a process of its own, so that it has the environment it is given: one request for each line of
 * standard input (`{"baseUrl":"https://…","proxy":null}`), one line of what came of it on standard output.
 */
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { parseJson } from '../../../main/contract/parse.ts';
import { createHttp } from '../../../main/raze/http/http.ts';

const order = v.object({ baseUrl: v.string(), proxy: v.nullable(v.string()) });

for await (const line of createInterface({ input: process.stdin })) {
  const parsed = parseJson(order, line);
  if (!parsed.ok) throw new Error(`Not an order: ${parsed.failure.at}`);
  const { baseUrl, proxy } = parsed.value;
  const http = createHttp({ resolveProxy: async () => (proxy === null ? null : new URL(proxy)) });
  const exchange = await http({ baseUrl, key: 'gr_live_secret', method: 'GET', path: '/opportunities' });
  console.log(exchange.kind === 'unreached' ? exchange.cause : exchange.kind);
}
