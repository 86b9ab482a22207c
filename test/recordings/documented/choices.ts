import { listIn, oneIn, outcomeOf, patchedIn } from './answers.ts';
import { type DocumentedCase, differs } from './case.ts';
import { type DocumentedServer, exampleTime, johnDoe } from './server.ts';

const list = '/external/v1/opportunities';
const john = `${list}/${johnDoe.id}`;

/** What the pages leave open, and what was chosen: eleven questions, each with what follows for both sides. */
export const choiceCases: readonly DocumentedCase[] = [
  of('sandbox', '1: a success is a 200', async server =>
    differs(
      'status',
      [(await server.ask('GET', list)).status, (await move(server, 'won')).status],
      [200, 200],
    ),
  ),
  of('client', '1: any 2xx with success:true is a success, and nothing else', async () =>
    differs(
      'outcomes',
      [outcomeOf(200, { success: true }), outcomeOf(201, { success: true }), outcomeOf(200, {})].map(
        ({ result }) => result.kind,
      ),
      ['success', 'success', 'not-our-api'],
    ),
  ),
  of('client', '2: a stamp may be there, null or absent', async () => {
    const stages = [{ lost_at: '2024-01-25T10:00:00Z' }, { won_at: null }, {}].map(
      stamp =>
        patchedIn(
          { success: true, data: { id: johnDoe.id, name: 'J', status: 'lost', ...stamp } },
          johnDoe.id,
        )?.stage,
    );
    return differs('stages', stages, ['lost', 'lost', 'lost']);
  }),
  of('sandbox', '3: a stamp is kept on leaving won, and set anew by the same stage', async server => {
    server.server.book.put({ ...johnDoe, stage: 'won', wonAt: johnDoe.updatedAt });
    await move(server, 'won');
    await move(server, 'new');
    return differs('won_at', server.server.book.get(johnDoe.id)?.wonAt, exampleTime);
  }),
  of('client', '3: the stage is never concluded from a stamp', async () => {
    const data = { id: johnDoe.id, status: 'new', won_at: '2024-01-25T10:00:00Z', created_at: null };
    return differs('stage', oneIn({ success: true, data }, johnDoe.id)?.stage, 'new');
  }),
  of('sandbox', '4: a sort that is none means created_at', async server => {
    const ids = async (sort: string) =>
      (await rowsOf(server, `limit=100&sort_by=${sort}`)).map(row => row.id);
    return differs('order', await ids('nonsense'), await ids('created_at'));
  }),
  of('client', '4: rows that come twice count against the total', async () => {
    const row = { id: johnDoe.id, status: 'new' };
    const page = listIn({ success: true, data: { opportunities: [row, row], pagination: { total: 2 } } }, 2);
    return differs('page', [page?.total, new Set(page?.rows.map(({ id }) => id)).size], [2, 1]);
  }),
  of('sandbox', '5: past the end there is an empty list, outside the bounds a 400', async server => {
    const statuses = await Promise.all(
      ['limit=0', 'limit=101', 'limit=x', 'page=0', 'status=x', 'source=x'].map(
        async query => (await server.ask('GET', `${list}?${query}`)).status,
      ),
    );
    return [
      ...differs('statuses', new Set(statuses), new Set([400])),
      ...differs('past the end', await rowsOf(server, 'page=99'), []),
    ];
  }),
  of('client', '5: an empty list ends a walk', async () => {
    const pagination = { page: 99, limit: 20, total: 85, total_pages: 5 };
    const page = listIn({ success: true, data: { opportunities: [], pagination } }, 20, 99);
    return differs('page', [page?.dialect, page?.rows, page?.hasMore], ['documented', [], false]);
  }),
  of('client', '6: a row of id, name and status is one', async () => {
    const data = { id: johnDoe.id, name: 'John Doe', status: 'new' };
    const row = oneIn({ success: true, data }, johnDoe.id)?.opportunity;
    return differs('row', [row?.name, row?.stage.id, row?.value, row?.email], ['John Doe', 'new', null, '']);
  }),
  of('client', '7: the answer to a change of stage is no row to replace the known one with', async () => {
    const data = { id: johnDoe.id, name: 'John Doe', status: 'won', updated_at: '2024-01-25T10:00:00Z' };
    return differs('row', patchedIn({ success: true, data }, johnDoe.id)?.opportunity, null);
  }),
  of('sandbox', '8: the window is a clock hour, and retry_after counts seconds to its end', async server => {
    server.server.setLimit(0);
    const told = await server.ask('GET', list);
    const { error } = told.json as { readonly error: { readonly retry_after: number } };
    const end = exampleTime / 1_000 + 3_600;
    return differs('end', [told.header('x-ratelimit-reset'), error.retry_after], [String(end), 3_600]);
  }),
  of('client', '8: of header and body the longer counts, and a minute without either', async () => {
    const waits = [
      limited({ retry_after: 60 }, { 'Retry-After': '120' }),
      limited({ retry_after: 90 }, { 'Retry-After': '30' }),
      limited({}, {}),
    ];
    return differs('waits', waits, [120_000, 90_000, 60_000]);
  }),
  of('sandbox', '9: every answer but a 401 tells the limit', async server => {
    const told = [
      await server.ask('GET', list, { key: null }),
      await server.ask('GET', `${list}/opp_none`),
      await server.ask('GET', `${list}?limit=0`),
      await server.ask('GET', '/external/v1/nowhere'),
    ];
    return differs(
      'limits',
      told.map(answer => answer.header('x-ratelimit-limit') !== null),
      [false, true, true, true],
    );
  }),
  of('client', '9: an answer without these headers is one all the same', async () => {
    const { quota, result } = outcomeOf(200, { success: true });
    return differs('outcome', [quota, result.kind], [null, 'success']);
  }),
  of('sandbox', '10: malformed ids, bodies and routes have the codes of their kind', async server => {
    const told = [
      await server.ask('GET', `${list}/not-an-id`),
      await server.ask('PATCH', `${john}/stage`, { body: '{' }),
      await server.ask('GET', '/external/v1/nowhere'),
    ];
    return differs(
      'codes',
      told.map(({ status, json }) => [status, (json as { error?: { code: string } }).error?.code]),
      [
        [404, 'NOT_FOUND'],
        [400, 'VALIDATION_ERROR'],
        [404, 'NOT_FOUND'],
      ],
    );
  }),
  of('client', '10: errors without an error are borne', async () => {
    const kinds = [400, 404].map(status => outcomeOf(status, { success: false, message: 'No' }).result.kind);
    return differs('outcomes', kinds, ['rejected', 'not-our-api']);
  }),
  of('sandbox', '11: the last of two writers wins, and there are no entity tags', async server => {
    await move(server, 'won');
    await move(server, 'lost');
    const told = await server.ask('GET', john);
    const { data } = told.json as { readonly data: { readonly status: string } };
    return differs('answer', [data.status, told.header('etag')], ['lost', null]);
  }),
];

function of(
  side: DocumentedCase['of'],
  name: string,
  check: (server: DocumentedServer) => Promise<readonly string[]>,
): DocumentedCase {
  return { name: `open question ${name}`, of: side, check };
}

const move = (server: DocumentedServer, status: string) =>
  server.ask('PATCH', `${john}/stage`, { body: { status } });

async function rowsOf(server: DocumentedServer, query: string): Promise<readonly { readonly id: string }[]> {
  const { json } = await server.ask('GET', `${list}?${query}`);
  const { data } = json as { data?: { opportunities: readonly { readonly id: string }[] } };
  return data?.opportunities ?? [];
}

function limited(more: object, headers: Readonly<Record<string, string>>): number | null {
  const error = { code: 'RATE_LIMIT_EXCEEDED', message: 'Wait', ...more };
  const { result } = outcomeOf(429, { success: false, error }, headers);
  return result.kind === 'limited' ? result.waitMs : null;
}
