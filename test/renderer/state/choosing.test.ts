import { describe, expect, test } from 'vitest';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { ask, chooses } from '../../../renderer/state/model/event.ts';
import { isOfAnotherKey } from '../../../renderer/state/model/outbox.ts';
import {
  boardFor,
  foreignPipelineOf,
  openPicker,
  type Preselection,
} from '../../../renderer/state/model/pipeline.ts';
import type { PickerState, State } from '../../../renderer/state/model/state.ts';
import { remembered, stepBack, stepForward, untyped } from '../../../renderer/state/model/typing.ts';
import {
  boardOf,
  changeOf,
  hitOf,
  lane,
  opportunities,
  otherLane,
  pipeline,
  snapshot,
  stageOf,
} from '../support/samples.ts';
import { lived, names, ready, start } from './machine.ts';

const [joao] = opportunities;
if (!joao) throw new Error('an opportunity');
const hit = hitOf(joao);
const picking = (part: Partial<PickerState> = {}, hits = hit): State => ({
  ...ready,
  screen: 'picker',
  picker: { ...openPicker(hits, boardFor(hits, [pipeline]), 'next', false), ...part },
});
const stageAt = ({ picker }: State) => picker?.stages[picker.index]?.name;
const letters = (state: State, ...typed: readonly string[]) =>
  lived(state, ...typed.map(letter => ({ type: 'letter', letter }) as const)).state;

describe('the stages of a row', () => {
  test('are its own pipeline’s, open ones first and ends last', () => {
    const mixed = {
      ...pipeline,
      stages: [stageOf('won'), stageOf('new'), stageOf('lost'), stageOf('qualified')],
    };
    expect(boardFor(hit, [mixed]).stages.map(({ name }) => name)).toEqual([
      'new',
      'qualified',
      'won',
      'lost',
    ]);
  });

  test('are none where its pipeline is not known, and nothing is certain then', () => {
    expect(boardFor(hit, [])).toEqual({ stages: [], ordered: false, unsure: [] });
  });

  test('of a row with an open change begin at its target', () => {
    const moving = hitOf(joao, { change: changeOf(joao, 'qualified') });
    expect(shownStage(moving)?.name).toBe('qualified');
    expect(shownStage(hit)?.name).toBe('proposal');
  });

  test('of a row whose change was refused begin at what the server said, as far as anybody knows', () => {
    const parked = changeOf(joao, 'qualified', { state: 'parked' });
    const shown = (verified: boolean, change = parked) => shownStage(hitOf(joao, { verified, change }))?.name;
    expect(shown(true)).toBe('proposal');
    expect(shown(false)).toBe('proposal');
    expect(shown(false, { ...parked, theirs: stageOf('contacted') })).toBe('contacted');
    expect(shownStage(hitOf(joao, { verified: false }))).toBeNull();
  });

  test('that another pipeline has and its own has not are foreign', () => {
    const theirs = boardOf('other', [stageOf('contract')]);
    const strayed = hitOf({ ...joao, stage: stageOf('contract') });
    expect(foreignPipelineOf(strayed, [pipeline, theirs])).toBe(theirs);
    expect(foreignPipelineOf(hit, [pipeline, theirs])).toBeNull();
    expect(foreignPipelineOf({ ...strayed, verified: false }, [pipeline, theirs])).toBeNull();
    expect(foreignPipelineOf(strayed, [pipeline])).toBeNull();
    const shared = boardOf('shared', [stageOf('proposal')]);
    expect(foreignPipelineOf(hit, [shared, pipeline])).toBeNull();
    expect(foreignPipelineOf(strayed, [boardOf(joao.pipeline, [stageOf('new')]), theirs])).toBe(theirs);
  });
});

describe('what is preselected', () => {
  const board = boardFor(hit, [pipeline]);
  const chosen = (wanted: Preselection, part: Partial<typeof board> = {}, of = hit) => {
    const picker = openPicker(of, { ...board, ...part }, wanted, false);
    return picker.stages[picker.index]?.name;
  };

  test('is the open stage that certainly follows', () => {
    expect(chosen('next')).toBe('negotiation');
    expect(chosen('next', {}, hitOf(joao, { change: changeOf(joao, 'contacted') }))).toBe('qualified');
    const unverified = { verified: false, change: changeOf(joao, 'contacted') };
    expect(chosen('next', {}, hitOf(joao, unverified))).toBe('qualified');
  });

  test.each([
    ['the order is a guess', { ordered: false }],
    ['the stage is unsure', { unsure: [stageOf('proposal').id] }],
    ['the one that follows is unsure', { unsure: [stageOf('negotiation').id] }],
    ['it stands in no stage of the pipeline', { stages: [stageOf('new'), stageOf('won')] }],
    ['none follows', { stages: [stageOf('new'), stageOf('proposal')] }],
    ['an end follows', { stages: [stageOf('proposal'), stageOf('won')] }],
    ['it stands in an end', { stages: [{ ...stageOf('proposal'), role: 'won' as const }, stageOf('new')] }],
  ])('is nothing where %s', (_why, part) => {
    expect(chosen('next', part)).toBeUndefined();
  });

  test('is nothing of an id that nobody confirmed', () => {
    expect(chosen('next', {}, hitOf(joao, { verified: false }))).toBeUndefined();
  });

  test('is an end only where it was named, by its id or by its name', () => {
    const named = { id: 'st_9' as never, name: 'Ganho', role: 'won' as const };
    const part = { stages: [...board.stages, named] };
    expect(chosen({ named: 'st_9' }, part)).toBe('Ganho');
    expect(chosen({ named: 'Ganho' }, part)).toBe('Ganho');
  });

  test('is what follows where the named stage is none of the pipeline’s', () => {
    expect(chosen({ named: 'elsewhere' })).toBe('negotiation');
    expect(chosen({ named: 'elsewhere' }, { ordered: false })).toBeUndefined();
  });

  test('is nothing where nothing is to be', () => {
    expect(chosen('nothing')).toBeUndefined();
  });
});

