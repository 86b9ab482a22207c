import type { ChangeView, Receipt } from '../../main/contract/change.ts';
import { assertNever } from '../../main/contract/failure.ts';
import type { Pushes } from '../../main/contract/pushes.ts';
import { askDetails } from './box/row-menu.ts';
import { askFind, filled } from './box/search.ts';
import { snapshot } from './first-step.ts';
import { turn } from './hearing.ts';
import { ask, type Pushed } from './model/event.ts';
import { noMarks } from './model/initial.ts';
import { type OpenChanges, withDifference } from './model/outbox.ts';
import type { State, Step } from './model/state.ts';
import { untyped } from './model/typing.ts';
import { ended, retold, toast } from './picks/commit.ts';
import { keptMarks } from './picks/marks.ts';
import { askHistory, enter } from './places/go.ts';

/** Takes in a push of the main process. */
export function pushed(state: State, event: Pushed): Step {
  switch (event.name) {
    case 'snapshot':
      return snapshot(state, event.push);
    case 'outbox':
      return outbox(state, event.push);
    case 'receipt':
      return receipt(state, event.push);
    case 'found':
      return refreshed(state);
    case 'shown':
      return shown(state, event.push);
    case 'hotkey':
      return [{ ...state, settings: { ...state.settings, test: 'passed' } }];
    default:
      return assertNever(event);
  }
}

/** Repeats the query on the screen, if there is one. Rows keep their places. */
function refreshed(state: State): Step {
  if (state.snapshot?.account.kind === 'none') return [state];
  const [next, ...effects] = askFind(state);
  return [next, ...effects, ...askDetails(next)];
}

/** Applies a difference. If one was missed, asks for the whole list, once. */
function outbox(state: State, push: Pushes['outbox']): Step {
  const news = withDifference(state, push);
  if (news) return refreshed(outboxCame(state, news, push.changed));
  const { seq, pushed } = state.outboxNumbers;
  const missed = { ...state, outboxNumbers: { seq, pushed: push.seq } };
  return pushed > seq ? [missed] : [missed, ask('outbox.list', null)];
}

/** Replaces the list. The selection stays with its change, or goes to the next one. */
export function outboxCame(state: State, news: OpenChanges, changed: readonly ChangeView[]): State {
  const selected = state.outbox[state.pendingIndex]?.id;
  const still = new Set(news.outbox.map(({ id }) => id));
  const heir = state.outbox.slice(state.pendingIndex).find(({ id }) => still.has(id))?.id;
  const at = news.outbox.findIndex(({ id }) => id === heir);
  const toasted = state.toast && changed.find(({ id }) => id === state.toast?.change.id);
  const lost = state.screen === 'pending' && selected !== undefined && selected !== heir;
  return {
    ...changed.reduce(retold, state),
    ...news,
    pendingIndex: Math.max(0, at >= 0 ? at : news.outbox.length - 1),
    toast: state.toast && toasted ? { ...state.toast, change: toasted } : state.toast,
    focus: state.focus + (lost ? 1 : 0),
  };
}

function receipt(state: State, { kind, change }: Receipt): Step {
  const next = retold(state, change);
  const mine = state.toast?.change.id === change.id;
  switch (kind) {
    case 'delivered':
      return refreshedWith(mine ? toast(next, isGoingBack(state.toast) ? 'went-back' : kind, change) : next);
    case 'parked':
      return refreshedWith(toast(next, 'refused', change));
    case 'delayed':
      return refreshedWith(toast(next, 'delayed', change));
    case 'overwrote':
      return refreshedWith(toast(next, 'overwrote', change));
    case 'cancelled':
      return refreshedWith(mine ? toast(next, ended(change), change) : next);
    default:
      return assertNever(kind);
  }
}

/** Whether a toast is about a change that undoes another. */
const isGoingBack = (toast: State['toast']): boolean =>
  toast?.kind === 'put-back' || toast?.kind === 'went-back';

function refreshedWith(state: State): Step {
  const [next, ...effects] = refreshed(state);
  return state.screen === 'history'
    ? [next, askHistory(state.history.text, null), ...effects]
    : [next, ...effects];
}

/** The popup is shown: always at the box, so that letters never reach a picker left open. */
function shown(state: State, { view, fill }: Pushes['shown']): Step {
  // What is filled in is meant for a row of its own.
  const marks = fill ? noMarks : keptMarks(state.search.marks, state.now);
  const search = { ...state.search, typing: untyped, waiting: null, marks };
  const fresh: State = {
    ...turn(state, false),
    search,
    token: state.token + 1,
    help: false,
    menu: null,
    summing: false,
    burst: [],
  };
  // The press that the new hotkey waits for is told by itself: the tray, and a hotkey that was given up, show the popup too.
  if (state.settings.test === 'waiting') return [{ ...fresh, focus: fresh.focus + 1 }];
  if (!state.snapshot || state.snapshot.account.kind === 'none') {
    return view === 'settings' ? enter(fresh, 'settings') : [{ ...fresh, focus: fresh.focus + 1 }];
  }
  if (fill) return filled({ ...fresh, focus: fresh.focus + 1 }, fill);
  if (state.screen === 'first-run') return [{ ...fresh, focus: fresh.focus + 1 }];
  return enter(fresh, view ?? 'search');
}
