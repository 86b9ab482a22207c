import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { revisions } from '../deployed/revisions.ts';
import type { Seed } from '../deployed/seed.ts';
import { createDeployed } from '../deployed/server.ts';
import { type Columns, createWorld, keyText, type World } from '../deployed/world.ts';
import { happen } from './events.ts';
import type { Answered, Exchange, RecordedRequest, RecordedStep, Scenario } from './pack.ts';

/** What the stand-in answered; null: the connection was refused. */
export type Ours = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
} | null;

export interface Replayed {
  readonly exchange: Exchange;
  readonly ours: Ours;
  /** Members whose new value no event tells; they are not compared. */
  readonly untold: ReadonlySet<string>;
  /** When the clock hour began in which it was recorded, epoch milliseconds. */
  readonly hour: number;
  /** When it was answered, epoch milliseconds of the virtual clock. */
  readonly at: number;
  /** All that the server knows after the answer. */
  readonly world: World;
  /** The columns of the row that the path names, as they were before the request; null where there is none. */
  readonly before: Columns | null;
}

/**
 * Sends a scenario's requests in their order to a fresh stand-in, with what happened in between, on a virtual clock that
 * stands in the hour the recording was made in. Yields after each answer.
 */
export async function* replay(scenario: Scenario, seed: Seed): AsyncGenerator<Replayed> {
  const world = createWorld(seed);
  const revision = revisions[seed.dialect];
  let hour = hourBefore(resetOf(scenario.exchanges.find(step => resetOf(step) !== null)) ?? thisHour());
  let clock = hour + 900_000;
  const app = createDeployed({
    world,
    revision,
    now: () => clock,
    wait: async ms => {
      clock += ms;
    },
  });
  const server = createServer(app);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const tags = new Map<string, string>();
  const untold = new Set<string>();
  let left: number | null = null;
  try {
    for (const step of scenario.exchanges) {
      clock += 1_037;
      if ('event' in step) {
        const happened = happen(step.event, { world, moment: revision.moment(clock) });
        if (happened.untold !== undefined) untold.add(happened.untold);
        if (happened.process === 'ended') await close(server);
        if (happened.process === 'started') await listen(server, port);
        continue;
      }
      const recorded = 'status' in step.response ? step.response : null;
      const next = hourBefore(resetOf(step) ?? hour + hourMs);
      if (next !== hour) clock = next;
      hour = next;
      clock = limitedAt(recorded) ?? clock;
      const request = withTags(step.request, tags);
      if (scenario.walks.length > 0) {
        // The same walk was made a second time and not recorded; its requests count all the same.
        for (let more = spentBefore(step, left); more > 0; more -= 1) await send(port, request);
        left = remainingOf(recorded);
      }
      const named = world.rows.get(idIn(request.path) ?? '');
      const before = named === undefined ? null : { ...named.columns };
      const ours = await send(port, request);
      const [theirTag, ourTag] = [recorded?.headers.etag, ours?.headers.etag];
      if (theirTag !== undefined && ourTag !== undefined) tags.set(bare(theirTag), bare(ourTag));
      yield { exchange: step, ours, untold, world, hour, at: clock, before };
    }
  } finally {
    await close(server);
  }
}

/** The id of the row that a path names, in lower case as the server has it. */
export function idIn(path: string): string | null {
  return /^\/external\/v1\/opportunities\/([^/]+)/.exec(path)?.[1]?.toLowerCase() ?? null;
}

const hourMs = 3_600_000;
const hourBefore = (moment: number): number => moment - hourMs;
/** The end of this machine's clock hour, for scenarios that tell no other. */
const thisHour = (): number => (Math.floor(Date.now() / hourMs) + 1) * hourMs;

/** When the clock hour of a recorded answer ended, epoch milliseconds; null where it does not tell. */
function resetOf(step: RecordedStep | undefined): number | null {
  if (step === undefined || !('response' in step) || !('status' in step.response)) return null;
  const reset = step.response.headers['x-ratelimit-reset'];
  return reset === undefined ? null : Number(reset) * 1_000;
}

/** When a recorded 429 was answered, told by its `retry_after`, which is floored. */
function limitedAt(recorded: Answered | null): number | null {
  const { error } = (recorded?.body ?? {}) as { readonly error?: { readonly retry_after?: unknown } };
  if (typeof error?.retry_after !== 'number') return null;
  return (Number(recorded?.headers['x-ratelimit-reset']) - error.retry_after) * 1_000 - 500;
}

const remainingOf = (recorded: Answered | null): number | null =>
  recorded === null ? null : Number(recorded.headers['x-ratelimit-remaining']);

/** How many requests the key had spent since the answer before, beside this one. */
function spentBefore({ response }: Exchange, before: number | null): number {
  const left = 'status' in response ? remainingOf(response) : null;
  return left === null || before === null ? 0 : before - left - 1;
}

const bare = (tag: string): string => tag.replace(/^W\//, '').replaceAll('"', '');

/** Tags are made of an answer's bytes, which hold moments: the recorded ones stand for ours. */
function withTags(request: RecordedRequest, tags: ReadonlyMap<string, string>): RecordedRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => {
      let text = value;
      if (/^If-/.test(name)) for (const [theirs, ours] of tags) text = text.replaceAll(theirs, ours);
      return [name, text];
    }),
  );
  return { ...request, headers };
}

function send(port: number, { method, path, query, headers, body }: RecordedRequest): Promise<Ours> {
  const withKeys = (text: string): string => text.replace(/<key:([^>]+)>/g, (_, label) => keyText({ label }));
  const search = typeof query === 'string' ? query : queryText(query);
  const text =
    body === null || body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      port,
      host: '127.0.0.1',
      method,
      path: withKeys(search === '' ? path : `${path}?${search}`),
      agent: false,
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withKeys(value)])),
        ...(text === null ? {} : { 'Content-Length': Buffer.byteLength(text) }),
      },
    });
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    sent.once('response', async answer => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const whole = Buffer.concat(chunks).toString('utf8');
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: jsonOr(whole),
      });
    });
    sent.end(text ?? undefined);
  });
}

/** Not every answer is JSON; one without a body has none. */
function jsonOr(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

const queryText = (query: unknown): string => (query === null || query === undefined ? '' : String(query));

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
