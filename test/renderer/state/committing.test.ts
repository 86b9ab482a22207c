import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import type { ToastState } from '../../../renderer/state/model/news.ts';
import type { Saving, State } from '../../../renderer/state/model/state.ts';
import { changeOf, hitOf, opportunities, stageOf } from '../support/samples.ts';
import { bad, bug, good, lived, names, offline, pushed, ready, replied, showing, start } from './machine.ts';

const [joao, mariana] = opportunities;
if (!joao || !mariana) throw new Error('two opportunities');
const won = changeOf(joao, 'won', { undoUntil: null });
const other = changeOf(mariana, 'won');
const trouble = { kind: 'trouble', trouble: offline };
const saving = (part: Partial<Saving> = {}): State => ({
  ...showing([hitOf(joao)]),
  screen: 'picker',
  saving: { keep: false, name: 'João', to: stageOf('won'), typed: '', ...part },
});
const request = { opportunity: joao.id, to: won.to.id, seen: null };
const kept = (state: State, change: ChangeView = won) => lived(state, replied('move', request, good(change)));
const toastOf = (kind: ToastState['kind'], change: ChangeView, expires = start + 6000) => ({
  kind,
  change,
  expires,
});

describe('asking for a move', () => {
  const picked = (part: Parameters<typeof hitOf>[1]) => {
    const { state } = lived(showing([hitOf(joao, part)]), { type: 'choose-stage' });
    const at = state.picker?.stages.findIndex(({ name }) => name === 'won') ?? -1;
    return lived(state, { type: 'pick', index: at, keep: false }).asked;
  };

  test.each([
    ['the stage of the server', picked({}), 'proposal'],
    ['the target of the open change', picked({ change: changeOf(joao, 'qualified') }), 'qualified'],
    [
      'the open change of an id that nobody confirmed',
      picked({ verified: false, change: changeOf(joao, 'new') }),
      'new',
    ],
    ['nothing of such an id without one', picked({ verified: false }), null],
  ])('says what was seen: %s', (_what, asked, seen) => {
    const request = { opportunity: joao.id, to: 'won', seen, letters: 'joao' };
    expect(asked).toEqual([{ do: 'call', name: 'move', request }]);
  });

  test('nothing was seen of one that stands in no stage', () => {
    const nowhere = { ...joao, name: '', stage: stageOf('') };
    const { state } = lived(showing([hitOf(nowhere)]), { type: 'choose-stage' });
    const { state: next, asked } = lived(state, { type: 'pick', index: 0, keep: true });
    expect(asked).toEqual([
      {
        do: 'call',
        name: 'move',
        request: { opportunity: joao.id, to: state.picker?.stages[0]?.id, seen: null, letters: 'joao' },
      },
    ]);
    expect(next.saving).toMatchObject({ keep: true, name: joao.id });
  });
});