describe('in the picker', () => {
  test('arrows begin at what is selected, or at the stage it stands in', () => {
    expect(stageAt(lived(picking(), { type: 'move', move: 'previous' }).state)).toBe('proposal');
    expect(stageAt(lived(picking({ index: -1 }), { type: 'move', move: 'next' }).state)).toBe('negotiation');
    expect(stageAt(lived(picking({ index: 0 }), { type: 'move', move: 'previous' }).state)).toBe('lost');
    expect(lived(picking({ typed: 'x' }), { type: 'move', move: 'next' }).state.picker?.typed).toBe('');
  });

  test('Enter commits what is selected, and with nothing selected asks for a stage', () => {
    const { state, asked } = lived(picking({ typed: 'n' }), { type: 'accept', keep: false });
    expect(names(asked)).toEqual(['move']);
    expect(state.picker?.typed).toBe('');
    const none = lived(picking({ index: -1 }), { type: 'accept', keep: false });
    expect([none.state.notice, none.asked]).toEqual([{ kind: 'choose-stage' }, []]);
  });

  test.each([
    [false, false, false],
    [true, false, true],
    [false, true, true],
  ])('keeps the popup where the key or the picker says so (%s, %s)', (key, picker, keep) => {
    expect(lived(picking({ keep: picker }), { type: 'accept', keep: key }).state.saving?.keep).toBe(keep);
  });

  test('a click on no stage of it selects nothing', () => {
    const { state } = lived(picking(), { type: 'pick', index: 99, keep: false });
    expect([state.picker?.index, state.saving]).toEqual([-1, null]);
  });

  test('letters of a name select it and go on with it', () => {
    expect(stageAt(letters(picking(), 'q', 'u'))).toBe('qualified');
    expect(letters(picking(), 'q', 'u').picker).toMatchObject({ typed: 'qu', typedAt: start + 1000 });
  });

  test('letters that name nothing select nothing', () => {
    expect(stageAt(letters(picking(), 'z'))).toBeUndefined();
  });

  test('after a pause letters begin anew', () => {
    const before = picking({ typed: 'q', typedAt: start - 1500 });
    expect(letters(before, 'w').picker?.typed).toBe('w');
    expect(
      letters({ ...before, picker: { ...picking().picker, typed: 'w', typedAt: start - 1499 } as never }, 'o')
        .picker?.typed,
    ).toBe('wo');
  });

  test('a blank alone is none, and between words it is', () => {
    expect(letters(picking(), ' ').picker?.typed).toBe('');
    expect(letters(picking(), 'q', ' ').picker?.typed).toBe('q ');
  });

  test('a new word may name another stage, where the words before it named one', () => {
    expect(stageAt(letters(picking(), 'q', ' ', 'w'))).toBe('won');
    expect(stageAt(letters(picking(), 'z', ' ', 'w'))).toBeUndefined();
  });

  test('a shown name is found before other words for a stage, with or without its signs', () => {
    const named = (name: string, role: 'open' | 'won' = 'open') => ({ id: name as never, name, role });
    const stages = [named('Fechado (Perdido)'), named('won', 'won'), named('Ganhador')];
    expect(stageAt(letters(picking({ stages }), 'f', 'e', 'c', 'h', 'a', 'd', 'o', ' ', 'p'))).toBe(
      'Fechado (Perdido)',
    );
    expect(stageAt(letters(picking({ stages }), 'g', 'a', 'n', 'h'))).toBe('Ganhador');
    expect(stageAt(letters(picking({ stages: stages.slice(0, 2) }), 'g', 'a', 'n', 'h'))).toBe('won');
  });

  test('a digit goes on with a name that is being typed, and commits otherwise', () => {
    const stages = [
      stageOf('new'),
      { id: 'c2' as never, name: 'Contato 2', role: 'open' as const },
      stageOf('won'),
    ];
    const typed = letters(picking({ stages }), 'c', ' ');
    const digit = { type: 'digit', digit: 2, keep: false } as const;
    expect(
      lived({ ...typed, picker: { ...typed.picker, typed: 'contato ', typedAt: start } as never }, digit)
        .asked,
    ).toEqual([]);
    expect(names(lived(picking({ stages }), digit).asked)).toEqual(['move']);
  });

  test('letters on the way to the disk are the box’s', () => {
    const saving = { keep: false, name: '', to: stageOf('won'), typed: 'm' };
    const { state } = lived({ ...picking(), saving }, { type: 'letter', letter: 'a' });
    expect([state.saving?.typed, state.picker?.typed]).toEqual(['ma', '']);
  });

  test.each([
    { type: 'move', move: 'next' },
    { type: 'letter', letter: 'a' },
    { type: 'digit', digit: 1, keep: false },
    { type: 'pick', index: 0, keep: false },
  ] as const)('nothing happens without a picker: %o', intent => {
    const before: State = { ...ready, screen: 'picker' };
    expect(lived(before, intent)).toMatchObject({ asked: [], state: { picker: null, notice: null } });
  });
});

