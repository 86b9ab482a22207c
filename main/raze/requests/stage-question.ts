import type { OpportunityId } from '../../contract/model.ts';
import type { QuotaView } from '../../contract/snapshot.ts';
import type { Trouble } from '../../outbox/model/trouble.ts';
import { toldByRefusal } from '../dialect/registry.ts';
import type { ToldStages } from '../dialect/stages.ts';
import type { Http } from '../http/http.ts';
import { judge } from '../http/outcome.ts';
import type { Connection } from './courier.ts';

/** No opportunity has this id (the nil UUID, RFC 9562) and no stage this name, so the request can move nothing. */
const nobody = '00000000-0000-0000-0000-000000000000' as OpportunityId;
const nowhere = 'which-stages-are-there';

/**
 * Asks a server whether a key may move stages, and which stages there are: one PATCH that the server must refuse. The
 * refusal tells the dialect (`WireDialect.toldByRefusal`).
 */
export async function askStages(
  http: Http,
  { baseUrl, key }: Pick<Connection, 'baseUrl' | 'key'>,
  now: () => number,
): Promise<{
  readonly quota: QuotaView | null;
  readonly result: ({ readonly kind: 'told' } & ToldStages) | Trouble;
}> {
  const path = `/opportunities/${nobody}/stage`;
  const exchange = await http({ baseUrl, key, method: 'PATCH', path, body: { status: nowhere } });
  const { result, quota, error } = judge(exchange, now());
  if (result.kind === 'success') return { quota, result: { kind: 'unexpected', status: 200 } };
  if (result.kind !== 'missing' && result.kind !== 'rejected') return { quota, result };
  const allowed = result.kind === 'rejected' ? result.allowed : null;
  const told = toldByRefusal({ kind: result.kind, code: error?.code ?? null, allowed });
  return { quota, result: told === null ? result : { kind: 'told', ...told } };
}
