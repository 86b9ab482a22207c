import { ilike, textOf, uuidOf } from './postgres.ts';
import { type Json, momentText, Refused, type Revision, withCents } from './revision.ts';
import type { World, WorldRow } from './world.ts';
import { shortText, trimmed, wholeNumber } from './written.ts';

/** Columns that no seed names, with what a row has in them when it is made. */
const untouched = {
  linkedin_profile_id: null,
  provider_id: null,
  summary: null,
  industry: null,
  connections: null,
  lost_reason: null,
  email_captured_at: null,
  phone_captured_at: null,
  email_source: null,
  phone_source: null,
  first_name: null,
  last_name: null,
  connections_count: 0,
  follower_count: 0,
  is_premium: false,
  is_creator: false,
  is_influencer: false,
  network_distance: null,
  public_identifier: null,
  member_urn: null,
  profile_picture_large: null,
  primary_locale: null,
  websites: null,
  experience: null,
  education: null,
  skills: null,
  certifications: null,
  languages: null,
  about: null,
  full_profile_fetched_at: null,
  enrichment_attempts: 0,
  last_enrichment_error: null,
  sector_id: null,
  deal_currency: 'BRL',
} as const;

/** The column each stage stamps when a row comes to it, however often; `leads` and `discarded` stamp none. */
const stamps: Readonly<Record<string, string>> = {
  invite_sent: 'sent_at',
  accepted: 'accepted_at',
  qualifying: 'qualifying_started_at',
  qualified: 'qualified_at',
  scheduled: 'scheduled_at',
  won: 'won_at',
  lost: 'lost_at',
};
const moments = new Set([...Object.values(stamps), 'created_at', 'updated_at']);

/** A time column as JSON has it: the driver makes a Date of it, which keeps thousandths. */
const iso = (value: unknown): unknown =>
  typeof value === 'string' ? new Date(`${value.replace(' ', 'T')}Z`).toISOString() : value;

function ownColumns({ columns }: WorldRow): Json {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, moments.has(name) ? iso(value) : value]),
  );
}

function joined(world: World, { columns }: WorldRow): Json {
  const owner = world.users.get(String(columns.responsible_user_id));
  return {
    campaign_name: world.campaigns.get(String(columns.campaign_id)) ?? null,
    responsible_user_name: owner?.name ?? null,
    responsible_user_email: owner?.email ?? null,
  };
}

function alone(world: World, row: WorldRow): Json {
  return {
    ...untouched,
    ...ownColumns(row),
    deal_value: withCents(row.columns.deal_value),
    account_id: world.accountIds.get(row.account),
    ...joined(world, row),
  };
}

const sameId = (column: string) => (_: World, value: string) => {
  const id = uuidOf(value);
  return ({ columns }: WorldRow) => columns[column] === id;
};

export const statusRevision: Revision = {
  sorts: ['created_at', 'updated_at', 'name', 'company', 'status', 'score'],
  filters: {
    status: (_, value) => {
      // Several at once, parted by commas and taken as they stand, blanks included.
      const wanted = textOf(value).split(',');
      return ({ columns }) => wanted.includes(String(columns.status));
    },
    campaign_id: sameId('campaign_id'),
    responsible_user_id: sameId('responsible_user_id'),
    company: (_, value) => row => ilike((row.columns.company as string | null) ?? null, `%${textOf(value)}%`),
  },
  searched: (_, { columns }) => [columns.name, columns.company, columns.title],
  listed: world => ({ available_stages: world.statuses }),
  inList(world, row) {
    const { deal_value: _value, source: _source, ...listed } = ownColumns(row);
    return { ...listed, ...joined(world, row) };
  },
  alone,
  comments: (world, row) =>
    world.comments
      .filter(comment => comment.row === row.id)
      .map(({ id, text, user_id, created_at }) => ({
        id,
        comment: text,
        user_name: world.users.get(user_id)?.name ?? null,
        created_at: created_at.replace(' ', 'T'),
      })),
  stageIn(world, { status }) {
    if (typeof status !== 'string' || !world.statuses.includes(status)) {
      throw new Refused(`Invalid status. Must be one of: ${world.statuses.join(', ')}`);
    }
    return status;
  },
  move(world, row, stage, body, now) {
    const to = String(stage);
    const from = row.columns.status;
    row.columns.status = to;
    row.columns.updated_at = now;
    const reason = body.discard_reason;
    if (reason && (to === 'lost' || to === 'discarded')) {
      row.columns.discard_reason = typeof reason === 'string' ? reason : JSON.stringify(reason);
    }
    const stamp = stamps[to];
    if (stamp !== undefined) row.columns[stamp] = now;
    return { data: alone(world, row), stage_change: { from, to } };
  },
  update(_, row, body, now) {
    const own: Record<string, unknown> = {};
    if (body.name !== undefined) own.name = trimmed(body.name);
    for (const column of ['title', 'company', 'email', 'phone'] as const) {
      if (body[column] !== undefined) own[column] = shortText(body[column]);
    }
    if (body.notes !== undefined) own.notes = body.notes === null ? null : textOf(String(body.notes));
    if (body.score !== undefined) own.score = wholeNumber(body.score);
    if (body.responsible_user_id !== undefined) own.responsible_user_id = body.responsible_user_id;
    if (Object.keys(own).length === 0) return false;
    Object.assign(row.columns, own, { updated_at: now });
    return true;
  },
  moment: momentText,
};
