import type { Reply, Request } from '../../../main/contract/calls.ts';
import type { ChangeView } from '../../../main/contract/change.ts';
import type { ChangeId } from '../../../main/contract/model.ts';
import { askFind } from '../box/search.ts';
import { ask } from '../model/event.ts';
import type { State, Step, Undoable } from '../model/state.ts';
import { stepBack, stepForward } from '../model/typing.ts';
import { idsOf, undoableOf, withoutChanges } from '../model/undoable.ts';
import { ended, toast } from '../picks/commit.ts';
import { severalOf, troubleOf } from '../picks/several.ts';
import { askHistory, back, enter } from './go.ts';

/** The undo key reaches changes up to this age, in milliseconds; the history reaches further. */
const reach = 10 * 60_000;
/** Two presses within this time count as one, in milliseconds. */
const habit = 1000;

/**
 * The undo key. It undoes typing first, in the box or among the stages, and takes a question about several rows back. It undoes the
 * last change only while the box is empty. In the settings it belongs to their fields.
 */
export function undo(state: State): Step {
  const { search, picker, history, screen, now } = state;
  // All texts here are in fields that have not the focus.
  if (screen === 'settings' || screen === 'first-run') return [state];
  if (screen === 'picker' && picker?.closing) return back({ ...state, tookBackAt: now });
  if (screen === 'picker' && picker && picker.typed !== '') {
    const picked = { ...picker, index: -1, typed: '' };
    return [{ ...state, picker: picked, tookBackAt: now, notice: null }];
  }
  const typed = screen === 'search' ? stepBack(search.typing, search.text) : null;
  if (typed) {
    const before = { ...state, tookBackAt: now, notice: null };
    return askFind({ ...before, search: { ...search, typing: typed.typing, fill: null } }, typed.text);
  }
  if (search.text !== '' || (screen === 'history' && history.text !== '')) {
    return [{ ...state, notice: { kind: 'text-in-box' } }];
  }
  const last = state.undoable.at(-1);
  const age = now - (last?.at ?? 0);
  // After the clock was set back, the age of a change is unknown.
  if (last && age >= 0 && age <= reach) return undoOne(state, last);
  return isHabit(state) ? [state] : [{ ...state, notice: { kind: 'nothing-to-undo' } }];
}

/** Undoes what was chosen at once, unless something was undone a moment ago. */
function undoOne(state: State, one: Undoable): Step {
  const ids = idsOf(one);
  if (ids.length === 1) return undoChange(state, one.id);
  if (isHabit(state) || state.saving) return [state];
  const undos = ids.map(change => ({ change }));
  return [{ ...state, tookBackAt: state.now, notice: null }, ask('undo.several', { undos })];
}

/** Undoes the rows that were moved at once, with this one among their changes. */
export function undoSeveral(state: State, change: ChangeId): Step {
  const one = state.undoable.find(undoable => idsOf(undoable).includes(change));
  return one === undefined ? [state] : undoOne(state, one);
}

/** The key of redo and of the history: it brings back what the undo key took from the box, else it leads to the history. */
export function redo(state: State): Step {
  const { search, screen, now } = state;
  const typed = screen === 'search' ? stepForward(search.typing, search.text) : null;
  if (!typed) return enter(state, 'history');
  const forth = { ...state, tookBackAt: now, notice: null };
  return askFind({ ...forth, search: { ...search, typing: typed.typing, fill: null } }, typed.text);
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
  const taken = state.undoable.find(one => idsOf(one).includes(asked));
  const isAlone = taken !== undefined && idsOf(taken).length === 1;
  const others = withoutChanges(state.undoable, [asked, change.id]);
  const undoes = isAlone || taken === undefined ? taken : { id: asked, at: taken.at };
  const undoable = withdrawn
    ? [...others, ...(isAlone && taken.undoes ? [taken.undoes] : [])]
    : [...others, ...undoableOf([change.id], state.now, undoes)];
  const next = { ...toast(state, kind, change), burst, undoable };
  // Another change is the opportunity's newest now.
  return state.screen === 'history' ? [next, askHistory(state.history.text, null)] : [next];
}

/** The answer to the undo of several changes: one that could not be undone counts no more, unless trying again may help. */
export function undoneSeveral(
  state: State,
  { undos }: Request<'undo.several'>,
  answers: Reply<'undo.several'>,
): Step {
  const asked = undos.map(({ change }, at) => ({ id: change, answer: answers[at] }));
  const done = asked.flatMap(({ id, answer }) => (answer?.ok ? [{ id, change: answer.value }] : []));
  const failures = answers.flatMap(one => (one.ok ? [] : [one.failure]));
  const [failure] = failures;
  if (done.length === 0) return [failure ? { ...state, notice: troubleOf(failure) } : state];
  const taken = state.undoable.find(one => undos.some(({ change }) => idsOf(one).includes(change)));
  const at = taken?.at ?? state.now;
  const again = asked.filter(({ answer }) => answer?.ok === false && answer.failure.code !== 'not-undoable');
  const returned = done.filter(({ change }) => change.state !== 'cancelled');
  const ids = undos.map(({ change }) => change);
  const [undoes] = undoableOf(
    returned.map(({ id }) => id),
    at,
    taken?.undoes,
  );
  const next: State = {
    ...state,
    undoable: [
      ...withoutChanges(state.undoable, [...ids, ...returned.map(({ change }) => change.id)]),
      ...(returned.length === 0 && taken?.undoes ? [taken.undoes] : []),
      ...undoableOf(
        again.map(({ id }) => id),
        at,
      ),
      ...undoableOf(
        returned.map(({ change }) => change.id),
        state.now,
        undoes,
      ),
    ],
    burst: state.burst.map(entry =>
      done.some(({ id }) => id === entry.id) ? { ...entry, outcome: 'withdrawn' } : entry,
    ),
    several: severalOf(
      state,
      'taken-back',
      done.map(({ change }) => change),
      { to: null, there: 0, elsewhere: 0, failed: failures.length },
    ),
    toast: null,
    notice: failure ? troubleOf(failure) : null,
  };
  return state.screen === 'history' ? [next, askHistory(state.history.text, null)] : [next];
}
