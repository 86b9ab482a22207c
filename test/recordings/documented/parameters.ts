import type { StageId } from '../../../main/contract/model.ts';
import { listPath } from '../../../main/raze/dialect/list-request.ts';
import { stageBody } from '../../../main/raze/dialect/single.ts';
import { type DocumentedCase, differs } from './case.ts';
import type { DocumentedEndpoint } from './documented.ts';
import { type DocumentedServer, johnDoe } from './server.ts';

const list = '/external/v1/opportunities';

/** Every parameter of the list and of a change of stage, with each value that a page allows and one that it does not. */
export function parameterCases(endpoints: readonly DocumentedEndpoint[]): readonly DocumentedCase[] {
  const find = (name: string) => endpoints.find(({ endpoint }) => endpoint === name);
  const params = find('opportunities.list')?.query_params ?? [];
  const statuses = find('opportunities.update-stage')?.body_fields[0]?.allowed ?? [];
  const ours = listPath({ page: 2, search: 'john', status: 'won' });
  const sent = [...new URLSearchParams(ours.split('?')[1])];
  return [
    ...params.map(
      ({ name, allowed }): DocumentedCase => ({
        name: `parameter ${name}`,
        of: 'sandbox',
        check: server => asked(server, name, allowed),
      }),
    ),
    ...statuses.map(
      (status): DocumentedCase => ({
        name: `change of stage to ${status}`,
        of: 'sandbox',
        check: server => moved(server, status),
      }),
    ),
    ...sent.map(
      ([name, value]): DocumentedCase => ({
        name: `our own ${name}=${value}`,
        of: 'client',
        check: async () => {
          const allowed = params.find(one => one.name === name)?.allowed;
          const isKnown = params.some(one => one.name === name) && (allowed ?? [value]).includes(value);
          return differs('documented', isKnown && (name !== 'limit' || Number(value) <= 100), true);
        },
      }),
    ),
    {
      name: 'our own change of stage',
      of: 'client',
      check: async () => differs('body', stageBody('documented', 'won' as StageId), { status: 'won' }),
    },
  ];
}

interface ListAnswer {
  readonly data: {
    readonly opportunities: readonly Readonly<Record<string, unknown>>[];
    readonly pagination: Readonly<Record<string, number>>;
  };
}

async function asked(
  server: DocumentedServer,
  name: string,
  allowed: readonly string[] | null,
): Promise<readonly string[]> {
  const get = async (value: string) => server.ask('GET', `${list}?${new URLSearchParams({ [name]: value })}`);
  const rowsAt = async (value: string) =>
    ((await get(value)).json as Partial<ListAnswer>).data?.opportunities ?? [];
  if (allowed !== null) {
    const found = differs('a value that is none', (await get('nonsense')).status, 400);
    for (const value of allowed) {
      const rows = await rowsAt(value);
      const isFilter = name in johnDoeOnTheWire;
      const own = isFilter && johnDoeOnTheWire[name] === value ? 20 : isFilter ? 0 : 20;
      if (rows.length !== own) return [`${value} finds ${rows.length} of ${own} rows`];
    }
    return found;
  }
  switch (name) {
    case 'page':
    case 'limit': {
      const answer = (await server.ask('GET', list)).json as ListAnswer;
      const { page, limit } = answer.data.pagination;
      return [
        ...differs('defaults', [page, limit], [1, 20]),
        ...differs('0', (await get('0')).status, 400),
        ...differs('a text', (await get('abc')).status, 400),
      ];
    }
    case 'search': {
      const found = await Promise.all(
        ['john doe', 'john@example', 'acme'].map(async text => (await rowsAt(text)).length > 0),
      );
      return differs('name, e-mail and company', found, [true, true, true]);
    }
    case 'sort_by': {
      const first = async (value: string) => (await rowsAt(value))[0]?.id;
      return differs('a sort that is none', await first('nonsense'), await first('created_at'));
    }
    default: {
      const [own, others] = [await rowsAt(johnDoeOnTheWire[name] ?? ''), await rowsAt('nobody')];
      return differs('rows', [own.length, others.length], [20, 0]);
    }
  }
}

const johnDoeOnTheWire: Readonly<Record<string, string>> = {
  status: 'qualified',
  source: 'linkedin',
  campaign_id: 'camp_xyz789',
  responsible_user_id: 'usr_123',
};

async function moved(server: DocumentedServer, status: string): Promise<readonly string[]> {
  const told = await server.ask('PATCH', `${list}/${johnDoe.id}/stage`, { body: { status } });
  const { data } = told.json as { readonly data: Readonly<Record<string, unknown>> };
  const stamps: Readonly<Record<string, string[]>> = { won: ['won_at'], lost: ['lost_at'] };
  const members = ['id', 'name', 'status', ...(stamps[status] ?? []), 'updated_at'];
  return [...differs('status', data.status, status), ...differs('members', Object.keys(data), members)];
}
