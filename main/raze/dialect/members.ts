import type { Dialect, Opportunity } from '../../contract/model.ts';
import type { RawRow } from './lenient.ts';

/** What a row may tell of an opportunity or not; where it stands every row tells. */
export type Detail = Exclude<keyof Opportunity, 'id' | 'stage' | 'pipeline'>;

type WireNames = Readonly<Record<Detail, readonly string[]>>;

const times = {
  createdAt: ['created_at'],
  updatedAt: ['updated_at'],
  wonAt: ['won_at'],
  lostAt: ['lost_at'],
} as const;

/**
 * What each detail is called on the wire, by the first of these names that a row has. A row with none of them says nothing
 * of that detail, not even that it is empty: no list has all of them (the documented one neither stamps nor an owner's
 * name, that of `status` no value; API documentation, "List opportunities", and recordings, `list-first-page`).
 */
export const wireNames: Readonly<Record<Dialect, WireNames>> = {
  documented: {
    name: ['name'],
    email: ['email'],
    phone: ['phone'],
    company: ['company'],
    position: ['position'],
    owner: ['responsible_user', 'responsible_user_name'],
    value: ['deal_value'],
    currency: ['deal_currency'],
    ...times,
  },
  status: {
    name: ['name'],
    email: ['email'],
    phone: ['phone'],
    company: ['company'],
    position: ['title'],
    owner: ['responsible_user_name', 'owner_user_name'],
    value: ['deal_value', 'value'],
    currency: ['deal_currency', 'currency'],
    ...times,
  },
  stage_id: {
    name: ['contact_name', 'title'],
    email: ['contact_email'],
    phone: ['contact_phone'],
    company: ['contact_company'],
    position: ['contact_title'],
    owner: ['owner_user_name', 'responsible_user_name'],
    value: ['value'],
    currency: ['currency'],
    ...times,
  },
};

const details = Object.keys(wireNames.documented) as readonly Detail[];

/** The details that a row says nothing of. */
export function untoldIn(dialect: Dialect, row: RawRow): readonly Detail[] {
  // Without their name, a row still tells that there is nobody.
  const isNobodys = row.responsible_user_id === null || row.owner_user_id === null;
  return details.filter(
    detail => wireNames[dialect][detail].every(name => !(name in row)) && !(detail === 'owner' && isNobodys),
  );
}

/** The row as it was read, with what it does not tell as it is known from elsewhere. */
export function withKnown(
  row: Opportunity,
  untold: readonly Detail[],
  known: Opportunity | null,
): Opportunity {
  if (known === null) return row;
  return { ...row, ...Object.fromEntries(untold.map(detail => [detail, known[detail]])) };
}
