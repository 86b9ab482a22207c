import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMessagePipe, longestMessage } from '../../../main/automation/message-pipe.ts';

const request = (id: string | number, method = 'tools/call') => ({ jsonrpc: '2.0' as const, id, method });
const answer = (id: string | number) => ({ jsonrpc: '2.0' as const, id, result: {} });
const cancelled = (requestId: number) => ({
  jsonrpc: '2.0' as const,
  method: 'notifications/cancelled',
  params: { requestId },
});
const line = (data: unknown): string => `${JSON.stringify(data)}\n`;

/** A pipe with its two ends: what is written into it, what came through, and what it has written. */
function pipe(patienceMs = 60_000, ends?: Promise<unknown>) {
  const input = new PassThrough();
  const output = new PassThrough();
  const came: JSONRPCMessage[] = [];
  const transport = createMessagePipe(input, output, { patienceMs, ...(ends === undefined ? {} : { ends }) });
  const arrived = Promise.withResolvers<void>();
  transport.onmessage = message => {
    came.push(message);
    arrived.resolve();
  };
  void transport.start();
  onTestFinished(() => transport.close());
  const closes = async (): Promise<string> => {
    await transport.closed;
    output.end();
    return text(output);
  };
  return { input, output, came, transport, arrived: arrived.promise, closes };
}

describe('when its input has ended', () => {
  test('closes at once where nothing was asked', async () => {
    const { input, closes } = pipe();
    input.end(line({ jsonrpc: '2.0', method: 'notifications/initialized' }));
    expect(await closes()).toBe('');
  });

  test('closes only when everything that was read is answered', async () => {
    const { input, transport, came, arrived, closes } = pipe();
    let isClosed = false;
    void transport.closed.then(() => {
      isClosed = true;
    });
    input.end(line(request(1)) + line(request('b')));
    await arrived;
    await transport.send(answer(1));
    await new Promise(resolve => setImmediate(resolve));
    expect(isClosed).toBe(false);
    await transport.send({ jsonrpc: '2.0', id: 'b', error: { code: -1, message: 'no' } });
    const written = await closes();
    expect(
      written
        .split('\n')
        .filter(Boolean)
        .map(one => JSON.parse(one).id),
    ).toEqual([1, 'b']);
    expect(came).toHaveLength(2);
  });

  test('reads a last line that has no end', async () => {
    const { input, transport, came, arrived, closes } = pipe();
    input.end(JSON.stringify(request(7)));
    await arrived;
    expect(came).toEqual([request(7)]);
    await transport.send(answer(7));
    expect(JSON.parse(await closes())).toEqual(answer(7));
  });

  test('does not wait for what was called off, nor for a subscription', async () => {
    const { input, closes, came } = pipe();
    input.end(line(request(1)) + line(request(2, 'subscriptions/listen')) + line(cancelled(1)));
    await closes();
    expect(came).toHaveLength(3);
  });

  test('waits for the next answer only so long', async () => {
    const { input, closes } = pipe(1);
    input.end(line(request(1)));
    expect(await closes()).toBe('');
  });

  test('does not wait where nobody reads the answers any more', async () => {
    const { input, output, arrived, transport } = pipe();
    input.write(line(request(1)));
    await arrived;
    output.destroy(new Error('EPIPE'));
    await transport.closed;
  });
});

test('where the program is asked to end, what was read is answered, and nothing more is read', async () => {
  const ends = Promise.withResolvers<void>();
  const { input, transport, came, arrived, closes } = pipe(60_000, ends.promise);
  input.write(line(request(1)));
  await arrived;
  ends.resolve();
  await new Promise(resolve => setImmediate(resolve));
  input.write(line(request(2)));
  await new Promise(resolve => setImmediate(resolve));
  await transport.send(answer(1));
  expect(JSON.parse(await closes())).toEqual(answer(1));
  expect(came).toEqual([request(1)]);
});

test('where the program is asked to end, an answer that does not come is not waited for as long as else', async () => {
  const ends = Promise.withResolvers<void>();
  const { input, arrived, closes } = pipe(60_000, ends.promise);
  input.write(line(request(1)));
  await arrived;
  ends.resolve();
  expect(await closes()).toBe('');
});

describe('a line that is no message', () => {
  test.each([
    ['no JSON', 'hello', -32700, null],
    ['half a message', '{"jsonrpc":"2.0","id":1,', -32700, null],
    ['not of JSON-RPC 2.0', '{"id":5,"method":"ping"}', -32600, 5],
    ['a list', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600, null],
    ['a method that is none', '{"jsonrpc":"2.0","id":"x","method":7}', -32600, 'x'],
    ['an id that is none', '{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600, null],
    ['a number', '42', -32600, null],
  ] as const)('is refused by its code: %s', async (_, said, code, id) => {
    const { input, came, transport, arrived, closes } = pipe();
    input.end(`${said}\n\n${line(request(9))}`);
    await arrived;
    await transport.send(answer(9));
    const [refusal, then] = (await closes()).split('\n');
    expect(JSON.parse(refusal ?? '')).toMatchObject({ jsonrpc: '2.0', id, error: { code } });
    expect(JSON.parse(then ?? '')).toEqual(answer(9));
    expect(came).toHaveLength(1);
  });

  test('and is longer than any may be ends the connection', async () => {
    const { input, came, closes } = pipe();
    input.write('x'.repeat(longestMessage + 1));
    expect(await closes()).toBe('');
    expect(came).toEqual([]);
  });
});
