import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import { acceleratorOf, capsOf } from '../../../renderer/state/model/accelerator.ts';
import type { Effect, Event } from '../../../renderer/state/model/event.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import { boardFor, openPicker } from '../../../renderer/state/model/pipeline.ts';
import { selectionAfter } from '../../../renderer/state/model/selection.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { step } from '../../../renderer/state/step.ts';
import {
  changeOf,
  hitOf,
  movesTo,
  opportunities,
  opportunityOf,
  otherLane,
  pipeline,
  snapshot,
  stageOf,
} from '../support/samples.ts';

const [joao = opportunityOf({ name: '' }), mariana = opportunityOf({ name: '' })] = opportunities;
const ready: State = { ...initial, snapshot, screen: 'search' };

/** Lets events happen one after another; what the last one asked for comes with the state. */
function lived(state: State, ...events: Event[]): { state: State; asked: readonly Effect[] } {
  let asked: readonly Effect[] = [];
  for (const [at, event] of events.entries()) {
    const [next, ...effects] = step(state, event, 1_000_000 + at * 1000, stage => stage.name);
    state = next;
    asked = effects;
  }
  return { state, asked };
}
const made = ({ id }: ChangeView) => ({ id, at: 999_000 });
const names = (asked: readonly Effect[]) =>
  asked.map(effect => (effect.do === 'call' ? effect.name : effect.do));
const inPicker = (hit = hitOf(joao), keep = false, board = pipeline): State => ({
  ...ready,
  screen: 'picker',
  picker: openPicker(hit, boardFor(hit, [board]), 'next', keep),
});

describe('the picker', () => {
  test.each([
    ['new', 'contacted'],
    ['contacted', 'qualified'],
    ['proposal', 'negotiation'],
  ])('from %s preselects the open stage that follows: %s', (stage, preselected) => {
    const { picker } = inPicker(hitOf({ ...joao, stage: stageOf(stage) }));
    expect(picker?.stages[picker.index]?.name).toBe(preselected);
  });

  test.each([
    ['the last open stage', inPicker(hitOf({ ...joao, stage: stageOf('negotiation') }))],
    ['won', inPicker(hitOf({ ...joao, stage: stageOf('won') }))],
    ['lost', inPicker(hitOf({ ...joao, stage: stageOf('lost') }))],
    ['an unknown stage', inPicker(hitOf({ ...joao, stage: stageOf('') }, { verified: false }))],
    ['an order that is a guess', inPicker(hitOf(joao), false, { ...pipeline, ordered: false })],
    [
      'a stage before one that may be an end',
      inPicker(hitOf({ ...joao, stage: stageOf('new') }), false, {
        ...pipeline,
        unsure: [stageOf('contacted').id],
      }),
    ],
  ])('from %s nothing is preselected, and Enter moves nothing and says why', (_, state) => {
    expect(state.picker?.index).toBe(-1);
    const entered = lived(state, { type: 'accept', keep: false });
    expect(entered.asked).toEqual([]);
    expect(entered.state.notice).toEqual({ kind: 'choose-stage' });
  });

  test('with nothing preselected the arrows go on from where the opportunity stands', () => {
    const state = inPicker(hitOf({ ...joao, stage: stageOf('negotiation') }));
    const { picker } = lived(state, { type: 'move', move: 'next' }).state;
    expect(picker?.stages[picker.index]?.name).toBe('won');
  });

  test('letters select and never commit, even where they fit one stage only', () => {
    const { state, asked } = lived(
      inPicker(),
      { type: 'letter', letter: 'w' },
      { type: 'letter', letter: 'o' },
    );
    expect(asked).toEqual([]);
    expect(state.picker?.stages[state.picker.index]?.name).toBe('won');
    expect(state.screen).toBe('picker');
  });

  test('opened with Shift+Enter, every way to commit keeps the popup', () => {
    const { state } = lived(inPicker(hitOf(joao), true), { type: 'pick', index: 5, keep: false });
    expect(state.saving?.keep).toBe(true);
  });

  test('an open change’s target counts as the stage the user saw', () => {
    const hit = hitOf(joao, { change: changeOf(joao, 'negotiation') });
    const { asked } = lived(inPicker(hit), { type: 'pick', index: 5, keep: false });
    expect(asked).toEqual([
      { do: 'call', name: 'move', request: { opportunity: joao.id, to: 'won', seen: 'negotiation' } },
    ]);
  });

  test.each([
    ['the letters that found the row go with the pick', joao, { letters: 'jo' }],
    ['a row that they have not found is not learnt for them', { ...joao, id: 'opp_other' as never }, {}],
  ])('%s', (_, found, letters) => {
    const reply = {
      seq: 1,
      kind: 'results',
      hits: [hitOf(found)],
      total: 1,
      lists: [],
      stageText: null,
      fit: 'good',
    } as const;
    const from = { ...inPicker(), search: { ...ready.search, text: 'jo', reply } };
    const { asked } = lived(from, { type: 'pick', index: 5, keep: false });
    const request = { opportunity: joao.id, to: 'won', seen: 'proposal', ...letters };
    expect(asked).toEqual([{ do: 'call', name: 'move', request }]);
  });

  test('an opportunity without a stage has nothing that was seen', () => {
    const { asked } = lived(inPicker(hitOf({ ...joao, stage: stageOf('') })), {
      type: 'pick',
      index: 5,
      keep: false,
    });
    expect(asked).toEqual([
      { do: 'call', name: 'move', request: { opportunity: joao.id, to: 'won', seen: null } },
    ]);
  });
});

