import type { ChangeView } from '../../main/contract/change.ts';
import type { Hit } from '../../main/contract/find.ts';
import type { OpportunityId, Stage } from '../../main/contract/model.ts';
import { cutNote, noteOf } from '../../main/contract/note.ts';
import { parkOffers } from '../../main/contract/offers.ts';
import { shownStage } from '../../main/contract/shown-stage.ts';
import { ask } from './event.ts';
import { emptySearch } from './initial.ts';
import type { BurstEntry, ToastState } from './news.ts';
import { isNews } from './pipeline.ts';
import { shownHits } from './selection.ts';
import type { State, Step } from './state.ts';

/** How long the words "saved here" stay before the popup hides by itself, in milliseconds. */
const farewell = 1100;
const linger = 6000;

/** Asks main to keep the change. The screen says "saved" only after main's answer. */
export function commit(state: State, hit: Hit, to: Stage, keep: boolean): Step {
  if (state.saving) return [state];
  const note = noteFor(state);
  if (!isNews(hit, to, note)) {
    return [{ ...state, notice: { kind: 'already-there', stage: to } }];
  }
  const { id, name } = hit.opportunity;
  // Some opportunities stand in no stage: the user saw nothing that a colleague could have changed.
  const seen = shownStage(hit)?.id || null;
  return [
    { ...state, saving: { keep, name: name || id, to, typed: '' }, notice: null },
    ask('move', {
      opportunity: id,
      to: to.id,
      seen,
      ...(note === '' ? {} : { note }),
      ...lettersFor(state, id),
    }),
  ];
}

/** The note of the picker, or of the line. */
export const noteFor = ({ picker, search }: State): string =>
  picker === null ? cutNote(search.text).note : noteOf(picker.note);

/** The typed text, if it has found this row: main learns the row for it. What came from elsewhere is not learnt. */
function lettersFor(
  { search: { text: typed, reply, fill } }: State,
  id: OpportunityId,
): { readonly letters?: string } {
  const { text } = cutNote(typed);
  const isFound = reply?.kind === 'results' && reply.hits.some(({ opportunity }) => opportunity.id === id);
  return isFound && fill === null && text.trim() !== '' ? { letters: text } : {};
}

/** Main has the change on disk. Returns to the box, and hides the popup unless the user goes on. */
export function committed(state: State, change: ChangeView): Step {
  const { keep, typed: text } = state.saving ?? { keep: true, typed: '' };
  const goesOn = keep || text !== '';
  const cancelled = change.state === 'cancelled';
  const others = state.undoable.filter(({ id }) => id !== change.id);
  const undoable = cancelled ? others : [...others, { id: change.id, at: state.now }];
  const bursting = keep || state.burst.length > 0;
  const seq = state.search.seq + 1;
  const next: State = {
    ...toast(state, cancelled ? ended(change) : 'saved', change),
    saving: null,
    screen: 'search',
    picker: null,
    undoable,
    burst: bursting ? [...state.burst.filter(entry => entry.id !== change.id), entryOf(change)] : [],
    summing: bursting && !goesOn,
    search: { ...emptySearch, text, seq, looked: state.search.looked, reply: state.search.reply },
    focus: state.focus + 1,
  };
  const find = ask('find', { seq, text, limit: shownHits });
  return goesOn ? [next, find] : [next, find, hideSoon(next, farewell)];
}

/** Hides the popup after `ms` unless the user does anything before. */
function hideSoon(state: State, ms: number) {
  return { do: 'later', ms, event: { type: 'close', token: state.token } } as const;
}

/** Esc at the end of a burst first shows its sum. */
export function sumUp(state: State): Step {
  const next: State = { ...state, summing: true, toast: null };
  return [next, hideSoon(next, farewell * 2)];
}

/** How to report a change that the user has ended. */
export function ended({ reason }: ChangeView): 'kept-theirs' | 'left' | 'withdrawn' {
  const answers = reason === null ? [] : parkOffers[reason].answers;
  if (answers.includes('leave')) return 'left';
  return answers.includes('keep-theirs') ? 'kept-theirs' : 'withdrawn';
}

export function toast(state: State, kind: ToastState['kind'], change: ChangeView): State {
  const expires = Math.max(state.now + linger, (change.undoUntil ?? 0) + linger / 2);
  return { ...state, toast: { kind, change, expires }, notice: null };
}

const outcomes: Partial<Record<ChangeView['state'], BurstEntry['outcome']>> = {
  delivered: 'moved',
  cancelled: 'withdrawn',
  parked: 'needs-you',
};

function entryOf({ id, state }: ChangeView): BurstEntry {
  return { id, outcome: outcomes[state] ?? 'pending' };
}

/** The changes of the burst as the outbox and its receipts now report them. */
export function retold(state: State, change: ChangeView): State['burst'] {
  return state.burst.map(entry => (entry.id === change.id ? entryOf(change) : entry));
}
