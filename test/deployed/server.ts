import cors from 'cors';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { authenticate, keyOf, limit, permit, refuse } from './keys.ts';
import { byBytes, ilike, pageOf, textOf, uuidOf } from './postgres.ts';
import { compareColumns, Refused, type Revision } from './revision.ts';
import type { Columns, World, WorldKey, WorldRow } from './world.ts';

export interface DeployedOptions {
  readonly world: World;
  readonly revision: Revision;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits that long; the time a statement waits for a locked row. */
  readonly wait: (ms: number) => Promise<void>;
}

/** After this long the database gives up a statement that waits for a lock. */
const statementLimitMs = 30_000;

/**
 * A deployed revision of the server, as its recordings show it. The real one is built on Express 4, to be told by its
 * entity tags and its words for malformed JSON and paths; so is this, and has all that Express does from Express.
 */
export function createDeployed({ world, revision, now, wait }: DeployedOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(cors({ origin: true, credentials: true }));
  // Before the key is looked at: a malformed body costs nothing, whoever sent it.
  app.use(express.json({ limit: '10mb' }), express.urlencoded({ extended: true, limit: '10mb' }));

  const api = express.Router();
  api.use(authenticate(world, now), limit(now));
  api.get('/', (_, response) => {
    response.json({
      success: true,
      message: 'GetRaze External API v1',
      version: '1.0.0',
      endpoints: {},
      documentation: '',
      rate_limit: { limit: keyOf(response.locals).perHour, window: '1 hour' },
    });
  });

  const path = '/opportunities';
  const sentence = { list: 'fetching opportunities', one: 'fetching the opportunity' } as const;
  api.get(path, permit('opportunities:read'), (request, response) =>
    attempt(response, sentence.list, () => list(request.query, keyOf(response.locals))),
  );
  api.get(`${path}/:id`, permit('opportunities:read'), (request, response) =>
    attempt(response, sentence.one, () => {
      const row = find(String(request.params.id), keyOf(response.locals));
      return { data: { ...revision.alone(world, row), comments: revision.comments(world, row) } };
    }),
  );
  api.put(`${path}/:id`, permit('opportunities:write'), (request, response) =>
    attempt(response, 'updating the opportunity', () => {
      const body = bodyOf(request.body);
      const row = find(String(request.params.id), keyOf(response.locals));
      if (!revision.update(world, row, body, revision.moment(now())))
        throw new Refused('No fields to update');
      return { data: revision.alone(world, row) };
    }),
  );
  api.patch(`${path}/:id/stage`, permit('opportunities:write'), (request, response) =>
    attempt(response, 'updating the opportunity stage', async () => {
      const body = bodyOf(request.body);
      const stage = revision.stageIn(world, body);
      const row = find(String(request.params.id), keyOf(response.locals));
      if (world.locked.has(row.id)) {
        await wait(statementLimitMs);
        throw new Error('canceling statement due to statement timeout');
      }
      return revision.move(world, row, stage, body, revision.moment(now()));
    }),
  );
  api.delete(`${path}/:id`, permit('opportunities:delete'));
  api.get('/contacts', permit('contacts:read'));

  app.use('/external/v1', api);
  app.use((request, response) => {
    response.status(404).json({
      success: false,
      message: `Route not found: ${request.method} ${request.originalUrl}`,
    });
  });
  app.use(broken);
  return app;

  function list(query: Readonly<Record<string, unknown>>, { account }: WorldKey) {
    // As the server reads them: `Math.min` makes a number of any text, `parseInt` of its beginning.
    const per = Number.parseInt(
      String(Math.min(query.limit === undefined ? 50 : Number(query.limit), 100)),
      10,
    );
    const page = Number.parseInt(String(query.page ?? 1), 10);
    const descending = orderOf(query.sort_order) !== 'asc';
    const by = revision.sorts.includes(query.sort_by as string) ? (query.sort_by as string) : 'created_at';
    const offset = (page - 1) * per;
    if (!(per >= 0 && offset >= 0 && offset < 2 ** 63)) throw new Error('LIMIT and OFFSET are whole numbers');
    let rows = [...world.rows.values()].filter(row => row.account === account);
    for (const [name, filter] of Object.entries(revision.filters)) {
      if (query[name]) rows = rows.filter(filter(world, oneText(query[name])));
    }
    if (query.search) {
      const pattern = `%${textOf(String(query.search))}%`;
      rows = rows.filter(row =>
        revision.searched(world, row).some(text => ilike(typeof text === 'string' ? text : null, pattern)),
      );
    }
    const compare = (a: WorldRow, b: WorldRow) =>
      compareColumns(sortKey(a.columns[by], by), sortKey(b.columns[by], by), byBytes);
    const pages = Math.ceil(rows.length / per);
    return {
      data: pageOf(rows, { compare, descending }, offset, per).map(row => revision.inList(world, row)),
      pagination: {
        page,
        per_page: per,
        total: rows.length,
        // Divided by a limit of 0 there are endless pages, which JSON has no number for.
        total_pages: Number.isFinite(pages) ? pages : null,
        has_next: page < pages,
        has_prev: page > 1,
      },
      ...revision.listed(world),
    };
  }

  function find(id: string, { account }: WorldKey): WorldRow {
    const row = world.rows.get(uuidOf(id));
    if (row === undefined || row.account !== account) throw new Missing();
    return row;
  }
}

class Missing extends Error {}

const bodyOf = (body: unknown): Columns =>
  typeof body === 'object' && body !== null ? (body as Columns) : {};

const sortKey = (value: unknown, by: string): unknown =>
  by === 'value' && typeof value === 'string' ? Number(value) : value;

/** A parameter given twice is a list, which has none of a text's methods. */
function oneText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('value.split is not a function');
  return value;
}

const orderOf = (value: unknown): string => (value === undefined ? 'desc' : oneText(value).toLowerCase());

async function attempt(
  response: express.Response,
  what: string,
  work: () => object | Promise<object>,
): Promise<void> {
  try {
    response.json({ success: true, ...(await work()) });
  } catch (error) {
    if (error instanceof Missing) refuse(response, 404, 'NOT_FOUND', 'Opportunity not found');
    else if (error instanceof Refused) refuse(response, 400, 'VALIDATION_ERROR', error.message);
    // Whatever else is thrown, the database's refusals above all, has one answer.
    else refuse(response, 500, 'INTERNAL_ERROR', `An error occurred while ${what}`);
  }
}

/** What Express itself refuses (a body or a path it cannot read) has a message at the top and no code. */
const broken: ErrorRequestHandler = (error: { status?: number; message: string }, _, response, _next) => {
  response.status(error.status ?? 500).json({ success: false, message: error.message });
};
