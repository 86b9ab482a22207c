/**
 * The room of places. Enters: a way to another screen, and what is asked for there. Leaves: the screen, with its list and the
 * focus where work begins.
 */

import { assertNever } from '../../../main/contract/failure.ts';
import type { View } from '../../../main/contract/pushes.ts';
import { closeList } from '../box/opened-list.ts';
import { askFind } from '../box/search.ts';
import { ask, type Effect } from '../model/event.ts';
import { emptyHistory, emptySettings } from '../model/initial.ts';
import type { State, Step } from '../model/state.ts';
import { sumUp } from '../picks/commit.ts';
import { clearMarks, listMarked } from '../picks/marks.ts';

const historyPage = 200;

/** Goes to a place and puts the focus where work begins there. */
export function enter(state: State, place: View): Step {
  const none = state.snapshot?.account.kind === 'none';
  const screen = place === 'search' && none ? 'first-run' : place;
  const next: State = {
    ...state,
    screen,
    help: false,
    picker: null,
    notice: null,
    focus: state.focus + 1,
    settings: emptySettings,
  };
  switch (screen) {
    case 'search':
      // A new visit: the order of the rows may change now.
      return askFind({
        ...next,
        search: { ...next.search, answered: null, marks: { ...next.search.marks, alone: false } },
      });
    case 'pending':
      return [{ ...next, pendingIndex: 0 }];
    case 'history':
      return [{ ...next, history: { ...emptyHistory, loading: true } }, askHistory('', null)];
    case 'settings':
    case 'first-run':
      return [next];
    default:
      return assertNever(screen);
  }
}

export function askHistory(text: string, before: number | null): Effect {
  return ask('history.list', { text, before, limit: historyPage });
}

/** Esc: one layer back at a time, and from the box out of the popup. */
export function back(state: State): Step {
  if (state.help) return [{ ...state, help: false, focus: state.focus + 1 }];
  if (state.notice?.kind === 'trouble') return [{ ...state, notice: null }];
  switch (state.screen) {
    case 'picker':
      if (state.picker?.closing) {
        return [
          { ...state, picker: { ...state.picker, closing: null }, notice: null, focus: state.focus + 1 },
        ];
      }
      return [{ ...state, screen: 'search', picker: null, focus: state.focus + 1 }];
    case 'details':
      return [{ ...state, screen: 'search', picker: null, focus: state.focus + 1 }];
    case 'pending':
    case 'history':
      return enter(state, 'search');
    case 'settings':
      return leaveSettings(state);
    case 'first-run':
      return [state, ask('popup.hide', null)];
    case 'search':
      if (state.search.marks.alone) return [listMarked(state, false)];
      if (state.search.marks.rows.length > 0) return [clearMarks(state)];
      if (state.search.opened !== null) return closeList(state);
      if (state.burst.length > 0 && !state.summing) return sumUp(state);
      return hide(state);
    default:
      return assertNever(state.screen);
  }
}

function leaveSettings(state: State): Step {
  const { recording, openForm, test } = state.settings;
  const settings = { ...state.settings, recording: false, openForm: null, test: null };
  return recording || openForm || test === 'waiting' ? [{ ...state, settings }] : enter(state, 'search');
}

/** The text in the box stays for the next time. */
export function hide(state: State): Step {
  return [{ ...state, burst: [], summing: false, token: state.token + 1 }, ask('popup.hide', null)];
}
