import { longestText } from '../../main/contract/bounded-text.ts';
import type { StageRole } from '../../main/contract/model.ts';
import type { Seed } from '../deployed/seed.ts';
import type { World, WorldRow } from '../deployed/world.ts';

/** What is true of a row, by what the seed and the events say; texts as a person sees them. */
export interface TrueRow {
  /** The texts that its name is made of, first to last. */
  readonly names: readonly string[];
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly position: string;
  readonly owner: string;
  readonly pipeline: string;
  readonly stage: string;
  readonly stageName: string;
  readonly value: number | null;
  readonly currency: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly wonAt: number | null;
  readonly lostAt: number | null;
}

export function trueRow(dialect: Seed['dialect'], world: World, row: WorldRow): TrueRow {
  const { columns } = row;
  const times = {
    createdAt: moment(columns.created_at),
    updatedAt: moment(columns.updated_at),
    wonAt: moment(columns.won_at),
    lostAt: moment(columns.lost_at),
  };
  if (dialect === 'status') {
    const status = String(columns.status);
    return {
      names: [plain(columns.name)],
      company: plain(columns.company),
      email: plain(columns.email),
      phone: plain(columns.phone),
      position: plain(columns.title),
      owner: plain(world.users.get(String(columns.responsible_user_id))?.name),
      pipeline: 'default',
      stage: status,
      stageName: status,
      value: amount(columns.deal_value),
      currency: plain(columns.deal_currency ?? 'BRL'),
      ...times,
    };
  }
  const contact = world.contacts.get(String(columns.contact_id)) ?? {};
  return {
    names: [plain(contact.name), plain(columns.title)],
    company: plain(contact.company),
    email: plain(contact.email),
    phone: plain(contact.phone),
    position: plain(contact.title),
    owner: plain(world.users.get(String(columns.owner_user_id))?.name),
    pipeline: String(columns.pipeline_id),
    stage: String(columns.stage_id),
    stageName: world.stages.get(String(columns.stage_id))?.name ?? '',
    value: amount(columns.value),
    currency: plain(columns.currency),
    ...times,
  };
}

/** A stage of the web application, with what its flags say it is. */
export interface TrueStage {
  readonly id: string;
  readonly name: string;
  readonly role: StageRole;
}

/** A pipeline with its stages in the web application's order. */
export interface TruePipeline {
  readonly name: string;
  readonly stages: readonly TrueStage[];
}

/** The pipelines by id. The status revision has one, without a name, and no flags. */
export function truePipelines(seed: Seed, world: World): ReadonlyMap<string, TruePipeline> {
  if (seed.dialect === 'status') {
    const stages = seed.available_stages.map(id => ({
      id,
      name: id,
      role: statusEnds[id] ?? ('open' as const),
    }));
    return new Map([['default', { name: '', stages }]]);
  }
  const flags = new Map(seed.pipelines.flatMap(({ stages }) => stages.map(stage => [stage.id, stage])));
  const stageOf = (id: string): TrueStage => {
    const flag = flags.get(id);
    const role = flag?.is_win_stage ? 'won' : flag?.is_loss_stage ? 'lost' : 'open';
    return { id, name: world.stages.get(id)?.name ?? '', role };
  };
  return new Map(
    [...world.pipelines].map(([id, { name, stages }]) => [id, { name, stages: stages.map(stageOf) }]),
  );
}

/** `discarded` ends a deal without having been won. */
const statusEnds: Readonly<Record<string, StageRole>> = { won: 'won', lost: 'lost', discarded: 'lost' };

const plain = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, longestText).toWellFormed() : '';

const amount = (value: unknown): number | null => (typeof value === 'string' ? Number(value) : null);

/** Epoch milliseconds of a moment as the database writes it, in UTC; what is finer than a millisecond is cut off. */
function moment(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const [, day, time, fraction = ''] = /^([\d-]+) ([\d:]+)(\.\d+)?(?:\+00)?$/.exec(value) ?? [];
  return Date.parse(`${day}T${time}.${fraction.slice(1, 4).padEnd(3, '0')}Z`);
}
