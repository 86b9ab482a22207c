import type { ChangeView } from '../../../main/contract/change.ts';
import type { Hit } from '../../../main/contract/find.ts';
import type { Pipeline, Stage, StageId } from '../../../main/contract/model.ts';
import { homePipeline } from '../../../main/contract/stages/home-pipeline.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import type { PickerState } from './state.ts';

/** Whether the row is shown in this stage already. */
function isThere(hit: Hit, stage: Stage): boolean {
  return shownStage(hit)?.id === stage.id;
}

/** Whether a pick of this stage says anything new: the row stands elsewhere, or its change is on the way there without this note. */
export function isNews(hit: Hit, stage: Stage, note: string): boolean {
  if (!isThere(hit, stage)) return true;
  return note !== '' && hit.change !== null && hit.change.note !== note;
}

/** The other pipeline to which the row's stage belongs; null when it belongs to the row's own, or when unknown. */
export function foreignPipelineOf(
  { opportunity, verified }: Hit,
  pipelines: readonly Pipeline[],
): Pipeline | null {
  const has = ({ stages }: Pipeline): boolean => stages.some(({ id }) => id === opportunity.stage.id);
  if (!verified || pipelines.some(one => one.id === opportunity.pipeline && has(one))) return null;
  return pipelines.find(has) ?? null;
}

/** Where a row may be moved: its own pipeline, as far as known. */
export type Board = Pick<Pipeline, 'stages' | 'ordered' | 'unsure'>;

/** The row's own pipeline, open stages first; without stages when it is unknown. */
export function boardFor(hit: Hit, pipelines: readonly Pipeline[]): Board {
  const board = homePipeline(hit.opportunity, hit.verified, pipelines) ?? nowhere;
  const { stages } = board;
  return { ...board, stages: [...stages.filter(isOpen), ...stages.filter(stage => !isOpen(stage))] };
}

/** The stage to which the line moves the row; undefined where it names none, or one that the row's own pipeline does not have. */
export function stageOfCommand(hit: Hit, pipelines: readonly Pipeline[]): Stage | undefined {
  const { command } = hit;
  if (command?.kind !== 'move') return undefined;
  return boardFor(hit, pipelines).stages.find(({ id }) => id === command.to);
}

/** Whether there is any stage to which the row may be moved. */
export function hasChoice(hit: Hit, { stages }: Pick<Board, 'stages'>): boolean {
  return stages.some(stage => !isThere(hit, stage));
}

/** The same for a change's opportunity, in the pipeline where the change says it is now. */
export function hasChoiceFor(change: ChangeView, pipelines: readonly Pipeline[]): boolean {
  const { trouble, from, theirs } = change;
  const pipeline = trouble?.code === 'pipeline-changed' ? trouble.pipeline : change.pipeline;
  const board = homePipeline({ pipeline }, from !== null, pipelines);
  return board?.stages.some(({ id }) => id !== (theirs ?? from)?.id) ?? false;
}

export function isOpen(stage: Stage): boolean {
  return stage.role === 'open';
}

const nowhere: Board = { stages: [], ordered: false, unsure: [] };

/**
 * The open stage that follows `current`. Null unless it is certain: not in a guessed order, not from or to an end, not
 * for an unsure stage.
 */
function followingOpen({ stages, ordered, unsure }: Board, current: StageId | null): StageId | null {
  const at = stages.findIndex(stage => stage.id === current);
  const [here, next] = [stages[at], stages[at + 1]];
  if (!ordered || here === undefined || next === undefined || !isOpen(here) || !isOpen(next)) return null;
  return unsure.includes(next.id) || unsure.includes(here.id) ? null : next.id;
}

/** What the picker opens with: the stage with this id or name, the open stage that certainly follows, or nothing. */
export type Preselection = { readonly named: string } | 'next' | 'nothing';

/**
 * The picker for a row. A named stage that the pipeline does not have counts for nothing, and the next one is preselected only where
 * it is certain, so that Enter pressed by habit moves nothing. An end is preselected only when it was named.
 */
export function openPicker(
  hit: Hit,
  board: Board,
  wanted: Preselection,
  keep: boolean,
  note = '',
): PickerState {
  const { stages } = board;
  const current = shownStage(hit)?.id ?? null;
  const next = followingOpen(board, current);
  const { named = null } = typeof wanted === 'string' ? {} : wanted;
  const asked = named === null ? -1 : stages.findIndex(({ id, name }) => id === named || name === named);
  const index = asked >= 0 || wanted === 'nothing' ? asked : stages.findIndex(({ id }) => id === next);
  return { hit, rows: [hit], closing: null, stages, current, next, index, keep, typed: '', typedAt: 0, note };
}
