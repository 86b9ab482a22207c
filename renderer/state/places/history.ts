import type { Request } from '../../../main/contract/calls.ts';
import type { ChangeView, MovedIn, Period } from '../../../main/contract/change.ts';
import { dayOf, firstDayOf, monthOf, weekOf } from '../model/days.ts';
import { ask, type SelectionMove } from '../model/event.ts';
import { selectionAfter } from '../model/selection.ts';
import type { HistoryState, State, Step } from '../model/state.ts';
import { askHistory } from './go.ts';

/** What became of changes on one day, newest first. */
export interface PastDay extends Period {
  /** The place of its first change among all. */
  readonly at: number;
  readonly changes: readonly ChangeView[];
}

/** Changes by the day on which they ended. */
export function byDay(rows: readonly ChangeView[]): readonly PastDay[] {
  const days: (PastDay & { readonly changes: ChangeView[] })[] = [];
  for (const [at, change] of rows.entries()) {
    const ended = change.endedAt ?? change.markedAt;
    const day = days.at(-1);
    if (day && ended >= day.from && ended < day.until) day.changes.push(change);
    else days.push({ ...dayOf(ended), at, changes: [change] });
  }
  return days;
}

/** This week and this month, as the region counts weeks. */
export function lately({ now, snapshot }: State): { readonly week: Period; readonly month: Period } {
  return { week: weekOf(now, firstDayOf(snapshot?.formatLocale ?? 'en-US')), month: monthOf(now) };
}

/** What was moved in that period; null until main has told, and while the history is searched. */
export function movedIn({ sums, text }: HistoryState, { from, until }: Period): MovedIn | null {
  return text === '' ? (sums.find(sum => sum.from === from && sum.until === until) ?? null) : null;
}

export function historyCame(state: State, asked: Request<'history.list'>, came: readonly ChangeView[]): Step {
  const { history } = state;
  if (asked.text !== history.text) return [state];
  const rows = asked.before === null ? came : [...(history.rows ?? []), ...came];
  const complete = came.length < asked.limit;
  const next = { ...state, history: { ...history, rows, loading: false, complete } };
  if (rows.length === 0 || history.text !== '') return [next];
  const { week, month } = lately(state);
  const periods = [...byDay(rows), week, month].map(({ from, until }) => ({ from, until }));
  return [next, ask('history.sums', { periods })];
}

export function historyMore(state: State): Step {
  const { rows, loading, complete, text } = state.history;
  const last = rows?.at(-1);
  if (loading || complete || !last) return [state];
  return [{ ...state, history: { ...state.history, loading: true } }, askHistory(text, last.endedAt)];
}

export function moveInHistory(state: State, to: SelectionMove): Step {
  const { rows, index } = state.history;
  const at = to === 'previous' && index <= 0 ? -1 : selectionAfter(index, to, rows?.length ?? 0, false);
  return select(state, at);
}

/** To the first change of the next day, or of this one and then of the day before it in the list; from its first to the search. */
export function moveByDay(state: State, by: 1 | -1): Step {
  const { rows, index } = state.history;
  const starts = byDay(rows ?? []).map(({ at }) => at);
  const to = by === 1 ? (starts.find(at => at > index) ?? index) : (starts.findLast(at => at < index) ?? -1);
  return select(state, to);
}

const select = (state: State, index: number): Step => [
  { ...state, history: { ...state.history, index }, focus: state.focus + 1 },
];
