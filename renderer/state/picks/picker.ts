import { foldWords, lettersOf } from '../../../main/contract/folded.ts';
import type { Stage } from '../../../main/contract/model.ts';
import { digitsOf } from '../../../main/contract/stages/digits.ts';
import { wordsOf } from '../../../main/contract/stages/words.ts';
import type { SelectionMove } from '../model/event.ts';
import { selectionAfter } from '../model/selection.ts';
import type { State, Step } from '../model/state.ts';
import { commit } from './commit.ts';
import { moveSeveral } from './several.ts';

/** The name of a stage as the user reads it. The reducer gets it from outside, since it knows no language. */
export type StageName = (stage: Stage) => string;

export function movePick(state: State, move: SelectionMove): Step {
  const { picker } = state;
  if (!picker || picker.closing) return [state];
  const from =
    picker.index >= 0 ? picker.index : picker.stages.findIndex(stage => stage.id === picker.current);
  const index = selectionAfter(from, move, picker.stages.length, true);
  return [{ ...state, picker: { ...picker, index, typed: '' } }];
}

export function pick(state: State, index: number, keep: boolean): Step {
  const { picker } = state;
  const stage = picker?.stages[index];
  if (!picker) return [state];
  if (picker.closing) return [{ ...state, notice: { kind: 'confirm-several' } }];
  if (!stage) return [{ ...state, picker: { ...picker, index: -1 }, notice: { kind: 'choose-stage' } }];
  if (picker.rows.length > 1) {
    return moveSeveral(state, { ...picker, index, typed: '' }, stage, keep || picker.keep, false);
  }
  return commit(
    { ...state, picker: { ...picker, index, typed: '' } },
    picker.hit,
    stage,
    keep || picker.keep,
  );
}

/** The deliberate answer to the question about the end of several rows. */
export function confirmSeveral(state: State): Step {
  const { picker } = state;
  if (!picker?.closing) return [state];
  const { stage, keep } = picker.closing;
  return moveSeveral(state, picker, stage, keep, true);
}

/** After a pause of this many milliseconds, typing starts over. */
const pause = 1500;

/**
 * Letters select a stage and never commit. If they fit no stage, the selection is cleared until a pause: the text was
 * meant for the box.
 */
export function letter(state: State, text: string, nameOf: StageName): Step {
  const { picker } = state;
  if (!picker || picker.closing) return [state];
  if (state.saving) return [{ ...state, saving: { ...state.saving, typed: state.saving.typed + text } }];
  const typed = (runOf(state) + foldCase(text)).trimStart();
  if (typed === '') return [state];
  const index = chosenBy(typed, picker.stages, nameOf);
  return [{ ...state, picker: { ...picker, index, typed, typedAt: state.now } }];
}

/** A digit commits its stage, or continues a name that is being typed ("Contato 2"). */
export function digit(state: State, pressed: number, keep: boolean, nameOf: StageName): Step {
  const { picker } = state;
  if (!picker || picker.closing) return [state];
  const run = runOf(state);
  const isPartOfName = run !== '' && chosenBy(run + pressed, picker.stages, nameOf) >= 0;
  if (isPartOfName && !state.saving) return letter(state, `${pressed}`, nameOf);
  return pick(state, digitsOf(picker.stages).indexOf(pressed), keep);
}

/** The text being typed, folded, with its blanks; '' after a pause. */
function runOf({ picker, now }: State): string {
  return picker && now - picker.typedAt < pause ? picker.typed : '';
}

const foldCase = (text: string): string => (text === ' ' ? text : foldWords(text));

/**
 * The index of the stage whose name begins with the text; -1 without one. A later word counts by itself if the words
 * before named a stage too: the user has changed their mind.
 */
function chosenBy(typed: string, stages: readonly Stage[], nameOf: StageName): number {
  const text = typed.trimEnd();
  const index = fitting(stages, lettersOf(text), nameOf);
  const blank = text.lastIndexOf(' ');
  if (index >= 0 || blank < 0 || chosenBy(text.slice(0, blank), stages, nameOf) < 0) return index;
  return fitting(stages, lettersOf(text.slice(blank)), nameOf);
}

/** The shown name and the server's own count first, then what else people call a stage. */
function fitting(stages: readonly Stage[], typed: string, nameOf: StageName): number {
  const fits = (name: string): boolean => lettersOf(foldWords(name)).startsWith(typed);
  const named = stages.findIndex(stage => [nameOf(stage), stage.name].some(fits));
  if (named >= 0) return named;
  const said = wordsOf({ stages, wonOnBoard: null }).map(one => [...one.names, ...one.sayings]);
  return said.findIndex(words => words.some(word => word.startsWith(typed)));
}
