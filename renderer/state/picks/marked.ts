import type { Hit } from '../../../main/contract/find.ts';
import type { Stage } from '../../../main/contract/model.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { boardFor, hasChoice, stageOfCommand } from '../model/pipeline.ts';
import { activeHit, isMarked } from '../model/selection.ts';
import type { State, Step } from '../model/state.ts';
import { partsFor, sameStage } from './several.ts';
import { pickerOf } from './to-picker.ts';

/** Opens the stages for the marked rows. No line commits for them: its stage is only preselected. */
export function pickMarked(state: State, keep: boolean): Step {
  const { marks, active } = state.search;
  const { rows } = marks;
  const hit = firstWithChoice(state) ?? rows[0];
  if (hit === undefined) return [state];
  const isAlone = rows.length === 1;
  const named = stageForMarked(state)?.id;
  // What follows is preselected only for the row on which Enter was pressed.
  const isNext = isAlone && hit.opportunity.id === active;
  const wanted = named !== undefined ? { named } : isNext ? 'next' : 'nothing';
  const [opened, ...effects] = pickerOf(state, hit, wanted, keep);
  const picker = opened.picker && { ...opened.picker, rows };
  if (picker === null || isAlone) return [opened, ...effects];
  // Nothing follows for all of them, even where they stand in one stage.
  const isOne = rows.every(row => shownStage(row)?.id === picker.current);
  return [
    { ...opened, picker: { ...picker, next: null, current: isOne ? picker.current : null } },
    ...effects,
  ];
}

/** The first marked row that can be moved anywhere. */
export function firstWithChoice({ search, snapshot }: State): Hit | undefined {
  const pipelines = snapshot?.pipelines ?? [];
  return search.marks.rows.find(row => hasChoice(row, boardFor(row, pipelines)));
}

/**
 * The stage that the line names for the marked rows, of the first one's pipeline: alone, or for a row that is marked itself. None where
 * one of them stands in it: the line may only have listed them.
 */
export function stageForMarked(state: State): Stage | undefined {
  const pipelines = state.snapshot?.pipelines ?? [];
  const hit = firstWithChoice(state);
  const said = hit && stageOfLine(state, hit);
  const named = hit && said && sameStage(boardFor(hit, pipelines).stages, said);
  const isNew = named && partsFor(state.search.marks.rows, named, pipelines).there.length === 0;
  return isNew ? named : undefined;
}

/** Of the row's pipeline, where the line heads several lists. */
function stageOfLine(state: State, { opportunity }: Hit): Stage | undefined {
  const pipelines = state.snapshot?.pipelines ?? [];
  const active = activeHit(state);
  if (active?.command?.kind === 'move' && isMarked(state.search.marks, active.opportunity.id)) {
    return stageOfCommand(active, pipelines);
  }
  const lists = (state.search.reply?.lists ?? []).flatMap(({ of }) => (of.kind === 'stage' ? [of] : []));
  const of = lists.find(({ pipeline }) => pipeline === opportunity.pipeline) ?? lists[0];
  return pipelines.find(({ id }) => id === of?.pipeline)?.stages.find(({ id }) => id === of?.stage);
}
