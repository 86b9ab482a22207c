import * as v from 'valibot';
import {
  type Dialect,
  type Opportunity,
  type Pipeline,
  type PipelineId,
  roleOf,
  type Stage,
  type StageId,
} from '../contract/model.ts';
import { parseJson } from '../contract/parse.ts';
import { endsLast, listsStages } from './dialect/stages.ts';

const known = v.object({
  id: v.string(),
  name: v.string(),
  stages: v.array(v.object({ id: v.string(), name: v.string() })),
  /** The user's own order of stage ids; null without one. */
  arranged: v.nullable(v.array(v.string())),
  /** The stages that have their place by age: it is given once, so that digits do not change under the fingers. */
  placed: v.array(v.string()),
  /** Of each stage: rows seen in it, and the sum of their ages at the last change, in days. */
  ages: v.record(v.string(), v.object({ rows: v.number(), days: v.number() })),
});
const list = v.array(known);

type Known = v.InferOutput<typeof known>;

/** The pipelines of a lane as far as they are known: what answers said, and the user's own order. */
export interface Pipelines {
  /** For the picker: open stages in order, won and lost last. */
  all(): readonly Pipeline[];
  /** Takes in what a page told. Returns whether anything the picker shows is new. */
  learn(dialect: Dialect | null, told: readonly Pipeline[], rows: readonly Opportunity[]): boolean;
  /** Gives stages learnt since the last time their place by what the rows' history shows. */
  settle(): boolean;
  reorder(pipeline: PipelineId, order: readonly StageId[]): void;
  /** Forgets a stage that the server refused; it is learnt again when a row shows it. */
  forget(stage: StageId): boolean;
  text(): string;
}

const dayMs = 86_400_000;

export function createPipelines(text: string | null): Pipelines {
  const parsed = text === null ? null : parseJson(list, text);
  let pipelines: readonly Known[] = parsed?.ok ? parsed.value : [];
  /** Replaces the list; tells whether the picker would show something else. */
  const become = (next: readonly Known[]): boolean => {
    const before = JSON.stringify(pipelines.map(shown));
    pipelines = next;
    return JSON.stringify(pipelines.map(shown)) !== before;
  };

  return {
    all: () => pipelines.map(shown),
    learn(dialect, told, rows) {
      // A list of stages is the whole truth; stages seen in rows only add to what is known.
      const whole = dialect !== null && listsStages[dialect];
      const merged = told.map(pipeline => {
        const before = pipelines.find(({ id }) => id === pipeline.id) ?? fresh(pipeline);
        return {
          ...before,
          name: pipeline.name || before.name,
          stages: whole ? plain(pipeline.stages) : withNew(before.stages, plain(pipeline.stages)),
        };
      });
      const others = whole ? [] : pipelines.filter(({ id }) => !told.some(pipeline => pipeline.id === id));
      const inOrder = [...others, ...merged].toSorted((a, b) => position(a.id) - position(b.id));
      return become(whole || told.length === 0 ? inOrder : inOrder.map(pipeline => aged(pipeline, rows)));
    },
    settle() {
      return become(pipelines.map(placed));
    },
    reorder(id, order) {
      become(pipelines.map(one => (one.id === id ? { ...one, arranged: [...order] } : one)));
    },
    forget(stage) {
      return become(pipelines.map(one => ({ ...one, stages: one.stages.filter(({ id }) => id !== stage) })));
    },
    text: () => JSON.stringify(pipelines),
  };

  /** Pipelines keep the place they were first met at. */
  function position(id: string): number {
    const at = pipelines.findIndex(pipeline => pipeline.id === id);
    return at < 0 ? pipelines.length : at;
  }
}

const plain = (stages: readonly Stage[]): Known['stages'] => stages.map(({ id, name }) => ({ id, name }));

const fresh = ({ id, name }: Pipeline): Known => ({
  id,
  name,
  stages: [],
  arranged: null,
  placed: [],
  ages: {},
});

function withNew(before: Known['stages'], seen: Known['stages']): Known['stages'] {
  const renamed = before.map(stage => {
    const name = seen.find(({ id }) => id === stage.id)?.name ?? '';
    return name === '' ? stage : { ...stage, name };
  });
  return [...renamed, ...seen.filter(({ id }) => !before.some(stage => stage.id === id))];
}

function shown({ id, name, stages, arranged }: Known): Pipeline {
  const place = new Map((arranged ?? []).map((stage, index) => [stage, index]));
  const ordered = stages
    .map((stage, index) => ({ stage, at: place.get(stage.id) ?? place.size + index }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ stage }) => ({ id: stage.id as StageId, name: stage.name, role: roleOf(stage.name) }));
  return { id: id as PipelineId, name, stages: endsLast(ordered) };
}

/** Adds the ages of these rows: how long after its making an opportunity came to stand where it stands. */
function aged(pipeline: Known, rows: readonly Opportunity[]): Known {
  const ages = { ...pipeline.ages };
  for (const { pipeline: id, stage, createdAt, updatedAt } of rows) {
    if (id !== pipeline.id || createdAt === null || updatedAt === null) continue;
    const before = ages[stage.id] ?? { rows: 0, days: 0 };
    ages[stage.id] = { rows: before.rows + 1, days: before.days + (updatedAt - createdAt) / dayMs };
  }
  return { ...pipeline, ages };
}

/** Stages by the average age of their rows: the further on, the older. Without ages they stay as they were. */
function placed(pipeline: Known): Known {
  const { stages, ages } = pipeline;
  const isNew = stages.some(({ id }) => !pipeline.placed.includes(id));
  if (!isNew || Object.keys(ages).length === 0) return pipeline;
  const average = (id: string): number => {
    const age = ages[id];
    return age === undefined || age.rows === 0 ? Number.MAX_VALUE : age.days / age.rows;
  };
  const ordered = stages.toSorted((a, b) => average(a.id) - average(b.id));
  return { ...pipeline, stages: ordered, placed: ordered.map(({ id }) => id) };
}
