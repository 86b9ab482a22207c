import * as v from 'valibot';
import {
  dialects,
  type Pipeline,
  type PipelineId,
  type RoleReason,
  type StageId,
  stageRoles,
} from '../../contract/model.ts';
import { parseJson } from '../../contract/parse.ts';
import { tellsStages, wireOf } from '../dialect/registry.ts';
import { endsLast, openFirst } from '../dialect/stages.ts';
import { roleByEvidence } from './evidence.ts';
import { hasNoGap, inNamedOrder, inNumberedOrder, inVendorOrder } from './order.ts';

const count = v.object({ stage: v.string(), rows: v.number(), won: v.number(), lost: v.number() });
const mark = v.object({ stage: v.string(), role: v.picklist(stageRoles) });
/** A pipeline as it is stored: what answers told, what rows showed, what the user said. */
const knownPipeline = v.object({
  id: v.string(),
  name: v.string(),
  stages: v.array(v.object({ id: v.string(), name: v.string() })),
  /** The user's order as stage ids; null without one. */
  arranged: v.nullable(v.array(v.string())),
  /** The user's own word on each stage. */
  marked: v.optional(v.array(mark), []),
  /** The order guessed from rows, and the month at whose beginning it was guessed; null before the first guess. */
  guessed: v.optional(v.nullable(v.object({ month: v.number(), order: v.array(v.string()) })), null),
  /** Per stage the rows at the last census, and how many were stamped as won and as lost. */
  counts: v.optional(v.array(count), []),
  /** The dialect that last told of it; null in a text of an older version. */
  dialect: v.optional(v.nullable(v.picklist(dialects)), null),
  /** True when the server now speaks another dialect and does not have it: kept for what the user said. */
  past: v.optional(v.boolean(), false),
});
export type KnownPipeline = v.InferOutput<typeof knownPipeline>;

const list = v.array(knownPipeline);

/** The pipelines in a stored text; none when it does not parse. */
export function readKnownPipelines(text: string | null): readonly KnownPipeline[] {
  const parsed = text === null ? null : parseJson(list, text);
  return parsed?.ok ? parsed.value : [];
}

/**
 * The pipeline as the picker shows it. The first of these orders that there is: the user's, the server's, the vendor's,
 * by numbers in the names, the guessed one.
 */
export function shownPipeline(pipeline: KnownPipeline): Pipeline {
  const { id, name, stages, arranged, guessed, dialect } = pipeline;
  const listed = tellsStages(dialect);
  const vendors = listed ? null : inVendorOrder(stages);
  // Stages that came since the guess follow the others.
  const asGuessed = guessed === null ? stages : inOrderOf(inNamedOrder(stages), guessed.order);
  const byItself = listed ? stages : (vendors ?? inNumberedOrder(stages) ?? asGuessed);
  const board = wireOf(dialect).wonOnBoard;
  const judged = (arranged === null ? byItself : inOrderOf(stages, arranged)).map(stage =>
    judge(pipeline, stage),
  );
  const inPlace = arranged === null ? endsLast(judged) : openFirst(judged);
  const last = inPlace.at(-1);
  return {
    id: id as PipelineId,
    name,
    stages: inPlace.map(({ id: stage, name: own, role }) => ({ id: stage, name: own, role })),
    ordered: listed || arranged !== null || (vendors !== null && hasNoGap(vendors)),
    unsure: inPlace.filter(one => isUnsure(one)).map(stage => stage.id),
    reasons: inPlace.map(({ reason }) => reason),
    wonOnBoard: inPlace.find(stage => stage.id === board)?.id ?? null,
  };

  function isUnsure({ id: stage, role, sure, reason }: JudgedStage): boolean {
    // The stage came after the user had ordered the others: its place is not the user's choice.
    const isNew = arranged !== null && !arranged.includes(stage);
    // Where no stage is known as an end, the last one most likely is the end, whatever its name.
    const isOnlyEnd = vendors === null && role === 'open' && stage === last?.id;
    return !sure || isNew || ((stage === board || isOnlyEnd) && reason.source !== 'user');
  }
}

type JudgedStage = ReturnType<typeof judge>;

function judge({ marked, counts }: KnownPipeline, { id, name }: KnownPipeline['stages'][number]) {
  const stage = id as StageId;
  const count = counts.find(one => one.stage === id);
  const { rows, won, lost } = count ?? { rows: 0, won: 0, lost: 0 };
  const own = marked.find(one => one.stage === id)?.role;
  const { role, sure, source, unmarked } = roleByEvidence(name, own, count);
  const reason: RoleReason = { stage, source, unmarked, rows, won, lost };
  return { id: stage, name, role, sure, reason };
}

/** In this order; stages that it does not have follow the others as they were. */
function inOrderOf<One extends KnownPipeline['stages'][number]>(
  stages: readonly One[],
  order: readonly string[],
): readonly One[] {
  const place = new Map(order.map((stage, index) => [stage, index]));
  return stages
    .map((stage, index) => ({ stage, at: place.get(stage.id) ?? place.size + index }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ stage }) => stage);
}
