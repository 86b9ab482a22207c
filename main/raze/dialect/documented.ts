import { listedRows, personName } from './lenient.ts';
import { documentedPipeline, statusStanding } from './stages.ts';
import { commonMembers, commonSorts, type WireDialect } from './wire-dialect.ts';

/** The server as its documentation describes it: one pipeline of seven stages, rows in `data.opportunities`. */
export const documentedDialect: WireDialect = {
  name: 'documented',
  recognisesList: list => !Array.isArray(list.data) && listedRows(list) !== null,
  fits: row => 'status' in row && !('stage_id' in row),
  recognises: row => documentedDialect.fits(row) && typeof row.id === 'string' && row.id.startsWith('opp_'),
  members: {
    name: ['name'],
    email: ['email'],
    phone: ['phone'],
    company: ['company'],
    position: ['position'],
    owner: ['responsible_user', 'responsible_user_name'],
    value: ['deal_value'],
    currency: ['deal_currency'],
    ...commonMembers,
  },
  nameOf: row => personName(row.name),
  standing: statusStanding,
  stageMember: 'status',
  reason: null,
  patchIsReceipt: true,
  // Its list has `responsible_user_id` only (API documentation, "List opportunities").
  listsOwners: false,
  listsStages: true,
  pipelines: () => [documentedPipeline],
  // The documentation does not say in which order it looks for permission, opportunity and stage.
  toldByRefusal: ({ kind, code }) =>
    kind === 'missing' || code === 'INVALID_STATUS' ? [documentedPipeline] : null,
  permissionFirst: false,
  wonOnBoard: null,
  wholeSorts: [{ by: 'name', order: 'asc' }, ...commonSorts],
};
