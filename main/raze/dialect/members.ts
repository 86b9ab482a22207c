import type { Opportunity } from '../../contract/model.ts';
import type { RawRow } from './lenient.ts';
import type { Detail, WireDialect } from './wire-dialect.ts';

/** The details that a row does not contain, not even as empty. */
export function untoldIn({ members }: WireDialect, row: RawRow): readonly Detail[] {
  // An owner id of null says that there is no owner, even without a name.
  const isNobodys = row.responsible_user_id === null || row.owner_user_id === null;
  return (Object.keys(members) as Detail[]).filter(
    detail => members[detail].every(name => !(name in row)) && !(detail === 'owner' && isNobodys),
  );
}

/** The row as it was read; details that it does not contain are taken from `known`. */
export function withKnown(
  row: Opportunity,
  untold: readonly Detail[],
  known: Opportunity | null,
): Opportunity {
  if (known === null) return row;
  return { ...row, ...Object.fromEntries(untold.map(detail => [detail, known[detail]])) };
}
