import { campaignIdOf, ownerIdOf, type SandboxRecord } from './record.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The list answer. */
export function wireList(
  records: readonly SandboxRecord[],
  { page, limit, total }: Readonly<Record<'page' | 'limit' | 'total', number>>,
): Json {
  const pagination = { page, limit, total, total_pages: Math.ceil(total / limit) };
  const opportunities = records.map(record => ({
    ...named(record),
    campaign_id: campaignIdOf(record),
    responsible_user_id: ownerIdOf(record),
    created_at: stamp(record.createdAt),
    updated_at: stamp(record.updatedAt),
  }));
  return { success: true, data: { opportunities, pagination } };
}

/** The answer to GET by id, which nests what the list names by id and adds stamps. */
export function wireOne(record: SandboxRecord): Json {
  const data = {
    ...named(record),
    linkedin_url: null,
    notes: record.deal,
    campaign: { id: campaignIdOf(record), name: record.campaign },
    responsible_user: { id: ownerIdOf(record), name: record.owner },
    created_at: stamp(record.createdAt),
    updated_at: stamp(record.updatedAt),
    won_at: maybe(record.wonAt),
    lost_at: maybe(record.lostAt),
  };
  return { success: true, data };
}

/** The answer to a PATCH. */
export function wirePatched({ id, name, stage, wonAt, lostAt, updatedAt }: SandboxRecord): Json {
  const stamped =
    stage === 'won' ? { won_at: maybe(wonAt) } : stage === 'lost' ? { lost_at: maybe(lostAt) } : {};
  return { success: true, data: { id, name, status: stage, ...stamped, updated_at: stamp(updatedAt) } };
}

const named = (record: SandboxRecord): Json => ({
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
});

/** Whole seconds. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
const maybe = (at: number | null): string | null => (at === null ? null : stamp(at));
