import type { ServerRecord } from '../../deployed/record.ts';
import { type Server, startServer } from '../../support/servers/server.ts';

/** When the pages' examples of changes were answered. */
export const exampleTime = Date.UTC(2024, 0, 25, 10);

/** The opportunity of the pages' examples. */
export const johnDoe: ServerRecord = {
  id: 'opp_abc123def456',
  name: 'John Doe',
  email: 'john@example.com',
  phone: '+5511999999999',
  company: 'Acme Inc',
  position: 'CEO',
  source: 'linkedin',
  campaign: 'xyz789',
  owner: '123',
  deal: 'Interested in enterprise plan',
  value: 50_000,
  currency: 'BRL',
  pipeline: 'default',
  stage: 'qualified',
  createdAt: Date.UTC(2024, 0, 15, 10, 30),
  updatedAt: Date.UTC(2024, 0, 20, 14),
  wonAt: null,
  lostAt: null,
};

/** As many qualified opportunities as the pages' example of a list counts. */
const qualified = 85;

export interface Told {
  readonly status: number;
  header(name: string): string | null;
  /** Null for an answer without a body. */
  readonly json: unknown;
}

/** The demo server with what the examples speak of in it, and keys of each kind. */
export interface DocumentedServer {
  readonly server: Server;
  /** `key`: the one that may read and write unless told; null: none. */
  ask(
    method: string,
    path: string,
    more?: {
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly key?: string | null;
    },
  ): Promise<Told>;
}

export async function startDocumented(): Promise<DocumentedServer> {
  const server = await startServer({
    count: 0,
    now: () => exampleTime,
    keys: [
      { key: 'expired', permissions: [], expired: true },
      { key: 'read-only', permissions: ['opportunities:read'] },
    ],
  });
  server.book.put(johnDoe);
  for (let number = 1; number < qualified; number += 1) {
    const createdAt = johnDoe.createdAt - number * 60_000;
    server.book.put({ ...johnDoe, id: `opp_${number}`, name: `Jane Smith ${number}`, createdAt });
  }
  return {
    server,
    async ask(method, path, { body, headers = {}, key = server.key } = {}) {
      const text = body === undefined || body === null ? undefined : textOf(body);
      const answer = await fetch(`${server.url}${path}`, {
        method,
        headers: { ...(key === null ? {} : { 'X-API-Key': key }), ...headers },
        ...(text === undefined ? {} : { body: text }),
      });
      const told = await answer.text();
      return {
        status: answer.status,
        header: name => answer.headers.get(name),
        json: told === '' ? null : JSON.parse(told),
      };
    },
  };
}

/** A text is sent as it stands. */
const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));