describe('what is remembered of typing', () => {
  const typing = (...texts: readonly (readonly [text: string, at: number, composing?: boolean])[]) => {
    let [known, before] = [untyped, ''];
    for (const [text, at, composing] of texts) {
      known = remembered(known, before, text, at, composing);
      before = text;
    }
    return known;
  };

  test('a run of letters is one step, and a run of deletions another', () => {
    expect(typing(['a', 0], ['ab', 100], ['abc', 200]).earlier).toEqual(['']);
    expect(typing(['a', 0], ['ab', 100], ['a', 200], ['', 300])).toEqual({
      earlier: ['', 'ab'],
      later: [],
      run: 'shorter',
      composing: false,
      at: 300,
    });
  });

  test('a pause of a second and a half ends a run', () => {
    expect(typing(['a', 0], ['ab', 1499]).earlier).toEqual(['']);
    expect(typing(['a', 0], ['ab', 1500]).earlier).toEqual(['', 'a']);
  });

  test('a text in the place of another is a step of its own each time', () => {
    expect(typing(['ab', 0], ['xy', 10], ['uv', 20])).toMatchObject({
      earlier: ['', 'ab', 'xy'],
      run: 'other',
    });
  });

  test('what an input method puts together is one step, whatever stands there meanwhile', () => {
    expect(typing(['k', 0, true], ['か', 10, true], ['かn', 5000, true]).earlier).toEqual(['']);
    expect(typing(['か', 0, true], ['かx', 5000]).earlier).toEqual(['', 'か']);
    expect(typing(['k', 0, true]).run).toBe('longer');
  });

  test('is the last hundred steps', () => {
    const many = typing(...Array.from({ length: 102 }, (_, at) => [`${at}x`, at * 2000] as const));
    expect(many.earlier).toHaveLength(100);
    expect(many.earlier[0]).toBe('1x');
  });

  test('steps back one by one, and then there is nothing', () => {
    const back = stepBack({ ...untyped, earlier: ['', 'a'], run: 'longer', at: 7 }, 'ab');
    expect(back).toEqual({ text: 'a', typing: { ...untyped, earlier: [''], later: ['ab'] } });
    expect(stepBack(untyped, '')).toBeNull();
  });

  test('steps forth again to what was stepped back from, until something is typed', () => {
    const stepped = { ...untyped, earlier: [''], later: ['abc', 'ab'] };
    expect(stepForward(stepped, 'a')).toEqual({
      text: 'ab',
      typing: { ...untyped, earlier: ['', 'a'], later: ['abc'] },
    });
    expect(stepForward(untyped, 'a')).toBeNull();
    expect(remembered(stepped, 'a', 'ax', 5000).later).toEqual([]);
  });

  test('comes back into the box by the key of redo, which leads to the history where nothing was taken back', () => {
    const text = { type: 'text', text: 'joao' } as const;
    const back = lived(ready, text, { type: 'undo' });
    expect(back.state.search.text).toBe('');
    const forth = lived(back.state, { type: 'redo' });
    expect(forth.state).toMatchObject({ screen: 'search', search: { text: 'joao' } });
    expect(names(forth.asked)).toEqual(['find']);
    expect(lived(forth.state, { type: 'redo' }).state.screen).toBe('history');
    expect(lived(forth.state, { type: 'undo' }).state.search.text).toBe('');
  });
});

test.each([
  [ask('move', { opportunity: joao.id, to: 'won' as never, seen: null }), true],
  [ask('resolve', { change: 'c' as never, answer: 'retry', rev: 1 }), true],
  [ask('undo', { change: 'c' as never }), true],
  [ask('session.rebind', { lane }), true],
  [ask('find', { seq: 1, text: '', limit: 1 }), false],
  [{ do: 'later', ms: 1, event: { type: 'tick' } } as const, false],
])('%o is another one after a choice: %s', (effect, is) => {
  expect(chooses(effect)).toBe(is);
});

test.each([
  ['of this key', { currentLane: true, lane: otherLane }, false],
  ['of another key', { currentLane: false, lane: otherLane }, true],
  ['of the sample data', { currentLane: false, lane }, false],
])('a change %s waits for another key: %s', (_whose, part, is) => {
  expect(isOfAnotherKey(changeOf(joao, 'won', part), { ...snapshot, sampleLane: lane })).toBe(is);
});
