import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { revisions } from '../deployed/revisions.ts';
import { readSeed, type Seed } from '../deployed/seed.ts';
import { createDeployed } from '../deployed/server.ts';
import { createWorld, type World } from '../deployed/world.ts';

/** A deployed revision of the server on loopback, as its recordings show it. */
export interface Deployed {
  readonly url: string;
  /** What it knows; changed as the web application would change it. */
  readonly world: World;
  /** Method and path of each request, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface DeployedWays {
  /** Rows on a page, whatever is asked for. */
  readonly most?: number;
  readonly now?: () => number;
  /** Called with each request (method and path) before it is answered. */
  readonly onRequest?: (request: string, world: World) => void;
}

export const seedOf = (dialect: Seed['dialect']): Seed =>
  readSeed(join(import.meta.dirname, '../recordings/pack', dialect));

/** Starts one on the recordings' own seed, or on what `change` makes of it. */
export async function startDeployed(
  dialect: Seed['dialect'],
  change: (seed: Seed) => Seed = seed => seed,
  { most, now = Date.now, onRequest = () => {} }: DeployedWays = {},
): Promise<Deployed> {
  const world = createWorld(change(seedOf(dialect)));
  const requests: string[] = [];
  const answer = createDeployed({ world, revision: revisions[dialect], now, wait: async () => {} });
  const server = createServer((request: IncomingMessage, response) => {
    const asked = `${request.method} ${request.url}`;
    requests.push(asked);
    onRequest(asked, world);
    if (most !== undefined) request.url = request.url?.replace(/\blimit=\d+/, `limit=${most}`);
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** The same for the length of the test. */
export async function deployedForThisTest(...start: Parameters<typeof startDeployed>): Promise<Deployed> {
  const server = await startDeployed(...start);
  onTestFinished(() => server.close());
  return server;
}
