import { assertNever } from '../../main/contract/failure.ts';
import { openList, openListAt } from './box/opened-list.ts';
import { copy, openDetails, openMenu, pin, withoutMenu } from './box/row-menu.ts';
import { askServer, look, moveRow, typed, withoutWaiting } from './box/search.ts';
import { hear, turn } from './hearing.ts';
import { ask, type Event, type Intent, isIntent, type SelectionMove } from './model/event.ts';
import { emptyKey } from './model/initial.ts';
import { activeHit, selectionAfter } from './model/selection.ts';
import type { State, Step } from './model/state.ts';
import { accept, clickRow, openInBrowser } from './picks/accept.ts';
import { clearMarks, listMarked, markOn, markRow, withoutRange } from './picks/marks.ts';
import { confirmSeveral, digit, letter, movePick, pick, type StageName } from './picks/picker.ts';
import { askHistory, back, enter, hide } from './places/go.ts';
import { historyMore, moveByDay, moveInHistory } from './places/history.ts';
import { chooseStage, putBack, resolvePending } from './places/pending.ts';
import { openForm, record, set, switchWhose } from './places/settings.ts';
import { redo, undo, undoChange, undoSeveral } from './places/undo.ts';
import { pushed } from './pushed.ts';
import { replied } from './replied.ts';

/** The reducer of the whole popup. From the state, an event and the time it makes the next state and the effects to run. Pure. */
export function step(before: State, event: Event, now: number, nameOf: StageName): Step {
  const [after, ...effects] = stepped({ ...before, now }, event, now, nameOf);
  return [hear(before, withRow(used(after))), ...effects];
}

/** What was typed, or another place, ends the first lines. */
function used(state: State): State {
  if (!state.firstLines || (state.screen === 'search' && state.search.text === '')) return state;
  return { ...state, firstLines: false };
}

/** Without the menu of a row that has left the list: nothing shows it any more, and it would hold back what is typed. */
const withRow = (state: State): State => (activeHit(state) ? state : withoutMenu(state));

function stepped(state: State, event: Event, now: number, nameOf: StageName): Step {
  if (isIntent(event)) {
    const own = { ...state, token: state.token + 1 };
    // What the undo key takes back first is the menu itself.
    if (own.menu && event.type === 'undo') return [{ ...withoutMenu(own), tookBackAt: now }];
    return own.menu && event.type === 'back'
      ? [withoutMenu(own)]
      : intended(goingOn(withoutMenu(own), event), event, nameOf);
  }
  switch (event.type) {
    case 'pushed':
      return pushed(state, event);
    case 'replied':
      return replied(state, event);
    case 'trying-key':
      return [{ ...state, key: { ...emptyKey, trying: true } }];
    case 'close':
      return event.token === state.token ? hide(state) : [state];
    case 'look':
      return look(state, event.id);
    case 'turned':
      return [turn(event.away ? withoutWaiting(state) : state, event.away)];
    case 'tick':
      return [withoutPast(state, now)];
    default:
      return assertNever(event);
  }
}

/** Without outcomes that have been shown long enough. */
function withoutPast(state: State, now: number): State {
  const { toast, several } = state;
  if (toast && toast.expires <= now) return { ...state, toast: null };
  return several && several.expires <= now ? { ...state, several: null } : state;
}

/**
 * Anything but Esc after the sum of a burst starts a new burst. Anything the user does drops an Enter that still waits
 * for its answer.
 */
function goingOn(before: State, intent: Intent): State {
  const own = intent.type === 'mark' ? before : withoutRange(before);
  const state = intent.type === 'accept' ? own : withoutWaiting(own);
  return state.summing && intent.type !== 'back' ? { ...state, summing: false, burst: [] } : state;
}

function intended(state: State, intent: Intent, nameOf: StageName): Step {
  switch (intent.type) {
    case 'text':
      return typed(state, intent.text, intent.composing);
    case 'move':
      return move(state, intent.move);
    case 'move-day':
      return moveByDay(state, intent.by);
    case 'accept':
      if (state.screen === 'picker') return pick(state, state.picker?.index ?? -1, intent.keep);
      return state.saving ? [state] : accept(state, intent.keep);
    case 'click-row':
      return clickRow(state, intent.row, intent.keep);
    case 'pick':
      return pick(state, intent.index, intent.keep);
    case 'digit':
      return digit(state, intent.digit, intent.keep, nameOf);
    case 'letter':
      return letter(state, intent.letter, nameOf);
    case 'note':
    case 'reason':
      return [state.picker ? { ...state, picker: { ...state.picker, note: intent.text } } : state];
    case 'choose-stage':
      return chooseStage(state, intent.change);
    case 'mark-row':
      return markRow(state, intent.row);
    case 'mark':
      return markOn(state, intent.move);
    case 'list-marked':
      return [listMarked(state, intent.alone)];
    case 'clear-marks':
      return [clearMarks(state)];
    case 'confirm':
      return confirmSeveral(state);
    case 'undo-several':
      return undoSeveral(state, intent.change);
    case 'open-menu':
      return openMenu(state, intent.row, intent.at);
    case 'details':
      return openDetails(state);
    case 'pin':
      return pin(state);
    case 'copy':
      return copy(state, intent.what);
    case 'open-list':
      return openList(state, intent.at, nameOf);
    case 'open-list-at':
      return openListAt(state, intent.digit, nameOf);
    case 'switch-whose':
      return switchWhose(state);
    case 'back':
      return back(state);
    case 'go':
      return enter(state, intent.place);
    case 'help':
      return [{ ...state, help: !state.help, focus: state.focus + 1 }];
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    case 'undo-change':
      return undoChange(state, intent.change);
    case 'put-back':
      return putBack(state, intent.change);
    case 'dismiss':
      return [{ ...state, notice: null, toast: null, several: null }];
    case 'sync':
      return [{ ...state, notice: { kind: 'syncing' } }, ask('refresh', null)];
    case 'ask-server':
      return askServer(state);
    case 'open-in-browser':
      return [state, ...openInBrowser(state)];
    case 'answer':
      return resolvePending(state, intent.answer, intent.change);
    case 'ask':
      return [state, intent.effect];
    case 'history-text':
      return [
        { ...state, history: { ...state.history, text: intent.text, loading: true, index: -1 } },
        askHistory(intent.text, null),
      ];
    case 'history-more':
      return historyMore(state);
    case 'use-sample':
      return [{ ...state, key: emptyKey }, ask('session.use-sample', null)];
    case 'begin':
      return enter({ ...state, key: emptyKey }, 'search');
    case 'enter-key': {
      const [next, ...effects] = enter({ ...state, key: emptyKey }, 'settings');
      return [{ ...next, settings: { ...next.settings, openForm: 'replace' } }, ...effects];
    }
    case 'open-form':
      return [openForm(state, intent.form)];
    case 'key-address':
      return set({ ...state, key: emptyKey }, { apiUrl: intent.apiUrl });
    case 'set':
      return set(state, intent.patch);
    case 'record':
      return [record(state, intent.on, intent.hotkey)];
    default:
      return assertNever(intent);
  }
}

function move(state: State, to: SelectionMove): Step {
  switch (state.screen) {
    case 'search':
      return moveRow(state, to);
    case 'picker':
      return movePick(state, to);
    case 'pending': {
      const pendingIndex = selectionAfter(state.pendingIndex, to, state.outbox.length, false);
      return [{ ...state, pendingIndex, focus: state.focus + 1 }];
    }
    case 'history':
      return moveInHistory(state, to);
    case 'details':
    case 'settings':
    case 'first-run':
      return [state];
    default:
      return assertNever(state.screen);
  }
}
