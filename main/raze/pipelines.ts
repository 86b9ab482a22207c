import * as v from 'valibot';
import {
  type Dialect,
  type Pipeline,
  type PipelineId,
  type Stage,
  type StageId,
  type StageRole,
  stageRoles,
} from '../contract/model.ts';
import { parseJson } from '../contract/parse.ts';
import { endsLast, listsStages, type ToldPipeline } from './dialect/stages.ts';
import { type Census, homesOf } from './stage-census.ts';
import { roleByEvidence } from './stage-evidence.ts';
import { hasNoGap, inGuessedOrder, inVendorOrder } from './stage-order.ts';

/** An object by stage ids; `v.record` would leave out what is called as a member of every object (`__proto__`). */
const byStage = <Schema extends v.GenericSchema>(item: Schema) =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(data => typeof data === 'object' && data !== null),
    v.transform(data => Object.entries(data)),
    v.array(v.tuple([v.string(), item])),
    v.transform(entries => Object.fromEntries(entries) as Readonly<Record<string, v.InferOutput<Schema>>>),
  );

const count = v.object({ rows: v.number(), won: v.number(), lost: v.number() });
const known = v.object({
  id: v.string(),
  name: v.string(),
  stages: v.array(v.object({ id: v.string(), name: v.string() })),
  /** The user's own order of stage ids; null without one. */
  arranged: v.nullable(v.array(v.string())),
  /** The user's own word on what a stage is. */
  marked: v.optional(byStage(v.picklist(stageRoles)), {}),
  /** The order guessed from rows, and the month whose beginning it was guessed at; null before the first time. */
  guessed: v.optional(v.nullable(v.object({ month: v.number(), order: v.array(v.string()) })), null),
  /** Of each stage: the rows seen in it at the last census, and those with the stamp of an end. */
  counts: v.optional(byStage(count), {}),
  /** True where the server tells all stages and their order. */
  listed: v.optional(v.boolean(), false),
});
const list = v.array(known);

type Known = v.InferOutput<typeof known>;

/** The pipelines of a lane as far as they are known: what answers said, what rows show, and the user's own word. */
export interface Pipelines {
  /** For the picker: open stages in order, won and lost last. */
  all(): readonly Pipeline[];
  /** Takes in what a page told. Returns whether anything the picker shows is new. */
  learn(dialect: Dialect | null, told: readonly ToldPipeline[]): boolean;
  /**
   * Takes in what all rows show: which pipeline a stage belongs to, what it is, and where it stands. A guessed order is
   * made anew when a month is over, never before.
   */
  settle(census: Census): boolean;
  reorder(pipeline: PipelineId, order: readonly StageId[]): void;
  /** The user says what a stage is; null takes that back. */
  mark(pipeline: PipelineId, stage: StageId, role: StageRole | null): void;
  /** Forgets a stage that the server refused; it is learnt again when a row shows it. */
  forget(stage: StageId): boolean;
  text(): string;
}

