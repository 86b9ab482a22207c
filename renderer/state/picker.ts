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
  const index = moved(picker.index, move, picker.stages.length, true);
  return [{ ...state, picker: { ...picker, index, typed: '' } }];
}

export function pick(state: State, index: number, keep: boolean): Step {
  const { picker } = state;
  const stage = picker?.stages[index];
  if (!picker || !stage) return [state];
  return commit(
    { ...state, picker: { ...picker, index, typed: '' } },
    picker.hit,
    stage,
    keep || picker.keep,
  );
}

const pause = 1500;

/**
 * Letters choose: as soon as they fit one stage only, that one is committed. The shown name and the server's own
 * count both, without accents or case; a letter that fits nothing starts anew.
 */
export function letter(state: State, text: string, nameOf: StageName): Step {
  const { picker } = state;
  if (!picker || state.saving) return [state];
  const going = state.now - picker.typedAt < pause ? picker.typed : '';
  const tried = [going + plain(text), plain(text)].find(
    typed => fits(picker.stages, typed, nameOf).length > 0,
  );
  if (tried === undefined) return [{ ...state, picker: { ...picker, typed: '' } }];
  const fitting = fits(picker.stages, tried, nameOf);
  const index = fitting[0] ?? -1;
  if (fitting.length === 1) return pick(state, index, false);
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
