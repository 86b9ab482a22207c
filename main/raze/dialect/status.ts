import { isRow, personName } from './lenient.ts';
import { availablePipeline, statusStanding, type ToldPipeline } from './stages.ts';
import { commonMembers, commonSorts, type WireDialect } from './wire-dialect.ts';

/** The older of the two deployed revisions: one pipeline, whose stages each list names in `available_stages`. */
export const statusDialect: WireDialect = {
  name: 'status',
  recognisesList: ({ data, available_stages }) => {
    if (!Array.isArray(data)) return false;
    if (Array.isArray(available_stages)) return true;
    const first = data.find(isRow);
    return first !== undefined && statusDialect.fits(first);
  },
  fits: row => 'status' in row && !('stage_id' in row),
  recognises: row => statusDialect.fits(row) && !(typeof row.id === 'string' && row.id.startsWith('opp_')),
  members: {
    name: ['name'],
    email: ['email'],
    phone: ['phone'],
    company: ['company'],
    position: ['title'],
    owner: ['responsible_user_name', 'owner_user_name'],
    value: ['deal_value', 'value'],
    currency: ['deal_currency', 'currency'],
    ...commonMembers,
  },
  nameOf: row => personName(row.name),
  standing: statusStanding,
  stageMember: 'status',
  // With any other stage it is passed over, and what was there stays (recordings, `patch-bodies`).
  reason: { member: 'discard_reason', stages: ['lost', 'discarded'] },
  patchIsReceipt: false,
  // Recordings, `list-first-page`.
  listsOwners: true,
  listsStages: true,
  pipelines: list => listed(list.available_stages) ?? [],
  // It checks the body first and lists the stages that exist (recordings, `patch-bodies`).
  toldByRefusal: ({ kind, allowed }) => (kind === 'rejected' ? listed(allowed) : null),
  // Recordings, `auth`.
  permissionFirst: true,
  wonOnBoard: 'qualified',
  wholeSorts: [{ by: 'name', order: 'asc' }, { by: 'score', order: 'desc' }, ...commonSorts],
};

function listed(stages: unknown): readonly ToldPipeline[] | null {
  const pipeline = availablePipeline(stages);
  return pipeline === null ? null : [pipeline];
}