describe('a change that is on disk', () => {
  test('is told, and the popup goes unless the user goes on', () => {
    const { state, asked } = kept(saving());
    expect(state).toMatchObject({
      saving: null,
      screen: 'search',
      picker: null,
      toast: toastOf('saved', won),
      undoable: [{ id: won.id, at: start }],
      burst: [],
      summing: false,
      search: { text: '', seq: 6, answered: null },
    });
    expect(state.search.reply).not.toBeNull();
    expect(state.focus).toBe(saving().focus + 1);
    expect(asked).toEqual([
      { do: 'call', name: 'find', request: { seq: 6, text: '', limit: 20 } },
      { do: 'later', ms: 1100, event: { type: 'close', token: state.token } },
    ]);
  });

  test('stays told as long as it can be undone, and three seconds more', () => {
    const { state } = kept(saving(), { ...won, undoUntil: start + 10_000 });
    expect(state.toast?.expires).toBe(start + 13_000);
  });

  test('leaves the popup where letters came meanwhile, which are the box’s', () => {
    const { state, asked } = kept(saving({ typed: 'ma' }));
    expect(names(asked)).toEqual(['find']);
    expect(state.search.text).toBe('ma');
    expect(state.summing).toBe(false);
  });

  test('with Shift+Enter begins a burst, and its next one goes on with it', () => {
    const first = kept(saving({ keep: true }));
    expect(names(first.asked)).toEqual(['find']);
    expect(first.state.burst).toEqual([{ id: won.id, outcome: 'pending' }]);
    const second = kept({ ...first.state, saving: saving().saving }, other);
    expect(second.state.burst.map(({ id }) => id)).toEqual([won.id, other.id]);
    expect(second.state.summing).toBe(true);
    expect(names(second.asked)).toEqual(['find', 'later']);
  });

  test('that was cancelled at once cannot be undone, and is told as what it is', () => {
    const cancelled: ChangeView = { ...won, state: 'cancelled' };
    const { state } = kept({ ...saving({ keep: true }), undoable: [{ id: won.id, at: 1 }] }, cancelled);
    expect(state.undoable).toEqual([]);
    expect(state.toast?.kind).toBe('withdrawn');
    expect(state.burst).toEqual([{ id: won.id, outcome: 'withdrawn' }]);
  });

  test('stands once among what can be undone', () => {
    const before = [
      { id: won.id, at: 1 },
      { id: other.id, at: 2 },
    ];
    expect(kept({ ...saving(), undoable: before }).state.undoable).toEqual([
      { id: other.id, at: 2 },
      { id: won.id, at: start },
    ]);
  });

  test('of nobody’s Enter leaves the popup open', () => {
    expect(names(kept({ ...saving(), saving: null }).asked)).toEqual(['find']);
  });

  test.each([
    ['refused', bad, offline],
    ['a bug', bug, { code: 'internal' }],
  ])('was not kept (%s): the picker is as it was, and says so', (_why, reply, failure) => {
    const { state, asked } = lived(saving(), replied('move', request, reply));
    expect(state).toMatchObject({
      saving: null,
      screen: 'picker',
      notice: { kind: 'trouble', trouble: failure },
    });
    expect(asked).toEqual([]);
  });
});

describe('a burst', () => {
  const burst = [{ id: won.id, outcome: 'pending' as const }];
  const bursting: State = { ...ready, burst, toast: toastOf('saved', won) };

  test.each([
    ['delivered', 'moved'],
    ['cancelled', 'withdrawn'],
    ['parked', 'needs-you'],
    ['waiting', 'pending'],
    ['sending', 'pending'],
  ] as const)('counts a change that is %s as %s', (state, outcome) => {
    const push = { seq: 1, changed: [{ ...won, state }], gone: [] };
    expect(lived(bursting, pushed('outbox', push)).state.burst).toEqual([{ id: won.id, outcome }]);
  });

  test('counts no other changes', () => {
    const push = { seq: 1, changed: [{ ...other, state: 'parked' as const }], gone: [] };
    expect(lived(bursting, pushed('outbox', push)).state.burst).toEqual(burst);
  });

  test('is summed up by Esc, and then the popup goes by itself', () => {
    const { state, asked } = lived(bursting, { type: 'back' });
    expect(state).toMatchObject({ summing: true, toast: null, burst });
    expect(asked).toEqual([{ do: 'later', ms: 2200, event: { type: 'close', token: state.token } }]);
    const gone = lived(state, { type: 'back' });
    expect(names(gone.asked)).toEqual(['popup.hide']);
    expect(gone.state).toMatchObject({ burst: [], summing: false });
  });

  test('is over with whatever the user does after its sum but Esc', () => {
    const { state } = lived({ ...bursting, summing: true }, { type: 'text', text: 'a' });
    expect(state).toMatchObject({ burst: [], summing: false });
    expect(lived(bursting, { type: 'text', text: 'a' }).state.burst).toEqual(burst);
  });

  test('hides at its time only where nothing was done since', () => {
    expect(lived({ ...bursting, token: 4 }, { type: 'close', token: 3 }).asked).toEqual([]);
    const { state, asked } = lived({ ...bursting, token: 4 }, { type: 'close', token: 4 });
    expect(names(asked)).toEqual(['popup.hide']);
    expect(state).toMatchObject({ burst: [], token: 5 });
  });
});

