import type { MovedIn, Period } from '../contract/change.ts';
import { CurrencySums } from '../contract/currency-sums.ts';
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
  const sums = new CurrencySums();
  for (const { value, currency } of won.flatMap(id => worthOf(id) ?? [])) sums.add(currency, value);
  return { from, until, moved: lastRole.size, won: won.length, sums: sums.totals().sums };
}
