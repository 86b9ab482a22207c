import type { Seed, SeedKey, SeedRow } from './seed.ts';

export type Columns = Record<string, unknown>;

/** A row of the opportunities' table: every column as the database holds it. Times are its own text, in UTC. */
export interface WorldRow {
  readonly id: string;
  readonly account: string;
  readonly columns: Columns;
}

export interface WorldStage {
  readonly id: string;
  name: string;
}

/** A key of the API; its text is made from its label. */
export interface WorldKey {
  readonly key: string;
  readonly account: string;
  permissions: readonly string[];
  perHour: number;
  readonly expiresAt: string | null;
  active: boolean;
}

/** All that a deployed server knows. Whoever holds it may change it as the web application does. */
export interface World {
  readonly rows: Map<string, WorldRow>;
  readonly keys: readonly WorldKey[];
  readonly stages: Map<string, WorldStage>;
  /** Pipelines by id, with their stages' ids in the order of the web application. */
  readonly pipelines: ReadonlyMap<string, { readonly name: string; readonly stages: string[] }>;
  readonly users: ReadonlyMap<string, { readonly name: string; readonly email: string }>;
  readonly campaigns: ReadonlyMap<string, string>;
  readonly statuses: readonly string[];
  readonly reasons: ReadonlySet<string>;
  readonly comments: Seed['comments'];
  /** Contacts by id (`stage_id`): several rows may share one. */
  readonly contacts: Map<string, Columns>;
  readonly accountIds: ReadonlyMap<string, string>;
  /** Accounts that were switched off. */
  readonly closed: Set<string>;
  /** Rows that another transaction has locked. */
  readonly locked: Set<string>;
  /** False while the database cannot be reached. */
  reachable: boolean;
}

export const keyText = ({ label }: Pick<SeedKey, 'label'>): string => `lr_live_${label}`;

export function createWorld(seed: Seed): World {
  const tables = { contacts: new Map<string, Columns>(), rows: new Map<string, WorldRow>() };
  for (const row of seed.rows) insert(tables, row);
  const stages = seed.pipelines.flatMap(pipeline => pipeline.stages);
  return {
    ...tables,
    keys: seed.keys.map(key => ({
      key: keyText(key),
      account: key.account,
      permissions: key.permissions,
      perHour: key.rate_limit,
      expiresAt: key.expires_at,
      active: key.is_active,
    })),
    stages: new Map(stages.map(({ id, name }) => [id, { id, name }])),
    pipelines: new Map(
      seed.pipelines.map(({ id, name, stages: own }) => [
        id,
        { name, stages: own.toSorted((a, b) => a.position - b.position).map(one => one.id) },
      ]),
    ),
    users: new Map(seed.accounts.flatMap(({ users }) => users.map(user => [user.id, user]))),
    campaigns: new Map(seed.accounts.map(({ campaign }) => [campaign.id, campaign.name])),
    statuses: seed.available_stages,
    reasons: new Set(seed.discard_reasons.map(({ id }) => id)),
    comments: seed.comments,
    accountIds: new Map(seed.accounts.map(({ label, id }) => [label, id])),
    closed: new Set(),
    locked: new Set(),
    reachable: true,
  };
}

/** Puts a row into the tables, or in the place of the one with its id. */
export function insert(
  { contacts, rows }: Pick<World, 'contacts' | 'rows'>,
  { id, account, contact, why: _, ...columns }: SeedRow,
): void {
  if (typeof columns.contact_id === 'string') contacts.set(columns.contact_id, { ...(contact as Columns) });
  rows.set(id, { id, account, columns: { id, ...columns } });
}