test('what a search on the server met is over with the next that succeeds', () => {
  const asking: State = { ...ready, search: { ...ready.search, text: 'silva' } };
  const replied = { type: 'replied', name: 'find.on-server', request: { text: 'silva' } } as const;
  const failed = lived(asking, { ...replied, reply: ok(fail({ code: 'timeout' } as const)) });
  expect(failed.state.notice).toEqual({ kind: 'trouble', trouble: { code: 'timeout' } });
  expect(lived(failed.state, { ...replied, reply: ok(ok(2)) }).state.notice).toBeNull();
});

test('what a change has replaced is put back by one that can be undone', () => {
  const told = changeOf(joao, 'won', {
    state: 'parked',
    reason: 'misplaced',
    theirs: stageOf('won'),
    overwrote: stageOf('new'),
  });
  const asking = lived(
    { ...ready, screen: 'pending', outbox: [told] },
    { type: 'answer', answer: 'put-back' },
  );
  const request = { change: told.id, answer: 'put-back', rev: told.rev } as const;
  expect(asking.asked).toEqual([{ do: 'call', name: 'resolve', request }]);
  const back = changeOf(joao, 'new');
  const { state } = lived(asking.state, { type: 'replied', name: 'resolve', request, reply: ok(ok(back)) });
  expect(state.toast).toMatchObject({ kind: 'put-back', change: { id: back.id } });
  expect(state.undoable.map(({ id }) => id)).toEqual([back.id]);
});

describe('a change whose stage was refused', () => {
  const pending = (part: Partial<ChangeView>): State => ({
    ...ready,
    screen: 'pending',
    outbox: [{ ...changeOf(joao, 'won'), state: 'parked', ...part }],
  });

  test('leads to the picker of its opportunity', () => {
    const asked = lived(pending({ reason: 'stage-refused' }), { type: 'choose-stage' });
    expect(names(asked.asked)).toEqual(['find']);
    const found = lived(asked.state, {
      type: 'replied',
      name: 'find',
      request: { seq: asked.state.search.seq, text: joao.id, limit: 20 },
      reply: ok({
        seq: asked.state.search.seq,
        kind: 'results',
        hits: [hitOf(joao)],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      }),
    });
    expect(found.state).toMatchObject({
      screen: 'picker',
      picker: { hit: { opportunity: { id: joao.id } } },
    });
  });

  test('so does one whose opportunity is in another pipeline', () => {
    const asked = lived(pending({ reason: 'pipeline-changed' }), { type: 'choose-stage' });
    expect(names(asked.asked)).toEqual(['find']);
  });

  test.each([{ reason: 'conflict' }, { reason: 'stage-refused', currentLane: false }] as const)(
    'not %o',
    part => {
      const state = pending(part);
      expect(lived(state, { type: 'choose-stage' }).asked).toEqual([]);
    },
  );
});

