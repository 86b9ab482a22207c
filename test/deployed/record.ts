import { createHash } from 'node:crypto';
import type { SandboxRecord } from '../../main/sandbox/record.ts';
import { momentText } from './revision.ts';
import type { Seed } from './seed.ts';
import type { Columns, World, WorldRow } from './world.ts';

/** An opportunity as suites see it, whichever server holds it: text as it is there, times in epoch ms. */
export interface ServerRecord extends SandboxRecord {
  readonly pipeline: string;
}

/** How a revision's tables hold one. */
export interface Tables {
  read(world: World, row: WorldRow): ServerRecord;
  /** Every column of a row, and its contact where that has a table of its own. */
  write(record: ServerRecord): Columns;
}

/** An id that is made of a text. */
export function uuidFrom(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | null => (typeof value === 'string' ? Number(value) : null);
/** The database's text of a moment, with or without its zone, which is UTC. */
const at = (value: unknown): number | null =>
  typeof value === 'string' ? Date.parse(`${value.replace(' ', 'T').replace(/\+00$/, '')}Z`) : null;

function common(world: World, { id, columns }: WorldRow) {
  return {
    id,
    source: text(columns.source),
    campaign: world.campaigns.get(text(columns.campaign_id)) ?? '',
    createdAt: at(columns.created_at) ?? 0,
    updatedAt: at(columns.updated_at) ?? 0,
    wonAt: at(columns.won_at),
    lostAt: at(columns.lost_at),
  };
}

const written = (record: ServerRecord, zone: string): Columns => {
  const moment = (value: number | null) => (value === null ? null : `${momentText(value)}${zone}`);
  return {
    id: record.id,
    source: record.source,
    campaign_id: uuidFrom(record.campaign),
    created_at: moment(record.createdAt),
    updated_at: moment(record.updatedAt),
    won_at: moment(record.wonAt),
    lost_at: moment(record.lostAt),
    sent_at: null,
    accepted_at: null,
    qualifying_started_at: null,
    qualified_at: null,
    scheduled_at: null,
  };
};
const decimal = (value: number | null) => (value === null ? null : String(value));

export const tablesOf: Readonly<Record<Seed['dialect'], Tables>> = {
  status: {
    read: (world, row) => ({
      ...common(world, row),
      name: text(row.columns.name),
      email: text(row.columns.email),
      phone: text(row.columns.phone),
      company: text(row.columns.company),
      position: text(row.columns.title),
      owner: world.users.get(text(row.columns.responsible_user_id))?.name ?? '',
      deal: text(row.columns.notes),
      value: number(row.columns.deal_value),
      currency: 'BRL',
      pipeline: 'default',
      stage: text(row.columns.status),
    }),
    write: record => ({
      ...written(record, ''),
      name: record.name,
      email: record.email,
      phone: record.phone,
      company: record.company,
      title: record.position,
      responsible_user_id: uuidFrom(record.owner),
      notes: record.deal,
      deal_value: decimal(record.value),
      status: record.stage,
      score: 0,
      location: null,
      headline: null,
      profile_url: null,
      profile_picture: null,
      discard_reason: null,
    }),
  },
  stage_id: {
    read(world, row) {
      const contact = world.contacts.get(text(row.columns.contact_id)) ?? {};
      return {
        ...common(world, row),
        name: text(contact.name),
        email: text(contact.email),
        phone: text(contact.phone),
        company: text(contact.company),
        position: text(contact.title),
        owner: world.users.get(text(row.columns.owner_user_id))?.name ?? '',
        deal: text(row.columns.title),
        value: number(row.columns.value),
        currency: text(row.columns.currency),
        pipeline: text(row.columns.pipeline_id),
        stage: text(row.columns.stage_id),
      };
    },
    write: record => ({
      ...written(record, '+00'),
      contact_id: record.id,
      contact: {
        name: record.name,
        email: record.email,
        phone: record.phone,
        company: record.company,
        title: record.position,
        location: null,
        profile_url: null,
        profile_picture: null,
        linkedin_profile_id: null,
      },
      owner_user_id: uuidFrom(record.owner),
      title: record.deal,
      value: decimal(record.value),
      currency: record.currency,
      pipeline_id: record.pipeline,
      stage_id: record.stage,
      notes: null,
      probability: 0,
      expected_close_date: null,
    }),
  },
};
