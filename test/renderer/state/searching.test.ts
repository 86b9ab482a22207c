import { describe, expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import type { Effect } from '../../../renderer/state/model/event.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { changeOf, hitOf, movesTo, opportunities, pipeline, snapshot, stageOf } from '../support/samples.ts';
import {
  bad,
  bug,
  good,
  lived,
  names,
  offline,
  pushed,
  ready,
  replied,
  replyOf,
  showing,
} from './machine.ts';

const [joao, mariana, lucia] = opportunities.map(one => hitOf(one));
if (!joao || !mariana || !lucia) throw new Error('three rows');
const [a, b, c] = [joao.opportunity.id, mariana.opportunity.id, lucia.opportunity.id];
const ids = (state: State) => state.search.reply?.hits.map(hit => hit.opportunity.id);
const answered = (seq: number, hits: readonly (typeof joao)[], text = 'joao') =>
  replied('find', { seq, text, limit: 20 }, ok(replyOf(seq, hits)));
const asksFind = (seq: number, text: string): Effect => ({
  do: 'call',
  name: 'find',
  request: { seq, text, limit: 20 },
});

describe('what is typed', () => {
  test('is asked for with the next number', () => {
    const { state, asked } = lived(showing([joao]), { type: 'text', text: 'mari' });
    expect(asked).toEqual([asksFind(6, 'mari')]);
    expect(state.search).toMatchObject({ text: 'mari', seq: 6, answered: 'joao' });
  });

  test('asks nothing where it is what stands there', () => {
    expect(lived(showing([joao]), { type: 'text', text: 'joao' }).asked).toEqual([]);
  });

  test('ends what waited for the text before it: an Enter, a link, the server, a notice', () => {
    const fill = { text: 'x', opportunity: a, stage: null };
    const before: State = {
      ...showing([joao], { waiting: 'accept', fill, server: { phase: 'asking' } }),
      notice: { kind: 'syncing' },
    };
    const { state } = lived(before, { type: 'text', text: 'mari' });
    expect(state.search).toMatchObject({ waiting: null, fill: null, server: null });
    expect(state.notice).toBeNull();
  });
});

describe('an answer', () => {
  test('to an earlier question is dropped', () => {
    const before = showing([joao], { seq: 6 });
    expect(ids(lived(before, answered(5, [mariana])).state)).toEqual([a]);
  });

  test('to a question that nobody asked yet is dropped too', () => {
    expect(ids(lived(showing([joao]), answered(6, [mariana])).state)).toEqual([a]);
  });

  test('to a new text selects its first row, also where the row selected before is in it', () => {
    const before = showing([joao, mariana], { text: 'mari', answered: 'joao', active: a });
    const { state } = lived(before, answered(5, [mariana, joao], 'mari'));
    expect(state.search.active).toBe(b);
    expect(ids(state)).toEqual([b, a]);
    expect(state.search.answered).toBe('mari');
  });

  test('to the same text keeps the rows’ places and the selection; new rows come last, gone ones go', () => {
    const before = showing([joao, mariana], { active: b });
    const { state } = lived(before, answered(5, [lucia, mariana]));
    expect(ids(state)).toEqual([b, c]);
    expect(state.search.active).toBe(b);
  });

  test('to the same text selects no other row where the selected one has gone', () => {
    const { state } = lived(showing([joao, mariana], { active: a }), answered(5, [lucia, mariana]));
    expect(state.search.active).toBe(a);
  });

  test('to a new text with no rows selects nothing', () => {
    const before = showing([joao], { text: 'mari', answered: 'joao', active: a });
    expect(lived(before, answered(5, [], 'mari')).state.search.active).toBeNull();
  });

  test('that failed says so, and the Enter that waited for it is void', () => {
    const before = showing([joao], { answered: null, waiting: 'accept' });
    const { state } = lived(before, replied('find', { seq: 5, text: 'joao', limit: 20 }, bug));
    expect(state.notice).toEqual({ kind: 'trouble', trouble: { code: 'internal' } });
    expect(state.search.waiting).toBeNull();
  });

  test.each([
    ['accept', false],
    ['keep', true],
  ] as const)('carries out the Enter that waited for it (%s)', (waiting, keep) => {
    const { state } = lived(showing([joao], { answered: null, waiting }), answered(5, [mariana]));
    expect(state).toMatchObject({ screen: 'picker', picker: { hit: mariana, keep } });
    expect(state.search.waiting).toBeNull();
  });
});

describe('a link to an opportunity', () => {
  const fill = { text: '', opportunity: b, stage: 'won' };

  test('asks for it at the box, and opens its stages when the answer comes, with the named one selected', () => {
    const linked = lived({ ...ready, screen: 'history' }, pushed('shown', { view: null, fill }));
    expect(linked.state).toMatchObject({ screen: 'search', picker: null, search: { text: b, fill } });
    expect(linked.asked).toEqual([asksFind(1, b)]);
    const { state } = lived(linked.state, answered(1, [joao, mariana], b));
    expect(state.picker?.hit).toEqual(mariana);
    expect(state.picker?.stages[state.picker.index]?.name).toBe('won');
    expect(state.search.fill).toBeNull();
  });

  test('waits on where the answer does not have it', () => {
    const { state } = lived(showing([joao], { fill }), answered(5, [joao]));
    expect(state).toMatchObject({ screen: 'search', search: { fill } });
  });

  test('opens nothing on another screen', () => {
    const { state } = lived({ ...showing([mariana], { fill }), screen: 'history' }, answered(5, [mariana]));
    expect(state.screen).toBe('history');
  });

  test('of a text only fills the box', () => {
    const { state, asked } = lived(
      { ...ready, now: 5 },
      pushed('shown', { view: null, fill: { text: 'acme', opportunity: null, stage: null } }),
    );
    expect(asked).toEqual([asksFind(1, 'acme')]);
    expect(state.search).toMatchObject({ text: 'acme', server: null, waiting: null });
  });
});

describe('a pasted id that nobody knows yet', () => {
  const unknown = hitOf(joao.opportunity, { verified: false });
  const shown = showing([unknown]);

  test('is looked up when the text has been still', () => {
    const { asked } = lived(shown, answered(5, [unknown]));
    expect(asked).toEqual([{ do: 'later', ms: 350, event: { type: 'look', id: a } }]);
  });

  test('is looked up once', () => {
    const { state, asked } = lived(shown, { type: 'look', id: a });
    expect(asked).toEqual([{ do: 'call', name: 'opportunity.look', request: { id: a } }]);
    expect(state.search.looked).toEqual(new Map([[a, null]]));
    expect(lived(state, { type: 'look', id: a }).asked).toEqual([]);
  });

  test.each<[string, State]>([
    ['known', showing([joao])],
    ['offline', { ...shown, snapshot: { ...snapshot, network: 'offline' } }],
    ['no snapshot', { ...shown, snapshot: null }],
    ['no rows', showing([])],
    ['another row on top', showing([hitOf(mariana.opportunity, { verified: false }), unknown])],
  ])('is not looked up: %s', (_why, state) => {
    expect(lived(state, { type: 'look', id: a }).asked).toEqual([]);
  });

  test('is asked for again when it was found', () => {
    const looked = showing([unknown], { looked: new Map([[a, null]]) });
    const { state, asked } = lived(looked, replied('opportunity.look', { id: a }, good(joao)));
    expect(state.search.looked).toEqual(new Map());
    expect(asked).toEqual([asksFind(6, 'joao')]);
  });

  test('shows why it was not found, and is not asked for again', () => {
    const looked = showing([unknown], { looked: new Map([[a, null]]) });
    const { state, asked } = lived(looked, replied('opportunity.look', { id: a }, bad));
    expect(state.search.looked).toEqual(new Map([[a, offline]]));
    expect(asked).toEqual([]);
  });
});

describe('the selection', () => {
  const rows = showing([joao, mariana, lucia]);

  test.each([
    ['next', b],
    ['previous', c],
    ['last', c],
    ['first', a],
  ] as const)('goes to the %s row', (move, id) => {
    expect(lived(rows, { type: 'move', move }).state.search.active).toBe(id);
  });

  test('is nothing where there are no rows', () => {
    expect(lived(showing([]), { type: 'move', move: 'next' }).state.search.active).toBeNull();
    expect(lived(ready, { type: 'move', move: 'next' }).state.search.active).toBeNull();
  });
});

describe('Enter on a row', () => {
  const toWon = hitOf(mariana.opportunity, { command: movesTo(stageOf('won').id) });

  test('opens its stages, where the line names none', () => {
    const { state, asked } = lived(showing([joao]), { type: 'accept', keep: true });
    expect(state).toMatchObject({ screen: 'picker', notice: null, picker: { hit: joao, keep: true } });
    expect(state.focus).toBe(ready.focus + 1);
    expect(asked).toEqual([]);
  });

  test('moves it, where the line names a stage', () => {
    const { state, asked } = lived(showing([toWon]), { type: 'accept', keep: false });
    expect(asked).toEqual([
      {
        do: 'call',
        name: 'move',
        request: { opportunity: b, to: 'won', seen: 'negotiation', letters: 'joao' },
      },
    ]);
    expect(state.saving).toMatchObject({ keep: false, name: mariana.opportunity.name, typed: '' });
  });

  test('opens the stages with the named one selected where two opportunities are meant alike', () => {
    const unsure = { ...toWon, command: movesTo(stageOf('won').id, { isRowSure: false }) };
    const { state, asked } = lived(showing([unsure, joao]), { type: 'accept', keep: false });
    expect(state.notice).toEqual({ kind: 'ambiguous' });
    expect(state.picker?.stages[state.picker.index]?.name).toBe('won');
    expect(asked).toEqual([]);
  });

  test.each([
    [
      'one opportunity is meant and the end is named by its first letters',
      { isStageSure: false },
      'confirm-end',
    ],
    ['the only row was found with a typo', { isRowSure: false }, 'inexact'],
  ] as const)('asks for a confirmation where %s', (_, part, notice) => {
    const unsure = { ...toWon, command: movesTo(stageOf('won').id, part) };
    const { state, asked } = lived(showing([unsure]), { type: 'accept', keep: false });
    expect(state).toMatchObject({ screen: 'picker', notice: { kind: notice } });
    expect(state.picker?.stages[state.picker.index]?.name).toBe('won');
    expect(asked).toEqual([]);
  });

  test('moves one of several that the user chose, but never to an end that was half typed', () => {
    const unsure = { ...joao, command: movesTo(stageOf('won').id, { isRowSure: false }) };
    const half = { ...joao, command: movesTo(stageOf('won').id, { isRowSure: false, isStageSure: false }) };
    const entered = (hit: typeof unsure) =>
      lived(showing([mariana, hit]), { type: 'move', move: 'next' }, { type: 'accept', keep: false });
    expect(entered(unsure).asked).toMatchObject([{ name: 'move', request: { opportunity: a, to: 'won' } }]);
    expect(entered(half)).toMatchObject({ asked: [], state: { notice: { kind: 'confirm-end' } } });
  });

  test('of an older text does nothing, nor does a click on it or the key of its stages', () => {
    const won = stageOf('won').id;
    const older = showing([{ ...joao, command: movesTo(won) }], { text: 'joao won' });
    const typedOn = lived(older, { type: 'text', text: 'maria' }).state;
    for (const event of [{ type: 'click-row', row: a, keep: false }, { type: 'choose-stage' }] as const) {
      expect(lived(older, event).state).not.toMatchObject({ saving: null, picker: null });
      const { state, asked } = lived(typedOn, event);
      expect(state).toMatchObject({ screen: 'search', saving: null, picker: null });
      expect(asked).toEqual([]);
    }
  });

  test('a choice ends with another text', () => {
    const chosen = lived(showing([mariana, joao]), { type: 'move', move: 'next' }).state;
    const typed = lived(chosen, { type: 'text', text: 'maria' }).state;
    const request = { seq: typed.search.seq, text: 'maria', limit: 20 };
    const answer = replied('find', request, ok(replyOf(typed.search.seq, [joao])));
    expect(lived(typed, answer).state.search).toMatchObject({ active: a, chosen: false });
  });

  test('opens the stages with none selected where two fit, and asks which', () => {
    const command = { kind: 'which', stages: [stageOf('new').id, stageOf('negotiation').id] } as const;
    const { state, asked } = lived(showing([{ ...joao, command }]), { type: 'accept', keep: false });
    expect(state).toMatchObject({ screen: 'picker', picker: { index: -1 }, notice: { kind: 'which-stage' } });
    expect(asked).toEqual([]);
  });

  test('opens the stages with the next one selected where it stands in the one that is named', () => {
    const command = { kind: 'there', stage: stageOf('proposal').id } as const;
    const { state } = lived(showing([{ ...joao, command }]), { type: 'accept', keep: false });
    expect(state.picker?.stages[state.picker.index]?.name).toBe('negotiation');
    expect(state.notice).toBeNull();
  });

  test('says that no stage has the number, and opens nothing', () => {
    const command = { kind: 'no-number', number: 9 } as const;
    const { state, asked } = lived(showing([{ ...joao, command }]), { type: 'accept', keep: false });
    expect([state.screen, state.notice, asked]).toEqual(['search', { kind: 'no-number' }, []]);
  });

  test('opens the stages where the named one is none of its pipeline’s', () => {
    const elsewhere = hitOf(mariana.opportunity, { command: movesTo(stageOf('elsewhere').id) });
    const { state, asked } = lived(showing([elsewhere]), { type: 'accept', keep: false });
    expect(state).toMatchObject({ screen: 'picker', picker: { keep: false } });
    expect(asked).toEqual([]);
  });

  test('says where no stages are known', () => {
    const before = { ...showing([joao]), snapshot: { ...snapshot, pipelines: [] } };
    const { state } = lived(before, { type: 'accept', keep: false });
    expect(state).toMatchObject({ screen: 'search', notice: { kind: 'no-stages' } });
  });

  test('does nothing without a row, or while a change is on its way to the disk', () => {
    const saving = { keep: false, name: '', to: stageOf('won'), typed: '' };
    expect(lived(showing([]), { type: 'accept', keep: false }).state.screen).toBe('search');
    expect(lived({ ...showing([joao]), saving }, { type: 'accept', keep: false }).state.screen).toBe(
      'search',
    );
  });

  test.each([
    [false, 'accept'],
    [true, 'keep'],
  ] as const)('waits for the answer to what is typed (keep: %s)', (keep, waiting) => {
    const { state, asked } = lived(showing([joao], { answered: 'joa' }), { type: 'accept', keep });
    expect(state.search.waiting).toBe(waiting);
    expect([state.screen, asked]).toEqual(['search', []]);
  });
});

describe('a click on a row', () => {
  test('selects it and does what Enter does', () => {
    const { state } = lived(showing([joao, mariana]), { type: 'click-row', row: b, keep: true });
    expect(state.search.active).toBe(b);
    expect(state.picker).toMatchObject({ hit: mariana, keep: true });
  });

  test('on one that has gone does nothing', () => {
    const { state } = lived(showing([joao]), { type: 'click-row', row: b, keep: false });
    expect([state.screen, state.search.active]).toEqual(['search', a]);
    expect(lived(ready, { type: 'click-row', row: b, keep: false }).state.screen).toBe('search');
  });
});

describe('the stages on demand', () => {
  test('open also where the line names one, which is selected', () => {
    const toWon = hitOf(mariana.opportunity, { command: movesTo(stageOf('won').id) });
    const { state, asked } = lived(showing([toWon]), { type: 'choose-stage' });
    expect(state.picker?.stages[state.picker.index]?.name).toBe('won');
    expect([state.picker?.keep, asked]).toEqual([false, []]);
  });

  test('do not open without a row', () => {
    expect(lived(showing([]), { type: 'choose-stage' }).state.screen).toBe('search');
  });
});

describe('the server’s own search', () => {
  test('is asked for the text without its blanks', () => {
    const { state, asked } = lived(showing([], { text: ' joao ' }), { type: 'ask-server' });
    expect(asked).toEqual([{ do: 'call', name: 'find.on-server', request: { text: 'joao' } }]);
    expect(state.search.server).toEqual({ phase: 'asking' });
  });

  test('is not asked for nothing, nor twice', () => {
    expect(lived(showing([], { text: ' ' }), { type: 'ask-server' }).asked).toEqual([]);
    expect(lived(showing([], { server: { phase: 'asking' } }), { type: 'ask-server' }).asked).toEqual([]);
    const again = showing([], { server: { phase: 'asked', found: 0 } });
    expect(names(lived(again, { type: 'ask-server' }).asked)).toEqual(['find.on-server']);
  });

  const asking: State = {
    ...showing([], { text: ' joao', server: { phase: 'asking' } }),
    notice: { kind: 'trouble', trouble: offline },
  };

  test('says how many it found, and what went wrong before is over', () => {
    const { state, asked } = lived(asking, replied('find.on-server', { text: 'joao' }, good(3)));
    expect(state.search.server).toEqual({ phase: 'asked', found: 3 });
    expect(state.notice).toBeNull();
    expect(asked).toEqual([asksFind(6, ' joao')]);
  });

  test('leaves another notice alone', () => {
    const before: State = { ...asking, notice: { kind: 'syncing' } };
    const { state } = lived(before, replied('find.on-server', { text: 'joao' }, good(0)));
    expect(state.notice).toEqual({ kind: 'syncing' });
  });

  test('may be asked again where it failed', () => {
    const { state } = lived(asking, replied('find.on-server', { text: 'joao' }, bad));
    expect(state.search.server).toBeNull();
    expect(state.notice).toEqual({ kind: 'trouble', trouble: offline });
  });

  test('says nothing of a text that is not there any more', () => {
    const { state, asked } = lived(asking, replied('find.on-server', { text: 'mari' }, good(3)));
    expect(state.search.server).toEqual({ phase: 'asking' });
    expect(asked).toEqual([]);
  });
});

describe('the page of an opportunity in the browser', () => {
  const page = (id: string) => [{ do: 'call', name: 'link.open', request: { page: 'opportunity', id } }];

  test('is the selected row’s, and in the picker the picker’s', () => {
    const rows = showing([joao, mariana]);
    expect(lived(rows, { type: 'open-in-browser' }).asked).toEqual(page(a));
    const { state } = lived(rows, { type: 'click-row', row: b, keep: false });
    const other = { ...state, search: { ...state.search, active: a } };
    expect(lived(other, { type: 'open-in-browser' }).asked).toEqual(page(b));
  });

  test('is none without a row', () => {
    expect(lived(showing([]), { type: 'open-in-browser' }).asked).toEqual([]);
  });
});

test('the same question is asked again when the rows may have changed, and not without an account', () => {
  expect(lived(showing([joao]), pushed('found', null)).asked).toEqual([asksFind(6, 'joao')]);
  const none = { ...showing([joao]), snapshot: { ...snapshot, account: { kind: 'none' } as never } };
  expect(lived(none, pushed('found', null)).asked).toEqual([]);
});

test('an opportunity that stands where it is sent is told so', () => {
  const moving = hitOf(joao.opportunity, {
    change: changeOf(joao.opportunity, 'won'),
    command: movesTo(stageOf('won').id),
  });
  const { state, asked } = lived(showing([moving]), { type: 'accept', keep: false });
  expect(state.notice).toEqual({
    kind: 'already-there',
    stage: pipeline.stages.find(({ name }) => name === 'won'),
  });
  expect(asked).toEqual([]);
});