describe('undo', () => {
  test('refused for now, it stays possible', () => {
    const change = changeOf(joao, 'won');
    const state = { ...ready, undoable: [made(change)] };
    const asked = lived(state, { type: 'undo' });
    expect(names(asked.asked)).toEqual(['undo']);
    const failed = lived(asked.state, {
      type: 'replied',
      name: 'undo',
      request: { change: change.id },
      reply: ok(fail({ code: 'too-late' })),
    });
    expect(failed.state.notice).toEqual({ kind: 'trouble', trouble: { code: 'too-late' } });
    expect(failed.state.undoable).toEqual([made(change)]);
  });

  test('goes back change by change', () => {
    const [first, second] = [changeOf(joao, 'won'), changeOf(mariana, 'won')];
    const undone: Event = {
      type: 'replied',
      name: 'undo',
      request: { change: second.id },
      reply: ok(ok({ ...second, state: 'cancelled' })),
    };
    const { state } = lived({ ...ready, undoable: [made(first), made(second)] }, { type: 'undo' }, undone);
    expect(state.undoable).toEqual([made(first)]);
  });
});

test('what was moved in the sample data is not told any more once a key is in use', () => {
  const change = changeOf(joao, 'won');
  const saved: State = {
    ...ready,
    snapshot: { ...snapshot, account: { kind: 'sample' } },
    toast: { kind: 'saved', change, expires: 2_000_000 },
    burst: [{ id: change.id, outcome: 'pending' }],
    undoable: [made(change)],
  };
  const foreign: ChangeView = { ...change, state: 'parked', reason: 'foreign-key', currentLane: false };
  const { state } = lived(
    saved,
    { type: 'pushed', name: 'snapshot', push: snapshot },
    { type: 'pushed', name: 'outbox', push: { seq: 1, changed: [foreign], gone: [] } },
  );
  expect(state).toMatchObject({ toast: null, burst: [], undoable: [], outbox: [foreign] });
});

