import { campaigns, owners } from '../../main/sandbox/people.ts';
import { seedRecords } from '../../main/sandbox/seed.ts';
import { isEnd, onePipeline, samplePipelines } from './pipelines.ts';
import { type ServerRecord, tablesOf, uuidFrom } from './record.ts';
import type { Seed, SeedRow } from './seed.ts';
import { createWorld, type World } from './world.ts';

export interface SampleOptions {
  readonly count: number;
  /** Ages of the rows count back from here, epoch ms. */
  readonly bornAt: number;
}

const account = 'main';

/** A deployed server whose one account has the people of the sample data. It has no key yet. */
export function sampleWorld(dialect: Seed['dialect'], options: SampleOptions): World {
  const pipelines = dialect === 'status' ? [] : samplePipelines.stage_id;
  const [campaign = '', ...others] = campaigns;
  const world = createWorld({
    dialect,
    accounts: [
      {
        label: account,
        id: uuidFrom(account),
        users: owners.map(name => ({ id: uuidFrom(name), name, email: '' })),
        campaign: { id: uuidFrom(campaign), name: campaign },
      },
    ],
    keys: [],
    pipelines: pipelines.map(({ id, name, stages }) => ({
      id,
      account,
      name,
      stages: stages.map((stage, position) => ({
        ...stage,
        position,
        is_win_stage: stage.name === 'won',
        is_loss_stage: stage.name === 'lost',
      })),
    })),
    available_stages: dialect === 'status' ? samplePipelines.status.flatMap(namesOf) : [],
    discard_reasons: [],
    comments: [],
    rows: sampleRecords(dialect, options).map(record => rowOf(dialect, record)),
  });
  const known = others.map(name => [uuidFrom(name), name] as const);
  return { ...world, campaigns: new Map([...world.campaigns, ...known]) };
}

/** The row that a record is in the tables. */
export function rowOf(dialect: Seed['dialect'], record: ServerRecord): SeedRow {
  return { account, ...tablesOf[dialect].write(record) } as SeedRow;
}

/** The sample people as they stand in the pipelines of a deployed server: always the same for a count and a birth. */
export function sampleRecords(
  dialect: Seed['dialect'],
  { count, bornAt }: SampleOptions,
): readonly ServerRecord[] {
  const [first, last] = [samplePipelines[dialect].at(0), samplePipelines[dialect].at(-1)];
  if (first === undefined || last === undefined) return [];
  return seedRecords(count, bornAt).map((record, at) => {
    const { id: pipeline, stages } = at % 4 === 3 ? last : first;
    const open = stages.filter(stage => !isEnd(stage));
    // As far on as in the sample data, where there are fewer or more stages to stand in.
    const share = (documented.indexOf(record.stage) + ((at * 0.618) % 1)) / documented.length;
    const further = at === 0 ? open[3] : open[Math.floor(share * open.length)];
    const stage = stages.find(({ name }) => name === record.stage && isEnd({ name })) ?? further;
    return { ...record, id: uuidFrom(record.id), pipeline, stage: stage?.id ?? '' };
  });
}

const documented = onePipeline.stages.filter(stage => !isEnd(stage)).map(({ name }) => name);
const namesOf = ({ stages }: { readonly stages: readonly { readonly name: string }[] }) =>
  stages.map(({ name }) => name);
