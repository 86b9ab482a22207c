import { DatabaseError, ilike, textOf, uuidOf } from './postgres.ts';
import { type Json, momentText, Refused, type Revision, withCents } from './revision.ts';
import type { Columns, World, WorldRow } from './world.ts';
import { shortText, trimmed, wholeNumber } from './written.ts';

/** Columns that no seed names, with what a row has in them when it is made. */
const untouched = {
  loss_reason_id: null,
  loss_notes: null,
  source_lead_id: null,
  custom_fields: {},
  display_order: 0,
  created_by: null,
  invite_queued_at: null,
  invite_expires_at: null,
  invite_expired_at: null,
  company_size: null,
  budget: null,
  timeline: null,
  discard_reason_id: null,
  discard_notes: null,
  discarded_at: null,
  previous_status: null,
  previous_stage_id: null,
  score: 0,
  closure_notes: null,
  linkedin_profile_id: null,
  provider_id: null,
  sector_id: null,
  lead_source_id: null,
} as const;

/** Only a stage with exactly one of these names stamps a row that comes to it. */
const stamps: Readonly<Record<string, string>> = {
  won: 'won_at',
  lost: 'lost_at',
  qualified: 'qualified_at',
  scheduled: 'scheduled_at',
};

const contactOf = (world: World, { columns }: WorldRow): Columns =>
  world.contacts.get(String(columns.contact_id)) ?? {};

const sameId = (column: string) => (_: World, value: string) => {
  const id = uuidOf(value);
  return ({ columns }: WorldRow) => columns[column] === id;
};

function ownColumns({ columns }: WorldRow): Json {
  const closes = columns.expected_close_date;
  return {
    ...columns,
    value: withCents(columns.value),
    expected_close_date: typeof closes === 'string' ? `${closes.slice(0, 10)}T00:00:00.000Z` : null,
  };
}

function joined(world: World, row: WorldRow): Json {
  const contact = contactOf(world, row);
  const owner = world.users.get(String(row.columns.owner_user_id));
  return {
    contact_name: contact.name,
    contact_email: contact.email,
    contact_phone: contact.phone,
    contact_company: contact.company,
    contact_title: contact.title,
    campaign_name: world.campaigns.get(String(row.columns.campaign_id)) ?? null,
    owner_user_name: owner?.name ?? null,
    owner_user_email: owner?.email ?? null,
  };
}

const stageName = (world: World, id: unknown): string | null => world.stages.get(String(id))?.name ?? null;

function alone(world: World, row: WorldRow): Json {
  return {
    ...untouched,
    ...ownColumns(row),
    account_id: world.accountIds.get(row.account),
    ...joined(world, row),
  };
}

export const stageIdRevision: Revision = {
  sorts: ['created_at', 'updated_at', 'title', 'value'],
  filters: {
    stage_id: sameId('stage_id'),
    pipeline_id: sameId('pipeline_id'),
    owner_user_id: sameId('owner_user_id'),
    campaign_id: sameId('campaign_id'),
    company: (world, value) => row =>
      ilike((contactOf(world, row).company as string | null) ?? null, `%${textOf(value)}%`),
  },
  searched: (world, row) => [row.columns.title, contactOf(world, row).name, contactOf(world, row).company],
  listed: () => ({}),
  inList(world, row) {
    const contact = contactOf(world, row);
    return {
      ...ownColumns(row),
      ...joined(world, row),
      contact_location: contact.location,
      contact_profile_url: contact.profile_url,
      contact_profile_picture: contact.profile_picture,
      stage_name: stageName(world, row.columns.stage_id),
      pipeline_name: world.pipelines.get(String(row.columns.pipeline_id))?.name ?? null,
    };
  },
  alone,
  comments: (world, row) =>
    world.comments
      .filter(comment => comment.row === row.id)
      .map(({ id, text, user_id, created_at }) => ({
        id,
        content: text,
        user_name: world.users.get(user_id)?.name ?? null,
        created_at: `${created_at.replace(' ', 'T')}+00:00`,
      })),
  stageIn(_, { stage_id: stage }) {
    if (!stage) throw new Refused('stage_id is required');
    return stage;
  },
  move(world, row, stage, body, now) {
    const to = uuidOf(stage);
    // Any stage of any account passes; only one that does not exist breaks the foreign key.
    if (!world.stages.has(to)) throw new DatabaseError('violates foreign key constraint');
    const reason = body.discard_reason_id;
    if (reason && !world.reasons.has(uuidOf(reason))) {
      throw new DatabaseError('violates foreign key constraint');
    }
    const from = row.columns.stage_id;
    row.columns.stage_id = to;
    row.columns.updated_at = now;
    if (reason) row.columns.discard_reason_id = reason;
    const stamp = stamps[stageName(world, to) ?? ''];
    if (stamp !== undefined) row.columns[stamp] = now;
    return {
      data: { ...alone(world, row), stage_name: stageName(world, to) },
      stage_change: {
        from: { id: from, name: stageName(world, from) },
        // As it was asked for, in whatever case.
        to: { id: stage, name: stageName(world, to) },
      },
    };
  },
  update(world, row, body, now) {
    const contact = contactOf(world, row);
    const own: Columns = {};
    const theirs: Columns = {};
    if (body.name !== undefined) own.title = theirs.name = trimmed(body.name);
    for (const [member, column] of contactMembers) {
      if (body[member] !== undefined) theirs[column] = shortText(body[member]);
    }
    if (body.notes !== undefined) own.notes = body.notes === null ? null : textOf(String(body.notes));
    if (body.score !== undefined) own.score = wholeNumber(body.score);
    for (const column of references) if (body[column] !== undefined) own[column] = body[column];
    if (Object.keys(own).length + Object.keys(theirs).length === 0) return false;
    Object.assign(contact, theirs);
    if (Object.keys(own).length > 0) Object.assign(row.columns, own, { updated_at: now });
    return true;
  },
  moment: at => `${momentText(at)}+00`,
};

const contactMembers = [
  ['title', 'title'],
  ['company', 'company'],
  ['email', 'email'],
  ['phone', 'phone'],
] as const;
const references = ['stage_id', 'pipeline_id', 'owner_user_id'] as const;