describe('the undo key', () => {
  const key: Event = { type: 'undo' };
  const type = (text: string): Event => ({ type: 'text', text });
  const last = changeOf(joao, 'won');
  const moved: State = { ...ready, undoable: [made(last)] };

  test('undoes typing first, run by run, and never a change', () => {
    const typed = lived(moved, type('j'), type('jo'), type('joao'), type('jo'), type(''), key).state;
    expect(typed.search.text).toBe('joao');
    const { state, asked } = lived(typed, key);
    expect(state.search.text).toBe('');
    expect(names(asked)).toEqual(['find']);
  });

  test('undoes a word that was put together, an accent or a character, as one', () => {
    const composed = (text: string): Event => ({ type: 'text', text, composing: true });
    const { state } = lived(moved, type('jo'), composed('jo~'), composed('joã'), type('joão'), key);
    expect(state.search.text).toBe('');
    const other = lived(moved, composed('に'), composed('にほ'), composed('日本'), key).state;
    expect(other.search.text).toBe('');
  });

  test('brings back a text that was replaced', () => {
    expect(lived(moved, type('joao'), type('mari'), key).state.search.text).toBe('joao');
  });

  test('says so where there is text that it cannot undo', () => {
    const filled = { ...moved, search: { ...moved.search, text: 'joao' } };
    for (const screen of ['search', 'picker', 'pending'] as const) {
      const { state, asked } = lived({ ...filled, screen }, key);
      expect(asked).toEqual([]);
      expect(state.notice).toEqual({ kind: 'text-in-box' });
    }
  });

  test('takes back the letters that chose a stage, and no change', () => {
    const state = { ...moved, ...inPicker(), undoable: moved.undoable };
    const undone = lived(state, { type: 'letter', letter: 'w' }, key);
    expect(undone.asked).toEqual([]);
    expect(undone.state.picker).toMatchObject({ index: -1, typed: '' });
    expect(lived({ ...undone.state, tookBackAt: 0 }, key).asked).toMatchObject([{ name: 'undo' }]);
  });

  test('reaches ten minutes back, and not behind a clock that was set', () => {
    const at = (ms: number): State => ({ ...ready, undoable: [{ id: last.id, at: 1_000_000 - ms }] });
    expect(names(lived(at(600_000), key).asked)).toEqual(['undo']);
    for (const state of [at(600_001), at(-1)]) {
      expect(lived(state, key)).toMatchObject({ asked: [], state: { notice: { kind: 'nothing-to-undo' } } });
    }
  });

  test('takes nothing back twice within a second, by whichever way', () => {
    const other = changeOf(mariana, 'won');
    const once = { ...moved, tookBackAt: 1_000_000 - 999 };
    expect(lived(once, key).asked).toEqual([]);
    expect(lived(once, { type: 'undo-change', change: other.id }).asked).toEqual([]);
    expect(names(lived({ ...once, tookBackAt: 1_000_000 - 1000 }, key).asked)).toEqual(['undo']);
  });

  test('waits for the change that is on its way to the disk, and takes back no earlier one', () => {
    const saving = { keep: true, name: 'João', to: stageOf('won'), typed: '' };
    expect(lived({ ...moved, saving }, key).asked).toEqual([]);
  });

  test('takes back what it has put back, being the last change', () => {
    const back = changeOf(joao, 'proposal');
    const reply = ok(ok(back));
    const { state } = lived(moved, key, {
      type: 'replied',
      name: 'undo',
      request: { change: last.id },
      reply,
    });
    expect(state.undoable.map(({ id }) => id)).toEqual([back.id]);
    expect(state.toast).toMatchObject({ kind: 'put-back', change: back });
  });

  test('once that is taken back too, it takes back the same change again, and no earlier one', () => {
    const [earlier, back] = [changeOf(mariana, 'won'), changeOf(joao, 'proposal')];
    const undone = (asked: ChangeView, change: ChangeView): Event => ({
      type: 'replied',
      name: 'undo',
      request: { change: asked.id },
      reply: ok(ok(change)),
    });
    const state = { ...moved, undoable: [made(earlier), made(last)] };
    const twice = lived(state, key, undone(last, back), undone(back, { ...back, state: 'cancelled' })).state;
    expect(lived({ ...twice, tookBackAt: 0 }, key).asked).toEqual([
      { do: 'call', name: 'undo', request: { change: last.id } },
    ]);
  });

  test.each(['settings', 'first-run'] as const)(
    'takes back no change in %s, whose fields it belongs to',
    screen => {
      expect(lived({ ...moved, screen }, key).asked).toEqual([]);
    },
  );
});

describe('hiding by itself', () => {
  const saved = () => {
    const change = changeOf(joao, 'won');
    return lived(
      { ...ready, saving: { keep: false, name: 'João', to: stageOf('won'), typed: '' } },
      {
        type: 'replied',
        name: 'move',
        request: { opportunity: joao.id, to: change.to.id, seen: null },
        reply: ok(ok(change)),
      },
    );
  };

  const laterOf = (asked: readonly Effect[]) =>
    asked.flatMap(effect => (effect.do === 'later' ? [effect.event] : []));

  test('a moment after the words', () => {
    const { state, asked } = saved();
    expect(names(lived(state, ...laterOf(asked)).asked)).toEqual(['popup.hide']);
  });

  test('not when the user has gone on', () => {
    const { state, asked } = saved();
    expect(laterOf(asked)).toHaveLength(1);
    expect(lived(state, { type: 'text', text: 'a' }, ...laterOf(asked)).asked).toEqual([]);
  });
});

