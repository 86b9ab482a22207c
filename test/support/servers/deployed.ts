import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { revisions } from '../../deployed/revisions.ts';
import { readSeed, type Seed } from '../../deployed/seed.ts';
import { createDeployed } from '../../deployed/server.ts';
import { createWorld, type World } from '../../deployed/world.ts';
import { type Front, startFront } from './front.ts';

/** A deployed revision of the server on loopback, as its recordings show it. */
export interface Deployed extends Front {
  /** What it knows; changed as the web application would change it. */
  readonly world: World;
}

export interface DeployedWays {
  /** Rows on a page, whatever is asked for. */
  readonly most?: number;
  readonly now?: () => number;
  /** Called with each request (method and path) before it is answered. */
  readonly onRequest?: (request: string, world: World) => void;
}

export const seedOf = (dialect: Seed['dialect']): Seed =>
  readSeed(join(import.meta.dirname, '../../recordings/pack', dialect));

/** Starts one on the recordings' own seed, or on what `change` makes of it. */
export async function startDeployed(
  dialect: Seed['dialect'],
  change: (seed: Seed) => Seed = seed => seed,
  { most, now = Date.now, onRequest = () => {} }: DeployedWays = {},
): Promise<Deployed> {
  const world = createWorld(change(seedOf(dialect)));
  const answer = createDeployed({ world, revision: revisions[dialect], now, wait: async () => {} });
  const front = await startFront(
    (request, response) => {
      onRequest(`${request.method} ${request.url}`, world);
      if (most !== undefined) request.url = request.url?.replace(/\blimit=\d+/, `limit=${most}`);
      answer(request, response);
    },
    { now },
  );
  return { ...front, world };
}

/** The same for the length of the test. */
export async function deployedForThisTest(...start: Parameters<typeof startDeployed>): Promise<Deployed> {
  const server = await startDeployed(...start);
  onTestFinished(() => server.close());
  return server;
}
