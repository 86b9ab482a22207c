import { assertNever } from '../../../main/contract/failure.ts';
import type { Hit, RowCommand } from '../../../main/contract/find.ts';
import type { OpportunityId, Stage } from '../../../main/contract/model.ts';
import { cutNote } from '../../../main/contract/note.ts';
import { ask, type Effect } from '../model/event.ts';
import { boardFor, hasChoice, isNews, type Preselection, stageOfCommand } from '../model/pipeline.ts';
import { activeHit, isMarked, listed } from '../model/selection.ts';
import type { State, Step } from '../model/state.ts';
import { commit, noteFor } from './commit.ts';
import { firstWithChoice, pickMarked } from './marked.ts';
import { partsFor } from './several.ts';
import { asking, pickerOf } from './to-picker.ts';

/** Whether the rows on the screen belong to the text in the box; a row of an older text cannot be chosen. */
const isAnswered = ({ search }: State): boolean => search.answered === search.text;

/** Enter. Waits for an answer that is still on its way, so that it acts on what the text says. */
export function accept(state: State, keep: boolean): Step {
  const { search } = state;
  if (!isAnswered(state)) {
    return [{ ...state, search: { ...search, waiting: keep ? 'keep' : 'accept' } }];
  }
  if (search.marks.rows.length > 0) return pickMarked(state, keep);
  return withActive(state, hit => acceptRow(state, hit, keep));
}

/** What waited for an answer: the stages of the row that a fill names, or Enter. */
export function afterFound(state: State, waiting: State['search']['waiting']): Step {
  const { fill } = state.search;
  if (fill?.opportunity && state.screen === 'search') {
    const hit = state.search.reply?.hits.find(row => row.opportunity.id === fill.opportunity);
    if (hit) {
      const wanted = fill.stage === null ? 'next' : { named: fill.stage };
      const opened = pickerOf({ ...state, search: { ...state.search, fill: null } }, hit, wanted);
      return fill.isProposed ? asking(opened, 'proposed') : opened;
    }
  }
  return waiting ? accept(state, waiting === 'keep') : [state];
}

/** Acts on the selected row; says so if it has left the list. */
function withActive(state: State, act: (hit: Hit) => Step): Step {
  const hit = activeHit(state);
  if (hit) return act(hit);
  return [state.search.active === null ? state : { ...state, notice: { kind: 'row-gone' } }];
}

export function clickRow(state: State, id: OpportunityId, keep: boolean): Step {
  const hit = listed(state.search).find(row => row.opportunity.id === id);
  if (!hit || state.saving || !isAnswered(state)) return [state];
  const next = { ...state, search: { ...state.search, active: id, chosen: true } };
  return state.search.marks.rows.length > 0 ? pickStages(next, hit, keep) : acceptRow(next, hit, keep);
}

/** Opens the stages of a row, whatever the line says; those of all marked rows if it is one of them. */
export function pickStages(state: State, hit: Hit, keep = false): Step {
  if (isMarked(state.search.marks, hit.opportunity.id)) return pickMarked(state, keep);
  return pickerOf(state, hit, hit.command?.kind === 'move' ? { named: hit.command.to } : 'next', keep);
}

/** What Enter does now; null when it does nothing, or only says why nothing is done. */
export function enterDoes(state: State): 'move' | 'open' | null {
  const { screen, picker, snapshot } = state;
  const { account, pipelines = [] } = snapshot ?? {};
  const moves = (hit: Hit, to: Stage | undefined) =>
    to && isNews(hit, to, noteFor(state)) && !(account?.kind === 'key' && account.write === 'no')
      ? 'move'
      : null;
  if (screen === 'picker' && picker) {
    const to = picker.stages[picker.index];
    if (picker.closing) return null;
    const hit = to && partsFor(picker.rows, to, pipelines).moves[0]?.hit;
    return moves(hit ?? picker.hit, to);
  }
  if (screen === 'search' && state.search.marks.rows.length > 0)
    return firstWithChoice(state) ? 'open' : null;
  const hit = screen === 'search' ? activeHit(state) : undefined;
  if (hit === undefined) return null;
  const { command } = hit;
  if (command?.kind === 'no-number') return null;
  const to = command?.kind === 'move' && isSure(state, command) && stageOfCommand(hit, pipelines);
  if (to) return moves(hit, to);
  return hasChoice(hit, boardFor(hit, pipelines)) ? 'open' : null;
}

/** Whether a line's move needs no further question: the user typed it, and a row that the user chose is the one meant. */
function isSure(
  { search }: State,
  { isRowSure, isStageSure }: Extract<RowCommand, { kind: 'move' }>,
): boolean {
  return search.fill === null && (isRowSure || search.chosen) && isStageSure;
}

/** Acts on the selected row, unless the text in the box is not answered yet and selects another in a moment. */
export const withAnswered = (state: State, act: (hit: Hit) => Step): Step =>
  isAnswered(state) ? withActive(state, act) : [state];

/** Nobody has said which row is meant where nothing is typed and none was chosen: Enter, and Enter again, must not move what stands on top. */
const followed = ({ search }: State): Preselection =>
  cutNote(search.text).text.trim() === '' && !search.chosen ? 'nothing' : 'next';

function acceptRow(state: State, hit: Hit, keep: boolean): Step {
  const { command } = hit;
  if (command === null) return pickerOf(state, hit, followed(state), keep);
  switch (command.kind) {
    case 'there':
      return pickerOf(state, hit, 'next', keep);
    case 'which':
      return asking(pickerOf(state, hit, 'nothing', keep), 'which-stage');
    case 'no-number':
      return [{ ...state, notice: { kind: 'no-number' } }];
    case 'move': {
      const to = stageOfCommand(hit, state.snapshot?.pipelines ?? []);
      if (to === undefined) return pickerOf(state, hit, 'next', keep);
      if (isSure(state, command)) return commit(state, hit, to, keep);
      const isOne = (state.search.reply?.total ?? 0) <= 1;
      const isRowKnown = command.isRowSure || state.search.chosen;
      const unsure = isRowKnown ? 'confirm-end' : isOne ? 'inexact' : 'ambiguous';
      const kind = state.search.fill === null ? unsure : 'not-typed';
      return asking(pickerOf(state, hit, { named: to.id }, keep), kind);
    }
    default:
      return assertNever(command);
  }
}

export function openInBrowser(state: State): readonly Effect[] {
  const id = (state.picker?.hit ?? activeHit(state))?.opportunity.id;
  return id === undefined ? [] : [ask('link.open', { page: 'opportunity', id })];
}