test('changes of another key come last in the list, where the arrows find them', () => {
  const foreign = changeOf(joao, 'won', { currentLane: false, lane: otherLane });
  const own = changeOf(mariana, 'won');
  const { state } = lived(
    { ...ready, screen: 'pending' },
    { type: 'pushed', name: 'outbox', push: { seq: 1, changed: [foreign, own], gone: [] } },
  );
  expect(state.outbox.map(({ id }) => id)).toEqual([own.id, foreign.id]);
});

describe('differences of the open changes', () => {
  const [first, second, third] = [joao, mariana, joao].map(deal => changeOf(deal, 'won'));
  const push = (seq: number, ...changed: (ChangeView | undefined)[]) =>
    ({
      type: 'pushed',
      name: 'outbox',
      push: { seq, changed: changed.flatMap(change => change ?? []), gone: [] },
    }) as const;
  const whole = (seq: number, ...changes: (ChangeView | undefined)[]) =>
    ({
      type: 'replied',
      name: 'outbox.list',
      request: null,
      reply: ok({ seq, changes: changes.flatMap(change => change ?? []) }),
    }) as const;
  const ids = (state: State) => state.outbox.map(({ id }) => id);

  test('are put into the list: new ones last, known ones in their place, ended ones out', () => {
    if (!first || !second) throw new Error('no changes');
    const { state } = lived(ready, push(1, first, second), {
      type: 'pushed',
      name: 'outbox',
      push: { seq: 2, changed: [{ ...second, state: 'sending' }], gone: [first.id] },
    });
    expect(state.outbox).toEqual([{ ...second, state: 'sending' }]);
  });

  test('one that was missed has the whole asked for, once', () => {
    const missed = lived(ready, push(1, first), push(3, third));
    expect(names(missed.asked)).toEqual(['outbox.list']);
    expect(lived(missed.state, push(4)).asked).toEqual([]);
    expect(ids(lived(missed.state, whole(3, first, second, third)).state)).toEqual(
      [first, second, third].map(change => change?.id),
    );
  });

  test('one that was pushed while the whole was on its way has it asked for again', () => {
    const { state, asked } = lived(ready, push(2, first), push(3, second), whole(2, first));
    expect(names(asked)).toEqual(['outbox.list']);
    expect(ids(lived(state, whole(3, first, second)).state)).toHaveLength(2);
  });

  test('a whole that is older than what is there changes nothing', () => {
    const { state } = lived(ready, push(1, first), push(2, second), whole(1, first));
    expect(ids(state)).toHaveLength(2);
  });

  test('the whole that did not come is asked for with the next one', () => {
    const { asked } = lived(
      ready,
      push(2, first),
      { type: 'replied', name: 'outbox.list', request: null, reply: fail({ code: 'internal' }) },
      push(3, second),
    );
    expect(names(asked)).toEqual(['outbox.list']);
  });
});

describe('the selected change in the pending list', () => {
  const cards = [joao, mariana, opportunityOf({ name: 'Nora' })].map(deal => changeOf(deal, 'won'));
  const [top, middle, last] = cards;
  if (!top || !middle || !last) throw new Error('three cards');
  const listed: State = { ...ready, screen: 'pending', outbox: cards, pendingIndex: 1 };
  const gone = (...ended: ChangeView[]) =>
    ({
      type: 'pushed',
      name: 'outbox',
      push: { seq: 1, changed: [], gone: ended.map(({ id }) => id) },
    }) as const;
  const selected = (state: State) => state.outbox[state.pendingIndex]?.id;

  test('stays the same change when one above it is delivered', () => {
    const { state } = lived(listed, gone(top));
    expect(selected(state)).toBe(middle.id);
    expect(state.focus).toBe(listed.focus);
  });

  test('is the one after it, with the focus, when it is delivered itself', () => {
    const { state } = lived(listed, gone(top, middle));
    expect(selected(state)).toBe(last.id);
    expect(state.focus).toBeGreaterThan(listed.focus);
  });

  test('is the one before it when it was the last', () => {
    expect(selected(lived({ ...listed, pendingIndex: 2 }, gone(last)).state)).toBe(middle.id);
  });
});

