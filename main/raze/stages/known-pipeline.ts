import * as v from 'valibot';
import {
  dialects,
  type Pipeline,
  type PipelineId,
  type RoleReason,
  type Stage,
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
/** A pipeline as it is kept: what answers told, what rows showed, what the user said. */
const knownPipeline = v.object({
  id: v.string(),
  name: v.string(),
  stages: v.array(v.object({ id: v.string(), name: v.string() })),
  /** The user's own order of stage ids; null without one. */
  arranged: v.nullable(v.array(v.string())),
  /** The user's own word on what a stage is. */
  marked: v.optional(v.array(mark), []),
  /** The order guessed from rows, and the month whose beginning it was guessed at; null before the first time. */
  guessed: v.optional(v.nullable(v.object({ month: v.number(), order: v.array(v.string()) })), null),
  /** Of each stage: the rows seen in it at the last census, and those with the stamp of an end. */
  counts: v.optional(v.array(count), []),
  /** The dialect that told of it last; null for a text of a version that did not note it. */
  dialect: v.optional(v.nullable(v.picklist(dialects)), null),
  /** True of one that the server, speaking another dialect, does not have: kept for what the user said of it. */
  past: v.optional(v.boolean(), false),
});
export type KnownPipeline = v.InferOutput<typeof knownPipeline>;

const list = v.array(knownPipeline);

/** The pipelines in a kept text; none where it does not parse. */
export function readKnownPipelines(text: string | null): readonly KnownPipeline[] {
  const parsed = text === null ? null : parseJson(list, text);
  return parsed?.ok ? parsed.value : [];
}

/** Whether the server tells all stages of it, and their order. */
export function isToldWhole({ dialect }: KnownPipeline): boolean {
  return tellsStages(dialect);
}

/** The pipeline as the picker has it. Of orders the user's wins, then the server's, the vendor's, that of numbers in the names, and the guessed one. */
export function shownPipeline(pipeline: KnownPipeline): Pipeline {
  const { id, name, stages, arranged, dialect } = pipeline;
  const listed = isToldWhole(pipeline);
  const vendors = listed ? null : inVendorOrder(stages);
  const byItself = listed ? stages : (vendors ?? inNumberedOrder(stages) ?? inOrderGuessed(pipeline));
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
    // A stage that came after the user had put the others in order stands where nobody put it.
    const isNew = arranged !== null && !arranged.includes(stage);
    // A pipeline in which nothing is known as an end has its end here, most likely, whatever it is called.
    const isOnlyEnd = vendors === null && role === 'open' && stage === last?.id;
    return !sure || isNew || ((stage === board || isOnlyEnd) && reason.source !== 'user');
  }
}

interface JudgedStage extends Stage {
  readonly sure: boolean;
  readonly reason: RoleReason;
}

function judge(
  { marked, counts }: KnownPipeline,
  { id, name }: KnownPipeline['stages'][number],
): JudgedStage {
  const stage = id as StageId;
  const { rows, won, lost } = counts.find(one => one.stage === id) ?? { rows: 0, won: 0, lost: 0 };
  const { role, sure, source, unmarked } = roleByEvidence(name, marked.find(one => one.stage === id)?.role, {
    rows,
    won,
    lost,
  });
  return { id: stage, name, role, sure, reason: { stage, source, unmarked, rows, won, lost } };
}

/** As guessed from the rows, with stages that came since behind the others. */
function inOrderGuessed({ stages, guessed }: KnownPipeline): KnownPipeline['stages'] {
  return guessed === null ? stages : inOrderOf([...inNamedOrder(stages)], guessed.order);
}

/** Stages that the order does not know come after the others, as they were. */
function inOrderOf(stages: KnownPipeline['stages'], order: readonly string[]): KnownPipeline['stages'] {
  const place = new Map(order.map((stage, index) => [stage, index]));
  return stages
    .map((stage, index) => ({ stage, at: place.get(stage.id) ?? place.size + index }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ stage }) => stage);
}
