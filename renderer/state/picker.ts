import type { Stage } from '../../main/contract/model.ts';
import { stageWords } from '../../main/contract/stage-label.ts';
import { foldWords } from '../../main/contract/stage-name.ts';
import { commit } from './commit.ts';
import type { Move } from './event.ts';
import { moved } from './list.ts';
import type { State, Step } from './state.ts';

/** What the user reads for a stage; the machine gets it from outside, being of no language itself. */
export type StageName = (stage: Stage) => string;

export function movePick(state: State, move: Move): Step {
  const { picker } = state;
  if (!picker) return [state];
  const from =
    picker.index >= 0 ? picker.index : picker.stages.findIndex(stage => stage.id === picker.current);
  const index = moved(from, move, picker.stages.length, true);
  return [{ ...state, picker: { ...picker, index, typed: '' } }];
}

export function pick(state: State, index: number, keep: boolean): Step {
  const { picker } = state;
  const stage = picker?.stages[index];
  if (!picker) return [state];
  if (!stage) return [{ ...state, notice: { kind: 'choose-stage' } }];
  return commit(
    { ...state, picker: { ...picker, index, typed: '' } },
    picker.hit,
    stage,
    keep || picker.keep,
  );
}

const pause = 1500;

/**
 * Letters select and never commit: what is typed on by habit moves nothing. The shown name and the server's own count
 * first, then what else people call a stage, without accents or case; a letter that fits nothing starts anew.
 */
export function letter(state: State, text: string, nameOf: StageName): Step {
  const { picker } = state;
  if (!picker) return [state];
  if (state.saving) return [{ ...state, saving: { ...state.saving, typed: state.saving.typed + text } }];
  const going = state.now - picker.typedAt < pause ? picker.typed : '';
  for (const typed of [going + foldWords(text), foldWords(text)]) {
    const index = fitting(picker.stages, typed, nameOf);
    if (index >= 0) return [{ ...state, picker: { ...picker, index, typed, typedAt: state.now } }];
  }
  return [{ ...state, picker: { ...picker, typed: '' } }];
}

function fitting(stages: readonly Stage[], typed: string, nameOf: StageName): number {
  const named = stages.findIndex(stage =>
    [nameOf(stage), stage.name].some(name => foldWords(name).startsWith(typed)),
  );
  if (named >= 0) return named;
  return stages.findIndex(stage => stageWords(stage.name).some(word => word.startsWith(typed)));
}
