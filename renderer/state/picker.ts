import type { Stage } from '../../main/contract/model.ts';
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
 * both, without accents or case; a letter that fits nothing starts anew.
 */
export function letter(state: State, text: string, nameOf: StageName): Step {
  const { picker } = state;
  if (!picker || state.saving) return [state];
  const going = state.now - picker.typedAt < pause ? picker.typed : '';
  const tried = [going + plain(text), plain(text)].find(
    typed => fits(picker.stages, typed, nameOf).length > 0,
  );
  if (tried === undefined) return [{ ...state, picker: { ...picker, typed: '' } }];
  const index = fits(picker.stages, tried, nameOf)[0] ?? -1;
  return [{ ...state, picker: { ...picker, index, typed: tried, typedAt: state.now } }];
}

function fits(stages: readonly Stage[], typed: string, nameOf: StageName): number[] {
  return stages.flatMap((stage, index) =>
    plain(nameOf(stage)).startsWith(typed) || plain(stage.name).startsWith(typed) ? [index] : [],
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
