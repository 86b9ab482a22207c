/**
 * The room of picks. Enters: a row, or several that are marked, and a stage. Leaves: the calls that move them, and what the
 * page says meanwhile.
 */

import type { ChangeView } from '../../../main/contract/change.ts';
import type { Hit } from '../../../main/contract/find.ts';
import type { OpportunityId, Stage } from '../../../main/contract/model.ts';
import { cutNote, noteOf } from '../../../main/contract/note.ts';
import { parkOffers } from '../../../main/contract/offers.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { ask } from '../model/event.ts';
import { emptySearch } from '../model/initial.ts';
import type { BurstEntry, ToastState } from '../model/news.ts';
import { isNews } from '../model/pipeline.ts';
import { shownHits } from '../model/selection.ts';
import type { Marks, State, Step } from '../model/state.ts';
import { undoableOf, withoutChanges } from '../model/undoable.ts';
import { marksAfter } from './marks.ts';

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

/** Main has the change on disk. */
export function committed(state: State, change: ChangeView): Step {
  const cancelled = change.state === 'cancelled';
  const { marks } = state.search;
  const rows = marks.rows.filter(({ opportunity }) => opportunity.id !== change.opportunity);
  return goOn(toast(state, cancelled ? ended(change) : 'saved', change), [change], { ...marks, rows });
}

/** Returns to the box after changes are on disk, and hides the popup unless the user goes on. */
export function goOn(state: State, changes: readonly ChangeView[], marks: Marks): Step {
  const { keep, typed: text } = state.saving ?? { keep: true, typed: '' };
  const goesOn = keep || text !== '' || marks.rows.length > 0;
  const ids = changes.map(({ id }) => id);
  const alive = changes.filter(change => change.state !== 'cancelled').map(({ id }) => id);
  const bursting = keep || state.burst.length > 0;
  const seq = state.search.seq + 1;
  const { looked, reply } = state.search;
  const next: State = {
    ...state,
    saving: null,
    screen: 'search',
    picker: null,
    undoable: [...withoutChanges(state.undoable, ids), ...undoableOf(alive, state.now)],
    burst: bursting
      ? [...state.burst.filter(({ id }) => !ids.includes(id)), ...changes.map(burstEntryOf)]
      : [],
    summing: bursting && !goesOn,
    search: { ...emptySearch, text, seq, looked, reply, marks: { ...marks, range: null, alone: false } },
    focus: state.focus + 1,
  };
  const find = ask('find', { seq, text, limit: shownHits });
  // The sum of several rows takes longer to read.
  const reading = state.several === null ? farewell : farewell * 2;
  return goesOn ? [next, find] : [next, find, hideSoon(next, reading)];
}

/** Hides the popup after `ms` unless the user does anything before. */
function hideSoon(state: State, ms: number) {
  return { do: 'later', ms, event: { type: 'close', token: state.token } } as const;
}

/** Esc at the end of a burst first shows its sum. */
export function sumUp(state: State): Step {
  const next: State = { ...state, summing: true, toast: null, several: null };
  return [next, hideSoon(next, farewell * 2)];
}

/** How to report a change that the user has ended. */
export function ended({ reason }: ChangeView): 'kept-theirs' | 'left' | 'withdrawn' {
  const answers = reason === null ? [] : parkOffers[reason].answers;
  if (answers.includes('leave')) return 'left';
  return answers.includes('keep-theirs') ? 'kept-theirs' : 'withdrawn';
}

export function toast(state: State, kind: ToastState['kind'], change: ChangeView): State {
  const expires = lastsUntil(state.now, change.undoUntil ?? 0);
  return { ...state, toast: { kind, change, expires }, several: null, notice: null };
}

/** Until when (epoch ms) an outcome stays on the screen: longer than it can be withdrawn. */
export function lastsUntil(now: number, undoUntil: number): number {
  return Math.max(now + linger, undoUntil + linger / 2);
}

const outcomes: Partial<Record<ChangeView['state'], BurstEntry['outcome']>> = {
  delivered: 'moved',
  cancelled: 'withdrawn',
  parked: 'needs-you',
};

export function burstEntryOf({ id, state }: ChangeView): BurstEntry {
  return { id, outcome: outcomes[state] ?? 'pending' };
}

/** The burst, what was moved at once, and the marked rows, as the outbox and its receipts now report a change. */
export function retold(state: State, change: ChangeView): State {
  const retell = (entries: readonly BurstEntry[]) =>
    entries.map(entry => (entry.id === change.id ? burstEntryOf(change) : entry));
  const { several, burst, search } = state;
  return {
    ...state,
    search: { ...search, marks: marksAfter(search.marks, change) },
    burst: retell(burst),
    several: several && { ...several, entries: retell(several.entries) },
  };
}
