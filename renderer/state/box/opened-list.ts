import type { StagePlace } from '../../../main/contract/find.ts';
import { countsShown } from '../model/selection.ts';
import type { State, Step } from '../model/state.ts';
import { remembered } from '../model/typing.ts';
import type { StageName } from '../picks/picker.ts';
import { askFind } from './search.ts';

/** Opens the list of the stage with this digit, if its count is on the screen. */
export function openListAt(state: State, digit: number, nameOf: StageName): Step {
  const place = countsShown(state).find(count => count.digit === digit);
  return place === undefined ? [state] : openList(state, place, nameOf);
}

/** Opens the list of a stage: its name stands in the box, as if it had been typed. */
export function openList(state: State, { pipeline, stage: id }: StagePlace, nameOf: StageName): Step {
  const { search, snapshot, now } = state;
  const board = snapshot?.pipelines.find(one => one.id === pipeline);
  const stage = board?.stages.find(one => one.id === id);
  if (stage === undefined || state.saving) return [state];
  const text = nameOf(stage) || id;
  const { typing, reply, active, chosen } = search;
  const opened = {
    at: { pipeline, stage: id },
    text,
    before: search.opened?.before ?? { typing, reply, active, chosen },
  };
  const asking = { ...search, typing: remembered(typing, search.text, text, now), answered: null, opened };
  return askFind(
    {
      ...state,
      notice: null,
      search: { ...asking, waiting: null, fill: null, server: null },
      focus: state.focus + 1,
    },
    text,
  );
}

/** Leaves an opened list for the empty box as it was. */
export function closeList(state: State): Step {
  const { search } = state;
  if (search.opened === null) return [state];
  const box = { ...search, ...search.opened.before, answered: '', opened: null, waiting: null, server: null };
  return askFind({ ...state, notice: null, search: box }, '');
}
