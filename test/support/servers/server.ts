import type { Dialect } from '../../../main/contract/model.ts';
import { moved, type SandboxKey } from '../../../main/sandbox/api.ts';
import type { SandboxRecord } from '../../../main/sandbox/record.ts';
import { createSandbox } from '../../../main/sandbox/sandbox.ts';
import { bookOf, type ServerBook } from '../../deployed/book.ts';
import { onePipeline, type SamplePipeline, samplePipelines } from '../../deployed/pipelines.ts';
import type { ServerRecord } from '../../deployed/record.ts';
import { revisions } from '../../deployed/revisions.ts';
import { sampleWorld } from '../../deployed/sample.ts';
import type { Seed } from '../../deployed/seed.ts';
import { createDeployed } from '../../deployed/server.ts';
import type { World, WorldKey } from '../../deployed/world.ts';
import { type Front, startFront } from './front.ts';

export interface ServerOptions {
  /** The published documentation's unless told. */
  readonly dialect?: Dialect;
  /** How many of the sample opportunities; 500. */
  readonly count?: number;
  /** Requests an hour for each key; 5,000, the Business plan's. */
  readonly limit?: number;
  /** More keys, beside the server's own, which may read and write. */
  readonly keys?: readonly SandboxKey[];
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** The loopback port it listens on; a free one unless told. Rejects where that is taken. */
  readonly port?: number;
}

/**
 * An API on loopback with the sample people, whatever it speaks: the product's own sandbox where it is the documented
 * dialect, else the stand-in that is held to the recordings.
 */
export interface Server extends Front {
  readonly key: string;
  readonly book: ServerBook;
  readonly pipelines: readonly SamplePipeline[];
  /** A colleague moves an opportunity: stage id as on the wire. */
  move(id: string, stage: string): void;
  setLimit(perHour: number): void;
  /** What a deployed server knows, changed as the web application would change it; null at the documented one. */
  readonly world: World | null;
}

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { dialect = 'documented' } = options;
  return dialect === 'documented' ? startDocumented(options) : startDeployed(dialect, options);
}

/** The product's own sandbox. */
async function startDocumented(options: ServerOptions): Promise<Server> {
  const { now = Date.now, port = 0 } = options;
  let perHour = options.limit ?? 5_000;
  const { listener, key, book } = await createSandbox({ ...options, file: null, limit: () => perHour });
  const inPipeline = (record: SandboxRecord): ServerRecord => ({ ...record, pipeline: onePipeline.id });
  return {
    ...(await startFront(listener, { now, port })),
    key,
    book: {
      get(id) {
        const record = book.get(id);
        return record === undefined ? undefined : inPipeline(record);
      },
      all: () => book.all().map(inPipeline),
      put: book.put,
      remove: book.remove,
    },
    pipelines: [onePipeline],
    move(id, stage) {
      const record = book.get(id);
      if (record === undefined) throw new RangeError(`No opportunity ${id} at the server`);
      book.put(moved(record, stage, now()));
    },
    setLimit(limit) {
      perHour = limit;
    },
    world: null,
  };
}

/** A deployed revision with the sample people. */
async function startDeployed(dialect: Seed['dialect'], options: ServerOptions): Promise<Server> {
  const { count = 500, limit: perHour = 5_000, keys = [], now = Date.now, port = 0 } = options;
  const sample = sampleWorld(dialect, { count, bornAt: now() });
  const own: SandboxKey = {
    key: 'lr_live_rw',
    permissions: ['opportunities:read', 'opportunities:write'],
  };
  const known = [own, ...keys].map(
    ({ key, permissions, expired = false }): WorldKey => ({
      key,
      account: 'main',
      permissions,
      perHour,
      expiresAt: expired ? '2000-01-01 00:00:00' : null,
      active: true,
    }),
  );
  const world = { ...sample, keys: known };
  const revision = revisions[dialect];
  const app = createDeployed({ world, revision, now, wait: async () => {} });
  return {
    ...(await startFront(app, { now, port })),
    key: own.key,
    book: bookOf(world, dialect),
    pipelines: samplePipelines[dialect],
    move(id, stage) {
      const row = world.rows.get(id);
      if (row === undefined) throw new RangeError(`No opportunity ${id} at the server`);
      const member = dialect === 'status' ? 'status' : 'stage_id';
      const body = { [member]: stage };
      revision.move(world, row, revision.stageIn(world, body), body, revision.moment(now()));
    },
    setLimit(limit) {
      for (const key of known) key.perHour = limit;
    },
    world,
  };
}