test('an answer that does not fit a change is not sent', () => {
  const held = changeOf(joao, 'won');
  const state: State = { ...ready, screen: 'pending', outbox: [held] };
  expect(lived(state, { type: 'answer', answer: 'send-mine' }).asked).toEqual([]);
  expect(names(lived(state, { type: 'answer', answer: 'cancel' }).asked)).toEqual(['resolve']);
});

test('the press-test outlasts the popup that comes back, which proves nothing, and passes by the press alone', () => {
  const state: State = { ...ready, screen: 'settings', settings: { ...initial.settings, test: 'waiting' } };
  const { state: next } = lived(state, { type: 'pushed', name: 'shown', push: { view: null, fill: null } });
  expect([next.screen, next.settings.test]).toEqual(['settings', 'waiting']);
  const { state: pressed } = lived(next, { type: 'pushed', name: 'hotkey', push: null });
  expect([pressed.screen, pressed.settings.test]).toEqual(['settings', 'passed']);
});

test('a selection wraps for single steps and stops for pages', () => {
  expect(selectionAfter(0, 'previous', 3, true)).toBe(2);
  expect(selectionAfter(2, 'next', 3, true)).toBe(0);
  expect(selectionAfter(2, 'next', 3, false)).toBe(2);
  expect(selectionAfter(1, 'page-down', 3, true)).toBe(2);
  expect(selectionAfter(0, 'next', 0, true)).toBe(-1);
});

describe('a recorded hotkey', () => {
  const pressed = { key: 'k', code: 'KeyK', ctrlKey: true, metaKey: false, altKey: true, shiftKey: false };
  test.each([
    ['by its place on the keyboard', { ...pressed, key: 'л' }, 'linux', 'CommandOrControl+Alt+K'],
    ['with the Mac’s own modifiers', { ...pressed, metaKey: true }, 'mac', 'CommandOrControl+Control+Alt+K'],
    [
      'a function key alone',
      { ...pressed, key: 'F9', code: 'F9', ctrlKey: false, altKey: false },
      'linux',
      'F9',
    ],
    ['the space bar', { ...pressed, key: ' ', code: 'Space' }, 'windows', 'CommandOrControl+Alt+Space'],
    ['no letter alone', { ...pressed, ctrlKey: false, altKey: false }, 'linux', null],
    ['no modifier alone', { ...pressed, key: 'Control', code: 'ControlLeft' }, 'linux', null],
  ] as const)('%s', (_what, event, platform, accelerator) => {
    expect(acceleratorOf(event, platform)).toBe(accelerator);
  });

  test('is shown in the platform’s own signs', () => {
    expect(capsOf('CommandOrControl+Shift+K', 'mac', 'Space')).toEqual(['⌘', '⇧', 'K']);
    expect(capsOf('CommandOrControl+Shift+K', 'linux', 'Space')).toEqual(['Ctrl', 'Shift', 'K']);
  });

  test('has the language’s word for the space bar', () => {
    expect(capsOf('Alt+Shift+Space', 'mac', 'Espaço')).toEqual(['⌥', '⇧', 'Espaço']);
    expect(capsOf('Alt+Shift+Space', 'linux', 'Espacio')).toEqual(['Alt', 'Shift', 'Espacio']);
  });
});

describe('Enter before the answer', () => {
  const early = (then: readonly Event[]) => {
    const [typed] = step({ ...ready }, { type: 'text', text: 'joao won' }, 1_000_000, stage => stage.name);
    const entered = lived(typed, { type: 'accept', keep: false }, ...then).state;
    return lived(entered, {
      type: 'replied',
      name: 'find',
      request: { seq: typed.search.seq, text: 'joao won', limit: 20 },
      reply: ok({
        seq: entered.search.seq,
        kind: 'results',
        hits: [hitOf(joao, { command: movesTo(stageOf('won').id) })],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      }),
    });
  };

  test('is carried out on it', () => {
    expect(names(early([]).asked)).toEqual(['move']);
  });

  test.each<readonly [string, Event]>([
    ['Esc', { type: 'back' }],
    ['the settings', { type: 'go', place: 'settings' }],
    ['the help', { type: 'help' }],
    ['another row', { type: 'move', move: 'next' }],
    ['the hotkey', { type: 'pushed', name: 'shown', push: { view: null, fill: null } }],
    [
      'a search that failed',
      {
        type: 'replied',
        name: 'find',
        request: { seq: 0, text: '', limit: 20 },
        reply: fail({ code: 'internal' }),
      },
    ],
    ['the focus that has gone', { type: 'turned', away: true }],
  ])('is void after %s', (_, event) => {
    expect(names(early([event]).asked)).not.toContain('move');
  });
});

