import { assertNever } from '../../main/contract/failure.ts';
import type { Hit, RowCommand } from '../../main/contract/find.ts';
import type { OpportunityId, Stage } from '../../main/contract/model.ts';
import { cutNote } from '../../main/contract/note.ts';
import { commit, noteFor } from './commit.ts';
import { ask, type Effect } from './event.ts';
import { boardFor, hasChoice, isNews, openPicker, type Preselection } from './pipeline.ts';
import type { State, Step } from './state.ts';

/** The selected row; undefined when it has left the list. */
export function activeHit(state: State): Hit | undefined {
  return state.search.reply?.hits.find(hit => hit.opportunity.id === state.search.active);
}

/** Enter. Waits for an answer that is still on its way, so that it acts on what the text says. */
export function accept(state: State, keep: boolean): Step {
  const { search } = state;
  if (search.answered !== search.text) {
    return [{ ...state, search: { ...search, waiting: keep ? 'keep' : 'accept' } }];
  }
  return withActive(state, hit => acceptRow(state, hit, keep));
}

/** Acts on the selected row; says so if it has left the list. */
export function withActive(state: State, act: (hit: Hit) => Step): Step {
  const hit = activeHit(state);
  if (hit) return act(hit);
  return [state.search.active === null ? state : { ...state, notice: { kind: 'row-gone' } }];
}

export function clickRow(state: State, id: OpportunityId, keep: boolean): Step {
  const hit = state.search.reply?.hits.find(row => row.opportunity.id === id);
  if (!hit || state.saving) return [state];
  return acceptRow({ ...state, search: { ...state.search, active: id, chosen: true } }, hit, keep);
}

/** What Enter does now; null when it does nothing, or only says why nothing is done. */
export function enterDoes(state: State): 'move' | 'open' | null {
  const { screen, picker, snapshot } = state;
  const { account, pipelines = [] } = snapshot ?? {};
  const moves = (hit: Hit, to: Stage | undefined) =>
    to && isNews(hit, to, noteFor(state)) && !(account?.kind === 'key' && account.write === 'no')
      ? 'move'
      : null;
  if (screen === 'picker') return picker && moves(picker.hit, picker.stages[picker.index]);
  const hit = screen === 'search' ? activeHit(state) : undefined;
  if (hit === undefined) return null;
  const board = boardFor(hit, pipelines);
  const { command } = hit;
  if (command?.kind === 'no-number') return null;
  const named = command?.kind === 'move' && isSure(state, command) ? command.to : null;
  const to = board.stages.find(({ id }) => id === named);
  if (to) return moves(hit, to);
  return hasChoice(hit, board) ? 'open' : null;
}

/** Whether a line's move needs no further question: the user typed it, and a row that the user chose is the one meant. */
function isSure(
  { search }: State,
  { isRowSure, isStageSure }: Extract<RowCommand, { kind: 'move' }>,
): boolean {
  return search.fill === null && (isRowSure || search.chosen) && isStageSure;
}

function acceptRow(state: State, hit: Hit, keep: boolean): Step {
  const { command } = hit;
  if (command === null) return pickerOf(state, hit, 'next', keep);
  switch (command.kind) {
    case 'there':
      return pickerOf(state, hit, 'next', keep);
    case 'which':
      return asking(pickerOf(state, hit, 'nothing', keep), 'which-stage');
    case 'no-number':
      return [{ ...state, notice: { kind: 'no-number' } }];
    case 'move': {
      const to = boardFor(hit, state.snapshot?.pipelines ?? []).stages.find(({ id }) => id === command.to);
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

/** The picker, with what it asks; nothing is asked where it did not open. */
function asking(
  [state, ...effects]: Step,
  kind: 'ambiguous' | 'not-typed' | 'inexact' | 'confirm-end' | 'which-stage',
): Step {
  return [state.picker === null ? state : { ...state, notice: { kind } }, ...effects];
}

export function pickerOf(state: State, hit: Hit, wanted: Preselection, keep = false): Step {
  const board = boardFor(hit, state.snapshot?.pipelines ?? []);
  if (!hasChoice(hit, board)) return [{ ...state, notice: { kind: 'no-stages' } }];
  const picker = openPicker(hit, board, wanted, keep, cutNote(state.search.text).note);
  return [{ ...state, screen: 'picker', picker, notice: null, focus: state.focus + 1 }];
}

export function openInBrowser(state: State): readonly Effect[] {
  const id = (state.picker?.hit ?? activeHit(state))?.opportunity.id;
  return id === undefined ? [] : [ask('link.open', { page: 'opportunity', id })];
}
