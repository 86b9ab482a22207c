import { setTimeout as wait } from 'node:timers/promises';
import {
  isJSONRPCErrorResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  ProtocolErrorCode,
  parseJSONRPCMessage,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/server';
import * as v from 'valibot';
import { parse } from '../contract/parse.ts';
import { linesOf } from './wire.ts';

type RequestId = string | number;

/** In bytes: a call holds a few short texts. */
export const longestMessage = 1024 * 1024;

/** How long the end waits for the next answer to what was read before, in milliseconds: longer than one ask takes. */
const patience = 60_000;
/** The same where the program is asked to end: what is open is answered at once then. */
const patienceAtTheEnd = 2_000;

const withId = v.object({ id: v.union([v.string(), v.number()]) });

/** What could not be read as a message: JSON-RPC 2.0, section 5.1. */
function refusalOf(line: string): string {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return refusal(null, ProtocolErrorCode.ParseError, 'Parse error');
  }
  const id = parse(withId, data);
  return refusal(id.ok ? id.value.id : null, ProtocolErrorCode.InvalidRequest, 'Invalid Request');
}

const refusal = (id: RequestId | null, code: number, message: string): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })}\n`;

/** The message in a line; null for any other text. */
function messageOf(line: string): JSONRPCMessage | null {
  try {
    return parseJSONRPCMessage(JSON.parse(line));
  } catch {
    return null;
  }
}

const cancelledSchema = v.object({ requestId: withId.entries.id });
function cancelledId(params: unknown): RequestId | undefined {
  const cancelled = parse(cancelledSchema, params);
  return cancelled.ok ? cancelled.value.requestId : undefined;
}

/** The last line counts without its end, too. */
async function* withLastLine(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* input;
  yield Buffer.from('\n');
}

export interface PipeOptions {
  /** Settles when nothing more is to be read. */
  readonly ends?: Promise<unknown>;
  readonly patienceMs?: number;
}

export interface MessagePipe extends Transport {
  /** Settles once the connection is closed. */
  readonly closed: Promise<void>;
}

/**
 * The lines of JSON-RPC that an assistant writes and reads. The SDK's own transport drops what it has read when its input ends (its
 * `StdioServerTransport`, "aborted and not answered"), and says nothing of a line that is no message. Here the connection closes when
 * everything that was read is answered, when no answer comes for `patienceMs`, or when nobody reads the answers any more. After `ends`,
 * input counts as ended.
 */
export function createMessagePipe(
  input: AsyncIterable<Uint8Array>,
  output: NodeJS.WritableStream,
  { ends = new Promise<never>(() => undefined), patienceMs = patience }: PipeOptions = {},
): MessagePipe {
  const closed = Promise.withResolvers<void>();
  let isClosed = false;
  let isEnded = false;
  /** What was read and is not answered yet. */
  const open: RequestId[] = [];
  let settled = Promise.withResolvers<'settled'>();
  let mostPatient = patienceMs;

  const look = (): void => {
    settled.resolve('settled');
    settled = Promise.withResolvers();
  };
  const settle = (id: RequestId | undefined): void => {
    const at = id === undefined ? -1 : open.indexOf(id);
    if (at < 0) return;
    open.splice(at, 1);
    look();
  };
  const end = (): void => {
    isEnded = true;
    mostPatient = Math.min(patienceMs, patienceAtTheEnd);
    look();
  };
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      output.write(text, error => (error ? reject(error) : resolve()));
    });
  const take = (message: JSONRPCMessage): void => {
    // A subscription stays open, and is never answered.
    if (isJSONRPCRequest(message) && message.method !== 'subscriptions/listen') open.push(message.id);
    // What was called off is not answered.
    if (isJSONRPCNotification(message) && message.method === 'notifications/cancelled') {
      settle(cancelledId(message.params));
    }
    pipe.onmessage?.(message);
  };
  const readLines = async (): Promise<void> => {
    for await (const line of linesOf(withLastLine(input), longestMessage)) {
      if (isEnded || isClosed) return;
      if (line.trim() === '') continue;
      const message = messageOf(line);
      if (message === null) await write(refusalOf(line));
      else take(message);
    }
  };
  const read = async (): Promise<void> => {
    await Promise.race([readLines(), ends.then(end)]);
    while (open.length > 0 && !isClosed) {
      const giveUp = new AbortController();
      const next = await Promise.race([
        settled.promise,
        closed.promise,
        wait(mostPatient, 'late', { signal: giveUp.signal }).catch(() => 'settled'),
      ]);
      giveUp.abort();
      if (next === 'late') return;
    }
  };
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    output.removeListener('error', close);
    closed.resolve();
    pipe.onclose?.();
  };

  const pipe: MessagePipe = {
    closed: closed.promise,
    async start() {
      output.on('error', close);
      void read()
        .catch(() => undefined)
        .finally(close);
    },
    async send(message) {
      await write(serializeMessage(message));
      if (isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message)) settle(message.id);
    },
    close,
  };
  return pipe;
}
