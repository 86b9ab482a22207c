import type { MovedIn, Period } from '../contract/change.ts';
import type { Opportunity, OpportunityId, StageRole } from '../contract/model.ts';
import { type DeliveredRow, deliveredSince } from '../store/changes/delivered.ts';
import type { OpenStore } from '../store/store.ts';
import type { AccountData } from './account-data.ts';
import type { Session } from './session.ts';

export interface MovedInDeps {
  readonly store: Pick<OpenStore, 'db'>;
  readonly session: Pick<Session, 'shownLanes'>;
  readonly accountData: Pick<AccountData, 'row'>;
}

type Worth = Pick<Opportunity, 'value' | 'currency'>;

/** Counts what was moved and won in each period, of the lanes whose history is shown. */
export function createMovedIn({ store, session, accountData }: MovedInDeps) {
  return (periods: readonly Period[]): readonly MovedIn[] => {
    const among = session.shownLanes();
    const since = Math.min(...periods.map(({ from }) => from));
    const rows = deliveredSince(store.db, since).filter(({ lane }) => among(lane));
    return periods.map(period => sumOf(period, rows, id => accountData.row(id)?.row ?? null));
  };
}

/** @param rows newest first */
function sumOf(
  { from, until }: Period,
  rows: readonly DeliveredRow[],
  worthOf: (id: OpportunityId) => Worth | null,
): MovedIn {
  const lastRole = new Map<OpportunityId, StageRole>();
  for (const { endedAt, opportunity, role } of rows) {
    if (endedAt < from) break;
    if (endedAt < until && !lastRole.has(opportunity)) lastRole.set(opportunity, role);
  }
  const won = [...lastRole].filter(([, role]) => role === 'won').map(([opportunity]) => opportunity);
  const sums = new Map<string, number>();
  for (const { value, currency } of won.flatMap(id => worthOf(id) ?? [])) {
    if (value !== null) sums.set(currency, (sums.get(currency) ?? 0) + value);
  }
  const inOrder = [...sums].sort((a, b) => b[1] - a[1]).map(([currency, sum]) => ({ currency, sum }));
  return { from, until, moved: lastRole.size, won: won.length, sums: inOrder };
}
