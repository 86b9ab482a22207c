import type { Opportunity } from '../../contract/model.ts';
import { identifier, isRow, text } from './lenient.ts';
import { identifiedStage, type ToldPipeline } from './stages.ts';
import { commonMembers, commonSorts, type WireDialect } from './wire-dialect.ts';

/** The newer of the two deployed revisions: several pipelines, whose stages have ids and are listed nowhere. */
export const stageIdDialect: WireDialect = {
  name: 'stage_id',
  recognisesList: ({ data, available_stages }) => {
    if (!Array.isArray(data) || Array.isArray(available_stages)) return false;
    const first = data.find(isRow);
    return first !== undefined && stageIdDialect.fits(first);
  },
  fits: row => 'stage_id' in row,
  recognises: row => stageIdDialect.fits(row),
  members: {
    name: ['contact_name', 'title'],
    email: ['contact_email'],
    phone: ['contact_phone'],
    company: ['contact_company'],
    position: ['contact_title'],
    owner: ['owner_user_name', 'responsible_user_name'],
    value: ['value'],
    currency: ['currency'],
    ...commonMembers,
  },
  nameOf: row => dealName(text(row.contact_name), text(row.title)),
  standing: identifiedStage,
  stageMember: 'stage_id',
  // It takes the id of a reason only, and has no list of them (recordings, `patch-bodies`).
  reason: null,
  patchIsReceipt: false,
  // Recordings, `list-first-page`.
  listsOwners: true,
  listsStages: false,
  pipelines: (_list, raw, rows) => learnt(raw, rows),
  // It checks the body first and reports its own member as missing (recordings, `patch-bodies`).
  toldByRefusal: ({ kind }) => (kind === 'rejected' ? [] : null),
  // Recordings, `auth`.
  permissionFirst: true,
  wonOnBoard: null,
  wholeSorts: [{ by: 'title', order: 'asc' }, { by: 'value', order: 'desc' }, ...commonSorts],
};

/** The person first, since salespeople look for persons, then the deal's title. */
function dealName(person: string, title: string): string {
  if (person === '' || title === '') return person || title;
  return title.includes(person) ? title : `${person} · ${title}`;
}

/** The pipelines and stages that occur in the rows, in their order. */
function learnt(raw: readonly unknown[], rows: readonly Opportunity[]): readonly ToldPipeline[] {
  const names = new Map<string, string>();
  for (const row of raw) {
    if (isRow(row)) names.set(identifier(row.pipeline_id), text(row.pipeline_name));
  }
  const found = new Map<string, ToldPipeline>();
  for (const { pipeline: id, stage } of rows) {
    if (stage.id === '') continue;
    const known = found.get(id);
    const stages = known?.stages ?? [];
    const isKnown = stages.some(other => other.id === stage.id);
    found.set(id, {
      id,
      name: names.get(id) ?? '',
      stages: isKnown ? stages : [...stages, stage],
      rows: new Map(known?.rows).set(stage.id, (known?.rows?.get(stage.id) ?? 0) + 1),
    });
  }
  return [...found.values()];
}
