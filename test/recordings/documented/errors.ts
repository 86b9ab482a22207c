import { meant, outcomeOf } from './answers.ts';
import { type DocumentedCase, differs } from './case.ts';
import type { DocumentedEndpoint } from './documented.ts';
import { type DocumentedServer, johnDoe, type Told } from './server.ts';

const list = '/external/v1/opportunities';
const john = `${list}/${johnDoe.id}`;

/** Every error that a page names: what we make of it, and how the demo server comes to it where it does. */
export function errorCases(endpoints: readonly DocumentedEndpoint[]): readonly DocumentedCase[] {
  return endpoints.flatMap(({ endpoint, errors }) =>
    errors.flatMap(({ status, code }): DocumentedCase[] => {
      const name = `${endpoint}: ${status} ${code}`;
      const provoke = isServed(endpoint) ? provocations[code] : undefined;
      const read: DocumentedCase = { name, of: 'client', check: async () => readError(status, code) };
      if (provoke === undefined) return [read];
      const check = async (server: DocumentedServer): Promise<readonly string[]> => {
        const told = await provoke(server, endpoint);
        const { error } = told.json as { readonly error?: { readonly code?: string } };
        return differs('answer', [told.status, error?.code], [status, code]);
      };
      return [read, { name, of: 'sandbox', check }];
    }),
  );
}

/** Creating, changing and deleting are nothing that anything of ours asks for. */
const isServed = (endpoint: string): boolean =>
  !['opportunities.create', 'opportunities.update', 'opportunities.delete'].includes(endpoint);

function readError(status: number, code: string): readonly string[] {
  const { result } = outcomeOf(status, { success: false, error: { code, message: 'As the page words it' } });
  const found = differs('outcome', result.kind, meant[status]);
  if (result.kind !== 'unauthorised') return found;
  const why = { MISSING_API_KEY: 'missing', EXPIRED_API_KEY: 'expired' }[code] ?? 'invalid';
  return [...found, ...differs('why', result.why, why)];
}

type Provoke = (server: DocumentedServer, endpoint: string) => Promise<Told>;

/** How a served endpoint comes to an error. The codes that are not here belong to what is not served. */
const provocations: Readonly<Record<string, Provoke>> = {
  MISSING_API_KEY: server => server.ask('GET', list, { key: null }),
  INVALID_API_KEY: server => server.ask('GET', list, { key: 'gr_live_none' }),
  EXPIRED_API_KEY: server => server.ask('GET', list, { key: 'expired' }),
  INSUFFICIENT_PERMISSIONS: server =>
    server.ask('PATCH', `${john}/stage`, { body: { status: 'won' }, key: 'read-only' }),
  VALIDATION_ERROR: server => server.ask('PATCH', `${john}/stage`, { body: '{"status":' }),
  INVALID_PARAMETER: server => server.ask('GET', `${list}?limit=101`),
  INVALID_STATUS: server => server.ask('PATCH', `${john}/stage`, { body: { status: 'discarded' } }),
  NOT_FOUND: (server, endpoint) =>
    endpoint === 'opportunities.update-stage'
      ? server.ask('PATCH', `${list}/opp_none/stage`, { body: { status: 'won' } })
      : server.ask('GET', `${list}/opp_none`),
  RATE_LIMIT_EXCEEDED: server => {
    server.server.setLimit(0);
    return server.ask('GET', list);
  },
};