export function createPipelines(text: string | null): Pipelines {
  const parsed = text === null ? null : parseJson(list, text);
  let pipelines: readonly Known[] = parsed?.ok ? parsed.value : [];
  /** Replaces the list; tells whether the picker would show something else. */
  const become = (next: readonly Known[]): boolean => {
    const before = JSON.stringify(pipelines.map(shown));
    pipelines = next;
    return JSON.stringify(pipelines.map(shown)) !== before;
  };
  const change = (id: PipelineId, how: (pipeline: Known) => Known): boolean =>
    become(pipelines.map(one => (one.id === id ? how(one) : one)));

  /** Rows met of each stage, by the pipeline they lie in, since nothing but them says where it belongs. */
  const met = new Map<string, Map<string, number>>();
  const meet = ({ id, stages, rows }: ToldPipeline): void => {
    for (const { id: stage } of stages) {
      const places = met.get(stage) ?? new Map<string, number>();
      met.set(stage, places.set(id, (places.get(id) ?? 0) + (rows?.get(stage) ?? 1)));
    }
  };
  /** The pipeline that a stage belongs to: where the last census has it, else where most rows met in it lie. */
  const homeOf = (stage: string): string | undefined => {
    const has = ({ counts }: Known): boolean => Object.hasOwn(counts, stage);
    const knows = ({ stages }: Known): boolean => stages.some(({ id }) => id === stage);
    const settledIn = pipelines.find(has)?.id;
    if (settledIn !== undefined) return settledIn;
    const places = met.get(stage) ?? new Map<string, number>();
    let home = pipelines.find(knows)?.id;
    for (const [id, count] of places) if (count > (places.get(home ?? '') ?? 0)) home = id;
    return home;
  };

  return {
    all: () => pipelines.map(shown),
    learn(dialect, told) {
      // A list of stages is the whole truth; stages seen in rows only add to what is known.
      const listed = dialect !== null && listsStages[dialect];
      if (!listed) told.forEach(meet);
      const merged = told.map(pipeline => {
        const before = pipelines.find(({ id }) => id === pipeline.id) ?? fresh(pipeline);
        const seen = plain(pipeline.stages);
        const own = seen.filter(({ id }) => homeOf(id) === pipeline.id);
        return {
          ...before,
          listed,
          name: pipeline.name || before.name,
          stages: listed ? seen : withNew(before.stages, own),
        };
      });
      const others = listed ? [] : pipelines.filter(({ id }) => !told.some(pipeline => pipeline.id === id));
      const next = [...others, ...merged].map(one => (listed ? one : withoutStrays(one)));
      return become(next.toSorted((a, b) => position(a.id) - position(b.id)));
    },
    settle: census => become(pipelines.map(pipeline => settled(pipeline, census))),
    reorder(id, order) {
      change(id, one => ({ ...one, arranged: [...order] }));
    },
    mark(id, stage, role) {
      change(id, one => {
        const { [stage]: _, ...others } = one.marked;
        return { ...one, marked: role === null ? others : { ...others, [stage]: role } };
      });
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

  /** A row that stands in a stage of another pipeline teaches nothing about its own. */
  function withoutStrays(pipeline: Known): Known {
    const stages = pipeline.stages.filter(({ id }) => (homeOf(id) ?? pipeline.id) === pipeline.id);
    return stages.length === pipeline.stages.length ? pipeline : { ...pipeline, stages };
  }
}

const plain = (stages: readonly Stage[]): Known['stages'] => stages.map(({ id, name }) => ({ id, name }));

const fresh = ({ id, name }: ToldPipeline): Known => ({
  id,
  name,
  stages: [],
  arranged: null,
  marked: {},
  guessed: null,
  counts: {},
  listed: false,
});

function withNew(before: Known['stages'], seen: Known['stages']): Known['stages'] {
  const renamed = before.map(stage => {
    const name = seen.find(({ id }) => id === stage.id)?.name ?? '';
    return name === '' ? stage : { ...stage, name };
  });
  return [...renamed, ...seen.filter(({ id }) => !before.some(stage => stage.id === id))];
}

function settled(pipeline: Known, census: Census): Known {
  const homes = homesOf(census);
  const own = [...homes.values()].filter(home => home.pipeline === pipeline.id);
  const counts = Object.fromEntries(own.map(({ stage, rows, won, lost }) => [stage, { rows, won, lost }]));
  if (pipeline.listed) return { ...pipeline, counts };
  const strays = pipeline.stages.filter(
    ({ id }) => (homes.get(id as StageId)?.pipeline ?? pipeline.id) !== pipeline.id,
  );
  const seen = own.map(({ stage, name }) => ({ id: stage as string, name }));
  const stages = withNew(
    pipeline.stages.filter(stage => !strays.includes(stage)),
    seen,
  );
  const stale = pipeline.guessed === null || pipeline.guessed.month < census.month;
  const order = () => inGuessedOrder(stages, new Map(own.map(one => [one.stage as string, one])));
  const guessed = stale ? { month: census.month, order: order().map(({ id }) => id) } : pipeline.guessed;
  return { ...pipeline, counts, stages, guessed };
}

/** A stage may be called as what every object has (`constructor`). */
function ownOf<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

/** The pipeline as the picker has it. Of orders the user's wins, then the server's, the vendor's, and the guessed one. */
function shown({ id, name, stages, arranged, marked, guessed, counts, listed }: Known): Pipeline {
  const vendors = listed ? null : inVendorOrder(stages);
  const inOrder =
    arranged !== null
      ? inOrderOf(stages, arranged)
      : listed
        ? stages
        : (vendors ?? inOrderOf(stages, guessed?.order ?? []));
  const judged = inOrder.map(stage => ({
    stage: stage.id as StageId,
    name: stage.name,
    ...roleByEvidence(stage.name, ownOf(marked, stage.id), ownOf(counts, stage.id)),
  }));
  // A stage that came after the user had put the others in order stands where nobody put it.
  const isNew = (stage: string): boolean => arranged !== null && !listed && !arranged.includes(stage);
  return {
    id: id as PipelineId,
    name,
    stages: endsLast(judged.map(({ stage, name: own, role }) => ({ id: stage, name: own, role }))),
    ordered: listed || arranged !== null || (vendors !== null && hasNoGap(vendors)),
    unsure: judged.filter(({ stage, sure }) => !sure || isNew(stage)).map(({ stage }) => stage),
  };
}

/** Stages that the order does not know come after the others, as they were. */
function inOrderOf(stages: Known['stages'], order: readonly string[]): Known['stages'] {
  const place = new Map(order.map((stage, index) => [stage, index]));
  return stages
    .map((stage, index) => ({ stage, at: place.get(stage.id) ?? place.size + index }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ stage }) => stage);
}
