import { expect, test } from 'vitest';
import type { Exchange, Http } from '../../../main/raze/http/http.ts';
import { withServerTime } from '../../../main/raze/http/server-time.ts';

const reply = (date: string | null): Exchange => ({
  kind: 'reply',
  status: 200,
  header: name => (name === 'date' ? date : null),
  body: '{}',
});

async function heardFrom(baseUrl: string, exchange: Exchange): Promise<readonly number[]> {
  const heard: number[] = [];
  const http: Http = withServerTime(
    async () => exchange,
    date => heard.push(date),
  );
  expect(await http({ baseUrl, key: 'k', method: 'GET', path: '/opportunities' })).toBe(exchange);
  return heard;
}

const server = 'https://app.getraze.com';
const date = 'Sun, 29 Nov 2026 13:00:00 GMT';

test('a server that proved its name tells the time', async () =>
  expect(await heardFrom(server, reply(date))).toEqual([Date.UTC(2026, 10, 29, 13)]));

test.each<[string, string, Exchange]>([
  ['a server on this machine', 'http://127.0.0.1:4000', reply(date)],
  ['an answer without a date', server, reply(null)],
  ['a date in another form', server, reply('2026-11-29T13:00:00Z')],
  ['no answer', server, { kind: 'lost', cause: 'timeout' }],
])('%s tells none', async (_, baseUrl, exchange) => expect(await heardFrom(baseUrl, exchange)).toEqual([]));
