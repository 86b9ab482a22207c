import type { ChangeView } from '../../main/contract/change.ts';
import type { ChangeId } from '../../main/contract/model.ts';
import { ended, toast } from './commit.ts';
import { ask } from './event.ts';
import { askHistory } from './go.ts';
import { askFind } from './search.ts';
import type { State, Step } from './state.ts';
import { stepBack } from './typing.ts';

/** The undo key reaches changes up to this age, in milliseconds; the history reaches further. */
const reach = 10 * 60_000;
/** Two presses within this time count as one, in milliseconds. */
const habit = 1000;

/**
 * The undo key. It undoes typing first, in the box or among the stages, and undoes the last change only while the box
 * is empty. In the settings it belongs to their fields.
 */
export function undo(state: State): Step {
  const { search, picker, history, screen, now } = state;
  // All texts here are in fields that have not the focus.
  if (screen === 'settings' || screen === 'first-run') return [state];
  if (screen === 'picker' && picker && picker.typed !== '') {
    const picked = { ...picker, index: -1, typed: '' };
    return [{ ...state, picker: picked, tookBackAt: now, notice: null }];
  }
  const typed = screen === 'search' ? stepBack(search.typing) : null;
  if (typed) {
    const back = { ...state, tookBackAt: now, notice: null };
    return askFind({ ...back, search: { ...search, typing: typed.typing, fill: null } }, typed.text);
  }
  if (search.text !== '' || (screen === 'history' && history.text !== '')) {
    return [{ ...state, notice: { kind: 'text-in-box' } }];
  }
  const last = state.undoable.at(-1);
  const age = now - (last?.at ?? 0);
  // After the clock was set back, the age of a change is unknown.
  if (last && age >= 0 && age <= reach) return undoChange(state, last.id);
  return isHabit(state) ? [state] : [{ ...state, notice: { kind: 'nothing-to-undo' } }];
}

/** Undoes a change, unless something was undone a moment ago: a second press was meant for the same. */
export function undoChange(state: State, change: ChangeId): Step {
  if (isHabit(state) || state.saving) return [state];
  return [{ ...state, tookBackAt: state.now, notice: null }, ask('undo', { change })];
}

function isHabit({ now, tookBackAt }: State): boolean {
  return Math.abs(now - tookBackAt) < habit;
}

/** The answer to an undo: an unsent change was withdrawn, a sent one has a new change back. */
export function undone(state: State, asked: ChangeId, change: ChangeView): Step {
  const withdrawn = change.state === 'cancelled';
  const kind = withdrawn ? ended(change) : change.id === asked ? 'saved' : 'put-back';
  const burst = state.burst.map(entry =>
    entry.id === asked ? { ...entry, outcome: 'withdrawn' as const } : entry,
  );
  const taken = state.undoable.find(({ id }) => id === asked);
  const others = state.undoable.filter(({ id }) => id !== asked && id !== change.id);
  const undoable = withdrawn
    ? [...others, ...(taken?.undoes ? [taken.undoes] : [])]
    : [...others, { id: change.id, at: state.now, ...(taken ? { undoes: taken } : {}) }];
  const next = { ...toast(state, kind, change), burst, undoable };
  // Another change is the opportunity's newest now.
  return state.screen === 'history' ? [next, askHistory(state.history.text, null)] : [next];
}