test('a toast goes at its time', () => {
  const told = (expires: number): State => ({ ...ready, toast: toastOf('saved', won, expires) });
  expect(lived(told(start), { type: 'tick' }).state.toast).toBeNull();
  expect(lived(told(start + 1), { type: 'tick' }).state.toast).not.toBeNull();
});

describe('undo', () => {
  const undone = (change: ChangeView, part: Partial<State> = {}) =>
    lived({ ...ready, ...part }, replied('undo', { change: won.id }, good(change)));

  test.each([
    ['withdrawn before it was sent', { ...won, state: 'cancelled' }, 'withdrawn'],
    ['a conflict that was ended', { ...won, state: 'cancelled', reason: 'conflict' }, 'kept-theirs'],
    ['another pipeline', { ...won, state: 'cancelled', reason: 'pipeline-changed' }, 'kept-theirs'],
    ['misplaced', { ...won, state: 'cancelled', reason: 'misplaced' }, 'left'],
    ['the same change again', won, 'saved'],
    ['a change of its own', other, 'put-back'],
  ] as const)('is told as what it came to: %s', (_what, change, kind) => {
    expect(undone(change as ChangeView).state.toast).toMatchObject({ kind, change });
  });

  test('marks the change as withdrawn in the burst it was made in, and no other', () => {
    const burst = [
      { id: won.id, outcome: 'pending' as const },
      { id: other.id, outcome: 'moved' as const },
    ];
    expect(undone({ ...won, state: 'cancelled' }, { burst }).state.burst).toEqual([
      { id: won.id, outcome: 'withdrawn' },
      { id: other.id, outcome: 'moved' },
    ]);
  });

  test('remembers what it took back, to take it back again', () => {
    const undoable = [{ id: won.id, at: 7 }];
    const { state } = undone(other, { undoable });
    expect(state.undoable).toEqual([{ id: other.id, at: start, undoes: { id: won.id, at: 7 } }]);
    expect(undone(other).state.undoable).toEqual([{ id: other.id, at: start }]);
  });

  test('in the history has the list asked for anew, with its text', () => {
    const history = { ...initial.history, text: 'x' };
    expect(undone(won, { screen: 'history', history }).asked).toEqual([
      { do: 'call', name: 'history.list', request: { text: 'x', before: null, limit: 200 } },
    ]);
    expect(undone(won).asked).toEqual([]);
  });

  test('that was refused says why', () => {
    const { state } = lived(ready, replied('undo', { change: won.id }, bad));
    expect(state.notice).toEqual(trouble);
  });

  test('takes a text of the history for its own, and not one that stands in a field out of sight', () => {
    const history = { ...initial.history, text: 'x' };
    const undoable = [{ id: won.id, at: start }];
    const key = { type: 'undo' } as const;
    const inHistory = lived({ ...ready, screen: 'history', history, undoable }, key);
    expect(inHistory.state.notice).toEqual({ kind: 'text-in-box' });
    expect(names(lived({ ...ready, history, undoable }, key).asked)).toEqual(['undo']);
  });

  test('reaches a change made at this very moment, and none where there is none', () => {
    const key = { type: 'undo' } as const;
    expect(names(lived({ ...ready, undoable: [{ id: won.id, at: start }] }, key).asked)).toEqual(['undo']);
    const { state } = lived(ready, key);
    expect(state.notice).toEqual({ kind: 'nothing-to-undo' });
  });

  test('pressed twice says nothing the second time', () => {
    const { state } = lived({ ...ready, tookBackAt: start - 1 }, { type: 'undo' });
    expect(state.notice).toBeNull();
  });

  test('of a change by its row clears the notice and marks the time', () => {
    const before: State = { ...ready, notice: { kind: 'syncing' } };
    const { state, asked } = lived(before, { type: 'undo-change', change: won.id });
    expect(asked).toEqual([{ do: 'call', name: 'undo', request: { change: won.id } }]);
    expect(state).toMatchObject({ notice: null, tookBackAt: start });
  });
});
