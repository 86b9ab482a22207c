import type { Hit } from '../../../main/contract/find.ts';
import { cutNote } from '../../../main/contract/note.ts';
import { boardFor, hasChoice, openPicker, type Preselection } from '../model/pipeline.ts';
import type { State, Step } from '../model/state.ts';

/** Opens the picker for a row; says so where it can be moved nowhere. */
export function pickerOf(state: State, hit: Hit, wanted: Preselection, keep = false): Step {
  const board = boardFor(hit, state.snapshot?.pipelines ?? []);
  if (!hasChoice(hit, board)) return [{ ...state, notice: { kind: 'no-stages' } }];
  const picker = openPicker(hit, board, wanted, keep, cutNote(state.search.text).note);
  return [{ ...state, screen: 'picker', picker, notice: null, focus: state.focus + 1 }];
}

/** The picker, with what it asks; nothing is asked where it did not open. */
export function asking(
  [state, ...effects]: Step,
  kind: 'ambiguous' | 'not-typed' | 'proposed' | 'inexact' | 'confirm-end' | 'which-stage',
): Step {
  return [state.picker === null ? state : { ...state, notice: { kind } }, ...effects];
}
