import type { PipelineId, StageId } from '../../contract/model.ts';
import type { LightRow } from '../../contract/row-store.ts';

/** What the rows in one stage of one pipeline show. */
export interface StageCensus {
  readonly pipeline: PipelineId;
  readonly stage: StageId;
  readonly name: string;
  readonly rows: number;
  /** Rows whose latest stamp is `won_at`, and rows whose latest is `lost_at`. */
  readonly won: number;
  readonly lost: number;
  /** Rows that came to this stage before this month, and the sum of the days from their creation until then. */
  readonly settled: number;
  readonly days: number;
}

const nobody = { rows: 0, won: 0, lost: 0, settled: 0, days: 0 } as const;

/** What the rows of one pipeline show of its stages, as of one month. */
export interface Census {
  /** The month of the newest change, counted from January 1970. */
  readonly month: number;
  readonly stages: readonly StageCensus[];
}

const dayMs = 86_400_000;
/** Rows counted between two yields: about 4 ms. */
const stepRows = 4_096;

/** A stage while its rows are counted. Ages are kept per month, since only the end shows which month is the newest. */
interface Count extends Pick<StageCensus, 'pipeline' | 'stage' | 'name'> {
  rows: number;
  won: number;
  lost: number;
  readonly months: Map<number, { rows: number; days: number }>;
}

/** Months since January 1970, UTC. */
function monthOf(at: number): number {
  const date = new Date(at);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/**
 * Counts the rows of each stage. It depends on the rows alone, so two machines with the same rows agree: "this month" is the
 * month (UTC) of the newest change, and rows that moved in it do not count for the order. Yields every `stepRows` rows.
 */
export function* censusOf(rows: Iterable<Pick<LightRow, 'standing'>>): Generator<void, Census> {
  const found = new Map<string, Count>();
  let newest = 0;
  let read = 0;
  for (const one of rows) {
    read += 1;
    if (read % stepRows === 0) yield;
    const row = one.standing();
    const key = `${row.pipeline}\n${row.stage}`;
    let count = found.get(key);
    if (count === undefined) {
      const { pipeline, stage, name } = row;
      count = { pipeline, stage, name, rows: 0, won: 0, lost: 0, months: new Map() };
      found.set(key, count);
    }
    count.rows += 1;
    const { wonAt, lostAt, createdAt, updatedAt } = row;
    if (wonAt !== null && wonAt >= (lostAt ?? 0)) count.won += 1;
    else if (lostAt !== null) count.lost += 1;
    if (createdAt === null || updatedAt === null) continue;
    const month = monthOf(updatedAt);
    newest = Math.max(newest, month);
    const ages = count.months.get(month) ?? { rows: 0, days: 0 };
    count.months.set(month, { rows: ages.rows + 1, days: ages.days + (updatedAt - createdAt) / dayMs });
  }
  return { month: newest, stages: [...found.values()].map(count => counted(count, newest)) };
}

function counted({ months, ...count }: Count, newest: number): StageCensus {
  const before = [...months].filter(([month]) => month < newest).map(([, ages]) => ages);
  return {
    ...count,
    settled: before.reduce((sum, ages) => sum + ages.rows, 0),
    days: before.reduce((sum, ages) => sum + ages.days, 0),
  };
}

/**
 * The stages of each pipeline. A stage belongs to the pipeline of most of its rows; the others have strayed. If it has
 * a single row, `knownHome` counts for more, since that row may have strayed.
 */
export function homesOf(
  { stages }: Census,
  knownHome: (stage: StageId) => string | undefined,
): ReadonlyMap<StageId, StageCensus> {
  const homes = new Map<StageId, StageCensus>();
  for (const count of stages) {
    const known = homes.get(count.stage);
    const more = known === undefined || count.rows > known.rows;
    const same = known?.rows === count.rows && count.pipeline < known.pipeline;
    if (more || same) homes.set(count.stage, count);
  }
  for (const [stage, count] of homes) {
    const known = (knownHome(stage) ?? count.pipeline) as PipelineId;
    if (count.rows > 1 || known === count.pipeline) continue;
    const stands = stages.find(one => one.stage === stage && one.pipeline === known);
    if (stands === undefined) homes.set(stage, { ...count, ...nobody, pipeline: known });
  }
  return homes;
}
