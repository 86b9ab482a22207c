import type { Hit } from '../../main/contract/find.ts';
import {
  documentedStages,
  type Pipeline,
  roleOf,
  type Stage,
  type StageId,
} from '../../main/contract/model.ts';
import type { PickerState } from './state.ts';

/** The stage the user sees on a row: the target of the newest open change, or what the server said. */
export function shownStage(hit: Hit): Stage {
  return hit.change?.to ?? hit.opportunity.stage;
}

/** The stages a row may be moved to, in the order of the picker: open ones first, won and lost last. */
export function stagesFor(hit: Hit, pipelines: readonly Pipeline[]): readonly Stage[] {
  const own = pipelines.find(pipeline => pipeline.id === hit.opportunity.pipeline);
  const stages =
    own?.stages ??
    (hit.verified ? undefined : pipelines[0]?.stages) ??
    (pipelines.length === 0 ? documented : []);
  return [...stages.filter(isOpen), ...stages.filter(stage => !isOpen(stage))];
}

export function isOpen(stage: Stage): boolean {
  return stage.role === 'open';
}

const documented: readonly Stage[] = documentedStages.map(name => ({
  id: name as string as StageId,
  name,
  role: roleOf(name),
}));

/**
 * The picker for a row. Preselected is `wanted` when the pipeline has it, else the stage after the current one,
 * else won after the last open stage; a row that is already won or lost preselects nothing but itself.
 */
export function openPicker(
  hit: Hit,
  stages: readonly Stage[],
  wanted: string | null,
  keep: boolean,
): PickerState {
  const current = hit.verified || hit.change ? shownStage(hit).id : null;
  const at = stages.findIndex(stage => stage.id === current);
  const following = at >= 0 && stages[at]?.role === 'open' ? stages[at + 1] : undefined;
  const next = following && following.role !== 'lost' ? following.id : null;
  const asked =
    wanted === null ? -1 : stages.findIndex(stage => stage.id === wanted || stage.name === wanted);
  const index = asked >= 0 ? asked : stages.findIndex(stage => stage.id === (next ?? current));
  return { hit, stages, current, next, index, keep, typed: '', typedAt: 0 };
}
