import { listIn, meant, oneIn, outcomeOf, patchedIn } from './answers.ts';
import { type DocumentedCase, differs } from './case.ts';
import type { DocumentedExample } from './documented.ts';
import { type DocumentedServer, johnDoe, type Told } from './server.ts';

/** The examples of the pages: those that the demo server serves are asked of it, and each answer is read. */
export function exampleCases(examples: readonly DocumentedExample[]): readonly DocumentedCase[] {
  return examples.flatMap((example, index) => {
    const { request } = example;
    const name = `example ${index + 1} of ${example.page}${request === null ? '' : `, ${request.method}`}`;
    return [
      { name, of: 'sandbox', check: server => replayed(example, server) },
      { name, of: 'client', check: async () => read(example) },
    ];
  });
}

async function replayed(
  { request, response }: DocumentedExample,
  server: DocumentedServer,
): Promise<readonly string[]> {
  if (request === null) return response === null ? [] : provoked(response, server);
  const query = new URLSearchParams(withKey(request.query, server.server.key));
  const told = await server.ask(request.method, `${request.path}?${query}`, {
    body: request.body,
    headers: withKey(request.headers, server.server.key),
    key: null,
  });
  if (!isServed(request)) return differs('status', told.status, 404);
  return compared(response, told);
}

/** Only what something of ours asks for is served: the list, one opportunity, and a change of its stage. */
function isServed({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return path.startsWith('/external/v1/opportunities') && (method === 'GET' || method === 'PATCH');
}

const withKey = (texts: Readonly<Record<string, string>>, key: string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.replace('<key>', key)]));

/** Answers that the pages show without a request: whatever leads to one like it. */
async function provoked(
  response: NonNullable<DocumentedExample['response']>,
  server: DocumentedServer,
): Promise<readonly string[]> {
  const list = '/external/v1/opportunities';
  if (response.headers !== null) {
    server.server.setLimit(1_000);
    const told = await server.ask('GET', list);
    return ['X-RateLimit-Limit', 'X-RateLimit-Remaining'].flatMap(name =>
      differs(name, told.header(name), response.headers?.[name]),
    );
  }
  switch (response.status) {
    case 401:
      return compared(response, await server.ask('GET', list, { key: null }));
    case 404:
      return compared(response, await server.ask('GET', `${list}/opp_none`));
    case 429:
      server.server.setLimit(0);
      return compared(response, await server.ask('GET', list));
    default:
      return compared(response, await server.ask('PATCH', `${list}/${johnDoe.id}/stage`, { body: '{' }));
  }
}

function compared(response: DocumentedExample['response'], told: Told): readonly string[] {
  if (response === null) return [];
  const isError = told.status >= 400;
  const status = response.status ?? (isError ? told.status : 200);
  return [...differs('status', told.status, status), ...otherwise(response.body, told.json, '')];
}

/** Members whose values the demo server has none of, or words in its own way (`left-out.ts` says why). */
const unvalued = /(message|code|details|linkedin_url|campaign\.name|responsible_user\.name)$/;

function otherwise(theirs: unknown, mine: unknown, at: string): readonly string[] {
  if (unvalued.test(at)) return [];
  // Of a list's rows the pages show the first.
  if (Array.isArray(theirs) && Array.isArray(mine)) return otherwise(theirs[0], mine[0], `${at}[0]`);
  if (!isObject(theirs) || !isObject(mine)) return differs(at, mine, theirs);
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return [...names].flatMap(name => {
    if (unvalued.test(`${at}.${name}`)) return [];
    return otherwise(theirs[name], mine[name], `${at}.${name}`);
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What we make of an example's answer, held against what the page says of it. */
function read({ request, response }: DocumentedExample): readonly string[] {
  if (response === null) return [];
  const { body, headers } = response;
  if (headers !== null) {
    const { quota } = outcomeOf(200, { success: true }, headers);
    return differs('quota', quota, { limit: 1_000, remaining: 999, resetsAt: 1_701_388_800_000 });
  }
  const isSuccess = isObject(body) && body.success === true;
  const status = response.status ?? (isSuccess ? (request?.method === 'POST' ? 201 : 200) : 400);
  const { result } = outcomeOf(status, body);
  const found = differs('outcome', result.kind, isSuccess ? 'success' : meant[status]);
  if (result.kind === 'limited') return [...found, ...differs('wait', result.waitMs, 3_600_000)];
  if (request === null || !isServed(request)) return found;
  if (request.method === 'PATCH') {
    const patched = patchedIn(body, johnDoe.id);
    return [...found, ...differs('stage', [patched?.stage, patched?.opportunity], ['won', null])];
  }
  if (request.path.endsWith(johnDoe.id)) {
    const row = oneIn(body, johnDoe.id)?.opportunity;
    return [...found, ...differs('row', row, { ...truth, owner: 'Sales Rep' })];
  }
  const page = listIn(body, 50);
  return [
    ...found,
    ...differs('rows', page?.rows, [truth]),
    ...differs('page', [page?.dialect, page?.total, page?.hasMore], ['documented', 85, true]),
  ];
}

const truth = {
  id: johnDoe.id,
  name: johnDoe.name,
  company: johnDoe.company,
  email: johnDoe.email,
  phone: johnDoe.phone,
  position: johnDoe.position,
  owner: '',
  pipeline: 'default',
  stage: { id: 'qualified', name: 'qualified', role: 'open' },
  value: 50_000,
  currency: 'BRL',
  createdAt: johnDoe.createdAt,
  updatedAt: johnDoe.updatedAt,
  wonAt: null,
  lostAt: null,
};
