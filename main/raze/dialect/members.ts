import type { Opportunity } from '../../contract/model.ts';
import type { RawRow } from './lenient.ts';
import type { Detail, WireDialect } from './wire-dialect.ts';

/** The details that a row says nothing of. */
export function untoldIn({ members }: WireDialect, row: RawRow): readonly Detail[] {
  // Without their name, a row still tells that there is nobody.
  const isNobodys = row.responsible_user_id === null || row.owner_user_id === null;
  return (Object.keys(members) as Detail[]).filter(
    detail => members[detail].every(name => !(name in row)) && !(detail === 'owner' && isNobodys),
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
