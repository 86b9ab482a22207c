import type { ChangeView, Resolution } from '../../../main/contract/change.ts';
import type { ChangeId } from '../../../main/contract/model.ts';
import { answersTo, choosesAnew } from '../../../main/contract/offers.ts';
import { filled } from '../box/search.ts';
import { ask } from '../model/event.ts';
import { hasChoiceFor } from '../model/pipeline.ts';
import type { State, Step } from '../model/state.ts';
import { pickStages, withAnswered } from '../picks/accept.ts';

/**
 * Searches for the opportunity of a change that needs another stage, so that one can be picked; in the search, opens the stages.
 */
export function chooseStage(state: State, id: ChangeId | undefined): Step {
  if (state.saving) return [state];
  if (state.screen === 'pending') {
    const change = changeOf(state, id);
    const { pipelines = [] } = state.snapshot ?? {};
    if (!change || !choosesAnew(change) || !hasChoiceFor(change, pipelines)) return [state];
    return filled(
      { ...state, focus: state.focus + 1 },
      { text: '', opportunity: change.opportunity, stage: null },
    );
  }
  return withAnswered(state, hit => pickStages(state, hit));
}

/** The open change with this id; without an id the selected one. */
function changeOf(state: State, id: ChangeId | undefined): ChangeView | undefined {
  return id ? state.outbox.find(one => one.id === id) : state.outbox[state.pendingIndex];
}

/** Answers an open change, by default the selected one. Does nothing if it does not offer the answer. */
export function resolvePending(state: State, given: Resolution, id: ChangeId | undefined): Step {
  const change = changeOf(state, id);
  if (!change || !answersTo(change).includes(given)) return [state];
  return [state, ask('resolve', { change: change.id, answer: given, rev: change.rev })];
}

/** Moves selection and focus from the answered card to the next one, from the last card to the one before. */
export function toNextCard(state: State, answered: ChangeId): State {
  const at = state.pendingIndex;
  if (state.screen !== 'pending' || state.outbox[at]?.id !== answered) return state;
  const pendingIndex = at + 1 < state.outbox.length ? at + 1 : Math.max(0, at - 1);
  return { ...state, pendingIndex, focus: state.focus + 1 };
}

/** Moves an opportunity back to the stage that a change overwrote, with an ordinary move from the stage shown. */
export function putBack(state: State, change: ChangeView): Step {
  if (!change.overwrote || state.saving) return [state];
  const { opportunity, overwrote, to, name } = change;
  return [
    { ...state, saving: { keep: true, name, to: overwrote, typed: '' }, toast: null },
    ask('move', { opportunity, to: overwrote.id, seen: to.id }),
  ];
}