describe('the selected row, when the list comes again', () => {
  const won = stageOf('won').id;
  const listed = (state: State, ...hits: readonly ReturnType<typeof hitOf>[]): State => {
    const { seq, text } = state.search;
    return lived(state, {
      type: 'replied',
      name: 'find',
      request: { seq, text, limit: 20 },
      reply: ok({ seq, kind: 'results', hits, total: hits.length, lists: [], stageText: null, fit: 'good' }),
    }).state;
  };
  const again = (state: State, ...hits: readonly ReturnType<typeof hitOf>[]): State =>
    listed(lived(state, { type: 'pushed', name: 'found', push: null }).state, ...hits);
  const asked = lived(ready, { type: 'text', text: 'won', composing: false }).state;
  const both = listed(
    asked,
    hitOf(joao, { command: movesTo(won) }),
    hitOf(mariana, { command: movesTo(won) }),
  );
  const moves = (effects: readonly Effect[]) =>
    effects.flatMap(effect => (effect.do === 'call' && effect.name === 'move' ? [effect.request] : []));

  test('stays the same in another place', () => {
    const state = again(
      both,
      hitOf(mariana, { command: movesTo(won) }),
      hitOf(joao, { command: movesTo(won) }),
    );
    expect(moves(lived(state, { type: 'accept', keep: false }).asked)).toMatchObject([
      { opportunity: joao.id },
    ]);
  });

  test.each<readonly [string, Event]>([
    ['Enter', { type: 'accept', keep: false }],
    ['Shift+Enter', { type: 'accept', keep: true }],
    ['the key that opens the stages', { type: 'choose-stage' }],
  ])('where it has left, %s does nothing with the next one, and says why', (_, event) => {
    const entered = lived(again(both, hitOf(mariana, { command: movesTo(won) })), event);
    expect(entered.asked).toEqual([]);
    expect(entered.state.screen).toBe('search');
    expect(entered.state.notice).toEqual({ kind: 'row-gone' });
  });

  test('where every row has left and another has come, Enter does nothing with that one', () => {
    const entered = lived(again(again(both), hitOf(mariana, { command: movesTo(won) })), {
      type: 'accept',
      keep: false,
    });
    expect(entered.asked).toEqual([]);
    expect(entered.state.notice).toEqual({ kind: 'row-gone' });
  });

  test('where it comes back, it is selected as before', () => {
    const state = again(
      again(both, hitOf(mariana, { command: movesTo(won) })),
      hitOf(mariana, { command: movesTo(won) }),
      hitOf(joao, { command: movesTo(won) }),
    );
    expect(moves(lived(state, { type: 'accept', keep: false }).asked)).toMatchObject([
      { opportunity: joao.id },
    ]);
  });

  test('the arrows, or another text, select anew', () => {
    const left = again(both, hitOf(mariana, { command: movesTo(won) }));
    const chosen = lived(left, { type: 'move', move: 'next' }, { type: 'accept', keep: false });
    expect(moves(chosen.asked)).toMatchObject([{ opportunity: mariana.id }]);
    const typed = listed(
      lived(left, { type: 'text', text: 'mariana won', composing: false }).state,
      hitOf(mariana, { command: movesTo(won) }),
    );
    expect(moves(lived(typed, { type: 'accept', keep: false }).asked)).toMatchObject([
      { opportunity: mariana.id },
    ]);
  });
});
