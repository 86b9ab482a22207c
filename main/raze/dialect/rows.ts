import { opportunityId } from '../../contract/ids.ts';
import type { Opportunity } from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import { identifier, number, personName, type RawRow, text, time } from './lenient.ts';
import type { KnownStages } from './stages.ts';
import type { Detail, WireDialect } from './wire-dialect.ts';

/** The opportunity in a row; null only without a usable id. Never throws. */
export function readRow(dialect: WireDialect, row: RawRow, knownStages: KnownStages): Opportunity | null {
  const id = parse(opportunityId, identifier(row.id));
  if (!id.ok) return null;
  const all = (detail: Detail): readonly unknown[] => dialect.members[detail].map(name => row[name]);
  const first = (detail: Detail): unknown => all(detail).find(value => value != null);
  const words = (detail: Detail): string =>
    all(detail)
      .map(personName)
      .find(found => found !== '') ?? '';
  return {
    id: id.value,
    name: dialect.nameOf(row),
    email: words('email'),
    phone: words('phone'),
    company: words('company'),
    position: words('position'),
    owner: words('owner'),
    ...dialect.standing(row, knownStages),
    value: number(first('value')),
    currency: currency(first('currency')),
    createdAt: time(first('createdAt')),
    updatedAt: time(first('updatedAt')),
    wonAt: time(first('wonAt')),
    lostAt: time(first('lostAt')),
  };
}

function currency(value: unknown): string {
  const code = text(value).toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : '';
}

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
