import { assertNever } from '../contract/failure.ts';
import type { Dialect } from '../contract/model.ts';
import type { Book } from './book.ts';
import { campaignIdOf, ownerIdOf, pipelinesOf, type SandboxRecord } from './record.ts';

export type Json = Readonly<Record<string, unknown>>;

/**
 * A whole row on the wire. `one` is the shape of GET by id: the documentation nests there what the list names by id and
 * adds stamps, the `stage_id` revision omits names.
 */
export function wireRow(book: Book, record: SandboxRecord, one = false): Json {
  const stamp = stampOf[book.dialect];
  const times = {
    created_at: stamp(record.createdAt),
    updated_at: stamp(record.updatedAt),
    won_at: record.wonAt === null ? null : stamp(record.wonAt),
    lost_at: record.lostAt === null ? null : stamp(record.lostAt),
  };
  switch (book.dialect) {
    case 'documented': {
      const row = {
        id: record.id,
        name: record.name,
        email: record.email,
        phone: record.phone,
        company: record.company,
        position: record.position,
        status: record.stage,
        source: record.source,
        deal_value: record.value,
        deal_currency: record.currency,
      };
      const { created_at, updated_at } = times;
      const [campaign, owner] = [campaignIdOf(record), ownerIdOf(record)];
      if (!one) return { ...row, campaign_id: campaign, responsible_user_id: owner, created_at, updated_at };
      return {
        ...row,
        linkedin_url: null,
        notes: record.deal,
        campaign: { id: campaign, name: record.campaign },
        responsible_user: { id: owner, name: record.owner },
        ...times,
      };
    }
    case 'status':
      return {
        id: record.id,
        name: record.name,
        email: record.email,
        phone: record.phone,
        company: record.company,
        title: record.position,
        status: record.stage,
        campaign_name: record.campaign,
        responsible_user_name: record.owner,
        ...times,
      };
    case 'stage_id': {
      const pipeline = pipelinesOf.stage_id.find(({ id }) => id === record.pipeline);
      const row = {
        id: record.id,
        title: record.deal,
        contact_name: record.name,
        contact_email: record.email,
        contact_phone: record.phone,
        contact_company: record.company,
        contact_title: record.position,
        value: record.value === null ? null : record.value.toFixed(2),
        currency: record.currency,
        pipeline_id: record.pipeline,
        stage_id: record.stage,
        owner_user_name: record.owner,
        ...times,
      };
      if (one) return row;
      const stage = book.anyStage(record.stage);
      return { ...row, pipeline_name: pipeline?.name ?? null, stage_name: stage?.name ?? null };
    }
    default:
      return assertNever(book.dialect);
  }
}

/** The list answer around its rows. */
export function wireList(book: Book, rows: readonly SandboxRecord[], page: Pagination): Json {
  const data = rows.map(row => wireRow(book, row));
  const { number, limit, total } = page;
  const pages = limit === 0 ? 0 : Math.ceil(total / limit);
  if (book.dialect === 'documented') {
    const pagination = { page: number, limit, total, total_pages: pages };
    return { success: true, data: { opportunities: data, pagination } };
  }
  const pagination = {
    page: number,
    per_page: limit,
    total,
    total_pages: pages,
    // Dividing by a limit of 0 leaves the deployed revisions with a next page for ever.
    has_next: limit === 0 || number < pages,
    has_prev: number > 1,
  };
  const list = { success: true, data, pagination };
  if (book.dialect === 'stage_id') return list;
  return { ...list, available_stages: pipelinesOf.status[0].stages.map(({ id }) => id) };
}

export interface Pagination {
  readonly number: number;
  readonly limit: number;
  readonly total: number;
}

/** The answer to a PATCH. */
export function wirePatched(book: Book, before: SandboxRecord, after: SandboxRecord): Json {
  const row = wireRow(book, after, true);
  if (book.dialect === 'documented') {
    const { id, name, status, won_at, lost_at, updated_at } = row;
    const stamp = status === 'won' ? { won_at } : status === 'lost' ? { lost_at } : {};
    return { success: true, data: { id, name, status, ...stamp, updated_at } };
  }
  const told = (id: string) =>
    book.dialect === 'status' ? id : { id, name: book.anyStage(id)?.name ?? null };
  return { success: true, data: row, stage_change: { from: told(before.stage), to: told(after.stage) } };
}

/** Each revision writes moments its own way: whole seconds, milliseconds, or PostgreSQL's text. */
const stampOf: Readonly<Record<Dialect, (at: number) => string>> = {
  documented: at => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  status: at => new Date(at).toISOString(),
  stage_id: at => {
    const [day, rest = ''] = new Date(at).toISOString().split('T');
    return `${day} ${rest.replace('Z', '').replace(/\.?0+$/, '')}+00`;
  },
};
