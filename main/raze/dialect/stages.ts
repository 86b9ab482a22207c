import type { Dialect, PipelineId, Stage, StageId, StageRole } from '../../contract/model.ts';
import { defaultPipeline, documentedStages, type Pipeline } from '../../contract/model.ts';
import { roleOf } from '../../contract/stages/name.ts';
import { mostStages } from '../http/bounds.ts';
import { identifier, isRow, type RawRow, text } from './lenient.ts';

/** A pipeline as an answer describes it. */
export interface ToldPipeline extends Pick<Pipeline, 'id' | 'name' | 'stages'> {
  /** Per stage the number of the answer's rows, in the dialect that lists no stages. */
  readonly rows?: ReadonlyMap<StageId, number>;
}

/** What an answer other than the list shows: the dialect and the stages; none in the dialect that lists no stages. */
export interface ToldStages {
  readonly dialect: Dialect;
  readonly pipelines: readonly ToldPipeline[];
}

/** Stages known from elsewhere, for answers that name a stage by its id only. */
export interface KnownStages {
  find(id: string): { readonly stage: Stage; readonly pipeline: PipelineId } | null;
}

export const noKnownStages: KnownStages = { find: () => null };

export function knownStagesOf(pipelines: readonly ToldPipeline[]): KnownStages {
  const known = new Map(
    pipelines.flatMap(({ id, stages }) => stages.map(stage => [stage.id as string, { stage, pipeline: id }])),
  );
  return { find: id => known.get(id) ?? null };
}

/**
 * A stage whose wire id is also its name, as in two of the dialects. Blanks around it are kept in the id only. '' without one.
 */
export function namedStage(value: unknown): Stage {
  const name = text(value);
  return { id: identifier(value) as StageId, name, role: roleOf(name) };
}

/** The position of a row that names its stage in `status`: the only pipeline. */
export const statusStanding = (row: RawRow): { stage: Stage; pipeline: PipelineId } => ({
  stage: namedStage(row.status),
  pipeline: defaultPipeline,
});

/** The stage of a `stage_id` row; the known stages supply a missing name. */
export function identifiedStage(
  row: RawRow,
  knownStages: KnownStages,
): { stage: Stage; pipeline: PipelineId } {
  const id = identifier(row.stage_id);
  const known = knownStages.find(id);
  const name = text(row.stage_name) || (known?.stage.name ?? '');
  const pipeline = (identifier(row.pipeline_id) || (known?.pipeline ?? defaultPipeline)) as PipelineId;
  return { stage: { id: id as StageId, name, role: roleOf(name) }, pipeline };
}

/** The only pipeline of the documented dialect. */
export const documentedPipeline: ToldPipeline = {
  id: defaultPipeline,
  name: '',
  stages: documentedStages.map(namedStage),
};

/** The pipeline in `available_stages`, in its order, with won and lost last. Null when unusable. */
export function availablePipeline(list: unknown): ToldPipeline | null {
  if (!Array.isArray(list)) return null;
  const names = list.slice(0, mostStages).map(item => {
    const places = isRow(item) ? [item.slug, item.status, item.name, item.id] : [item];
    return places.map(identifier).find(name => name !== '') ?? '';
  });
  const stages = [...new Set(names)].filter(name => name !== '').map(namedStage);
  return stages.length === 0 ? null : { id: defaultPipeline, name: '', stages: endsLast(stages) };
}

/** Open stages before ends, otherwise in their order. */
export function openFirst<Some extends Stage>(stages: readonly Some[]): readonly Some[] {
  return stages.toSorted((a, b) => Number(a.role !== 'open') - Number(b.role !== 'open'));
}

/** Open stages in their order, then won, then lost, then other ends (`discarded`). */
export function endsLast<Some extends Stage>(stages: readonly Some[]): readonly Some[] {
  const rank: Readonly<Record<StageRole, number>> = { open: 0, won: 1, lost: 3 };
  const place = ({ role, name }: Stage): number =>
    role === 'lost' && /lost|perd/i.test(name) ? 2 : rank[role];
  return stages.toSorted((a, b) => place(a) - place(b));
}
