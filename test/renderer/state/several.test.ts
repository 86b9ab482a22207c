import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../main/contract/calls.ts';
import type { ChangeView } from '../../../main/contract/change.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Hit, ListHeading } from '../../../main/contract/find.ts';
import type { Stage } from '../../../main/contract/model.ts';
import type { Event } from '../../../renderer/state/model/event.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { enterDoes } from '../../../renderer/state/picks/accept.ts';
import { partsFor, sameStage } from '../../../renderer/state/picks/several.ts';
import {
  boardOf,
  changeOf,
  hitOf,
  movesTo,
  opportunities,
  opportunityOf,
  pipeline,
  snapshot,
  stageOf,
} from '../support/samples.ts';
import { bug, lived, names, pushed, replied, showing, start } from './machine.ts';

const [joao, mariana, lucia] = opportunities;
if (!joao || !mariana || !lucia) throw new Error('three opportunities');
const three = [joao, mariana, lucia].map(row => hitOf(row));
/** The search, with all of its rows marked. */
const marking = (hits: readonly Hit[] = three, part: Partial<State['search']> = {}): State => {
  const state = showing(hits, part);
  const marks = { rows: hits, range: null, alone: false, at: start };
  return { ...state, search: { ...state.search, marks } };
};
const enter: Event = { type: 'accept', keep: false };
const esc: Event = { type: 'back' };
const confirm: Event = { type: 'confirm' };
const digit = (stage: string): Event => ({
  type: 'digit',
  digit: pipeline.stages.findIndex(({ name }) => name === stage) + 1,
  keep: false,
});
const opened = (state = marking()) => lived(state, enter).state;
const preselected = ({ picker }: State) => picker?.stages[picker.index]?.name;

describe('Enter with marked rows', () => {
  test('opens the stages for all of them, and preselects nothing', () => {
    const { state, asked } = lived(marking(), enter);
    expect(state.picker?.rows.map(({ opportunity }) => opportunity.id)).toEqual([
      joao.id,
      mariana.id,
      lucia.id,
    ]);
    expect(state.picker).toMatchObject({ index: -1, current: null, next: null });
    expect(asked).toEqual([]);
    expect(lived(state, enter).state.notice).toEqual({ kind: 'choose-stage' });
  });

  test('never moves them at once, even where the line does so for one row', () => {
    const command = movesTo(stageOf('contacted').id);
    const lined = (row: typeof joao) => {
      const { search } = showing([hitOf(row, { command })]);
      const { marks } = marking().search;
      return lived({ ...marking(), search: { ...search, marks } }, enter);
    };
    expect([lined(joao).asked, preselected(lined(joao).state)]).toEqual([[], 'contacted']);
    const { search } = showing([hitOf(joao, { command })]);
    const { marks } = marking().search;
    expect(enterDoes({ ...marking(), search: { ...search, marks } })).toBe('open');
    const other = opportunityOf({ name: 'Other' });
    expect([lined(other).asked, preselected(lined(other).state)]).toEqual([[], undefined]);
  });

  test('waits for the answer to the text, as any other', () => {
    const { state } = lived(marking(three, { text: 'joao p' }), enter);
    expect([state.search.waiting, state.picker]).toEqual([null, expect.anything()]);
    const asking = marking(three, { text: 'joao p', answered: 'joao' });
    expect(lived(asking, enter).state.search.waiting).toBe('accept');
  });

  test('preselects the stage that the line lists, unless one of them stands in it', () => {
    const list = (name: string): ListHeading => ({
      ...{ isMine: false, at: 0, count: 1, valued: 0, sums: [] },
      of: { kind: 'stage', pipeline: pipeline.id, stage: stageOf(name).id },
    });
    const listing = (name: string) => {
      const state = marking();
      const { reply } = state.search;
      return { ...state, search: { ...state.search, reply: reply && { ...reply, lists: [list(name)] } } };
    };
    expect(preselected(opened(listing('contacted')))).toBe('contacted');
    expect(preselected(opened(listing('proposal')))).toBeUndefined();
  });

  test('of one marked row opens the stages of that row as always', () => {
    const [first] = three;
    const state = opened({ ...marking(first ? [first] : []) });
    expect(state.picker?.rows).toHaveLength(1);
    expect(preselected(state)).toBe('negotiation');
  });

  test('of one marked row that is not the selected one preselects nothing', () => {
    const state = marking();
    const marks = { ...state.search.marks, rows: three.slice(1, 2) };
    const { picker } = opened({ ...state, search: { ...state.search, marks } });
    expect([picker?.hit.opportunity.name, picker?.index]).toEqual([mariana.name, -1]);
  });

  test('offers the stages of the first row whose stages are known', () => {
    const lost = hitOf({ ...opportunityOf({ name: 'Lost' }), pipeline: boardOf('gone', []).id });
    const { picker } = opened(marking([lost, ...three]));
    expect([picker?.hit, picker?.rows.length]).toEqual([three[0], 4]);
    expect(opened(marking([lost, lost])).notice).toEqual({ kind: 'no-stages' });
    expect([enterDoes(marking([lost, ...three])), enterDoes(marking([lost, lost]))]).toEqual(['open', null]);
  });

  test('means the marked rows, and a click the row that it hits', () => {
    const state = marking();
    const rows = [hitOf(joao), hitOf(mariana)];
    const part = { ...state, search: { ...state.search, marks: { ...state.search.marks, rows } } };
    const picked = (row: Hit) =>
      lived(part, { type: 'click-row', row: row.opportunity.id, keep: false }).state;
    const of = ({ picker }: State) => picker?.rows.map(({ opportunity }) => opportunity.name);
    expect(of(picked(hitOf(lucia)))).toEqual([lucia.name]);
    expect(of(picked(hitOf(mariana)))).toEqual([joao.name, mariana.name]);
  });
});

describe('what a stage means for several rows', () => {
  const theirs = boardOf('theirs', [stageOf('lead'), { ...stageOf('PROPOSAL'), id: 'st_1' as Stage['id'] }]);
  const elsewhere = hitOf({
    ...opportunityOf({ name: 'Elsewhere', stage: stageOf('lead') }),
    pipeline: theirs.id,
  });
  const of = (stage: string) => {
    const parts = partsFor([...three, elsewhere], stageOf(stage), [pipeline, theirs]);
    return {
      moves: parts.moves.map(({ hit, to }) => [hit.opportunity.name, to.id]),
      there: parts.there.length,
      elsewhere: parts.elsewhere.length,
    };
  };

  test('is the stage of the same name in a pipeline that has it', () => {
    expect(of('proposal')).toEqual({
      moves: [
        [mariana.name, 'proposal'],
        [lucia.name, 'proposal'],
        ['Elsewhere', 'st_1'],
      ],
      there: 1,
      elsewhere: 0,
    });
  });

  test('is nothing in another pipeline that has none', () => {
    expect(of('won')).toMatchObject({ there: 0, elsewhere: 1 });
  });

  test('is no end where the named stage is none, nor one of two that are named alike', () => {
    const closed: Stage = { id: 's1' as Stage['id'], name: 'Fechado', role: 'open' };
    expect(sameStage([{ ...closed, id: 's2' as Stage['id'], role: 'won' }], closed)).toBeUndefined();
    const twins = ['s3', 's4'].map(id => ({ ...closed, id: id as Stage['id'] }));
    expect(sameStage(twins, closed)).toBeUndefined();
    expect(sameStage([...twins, closed], closed)).toBe(closed);
  });
});

describe('a stage for several rows', () => {
  test('is asked of main in one call, for those that it moves, with what was seen of each', () => {
    const { state, asked } = lived(opened(), digit('proposal'));
    expect(asked).toEqual([
      {
        do: 'call',
        name: 'move.several',
        request: {
          moves: [
            { opportunity: mariana.id, to: 'proposal', seen: 'negotiation' },
            { opportunity: lucia.id, to: 'proposal', seen: 'qualified' },
          ],
        },
      },
    ]);
    expect(state.saving).toMatchObject({ beside: { there: 1, elsewhere: 0 } });
    expect(names(lived(state, digit('proposal')).asked)).toEqual([]);
  });

  test('takes the note along for each of them', () => {
    const { asked } = lived(opened(), { type: 'note', text: ' Feira de maio ' }, digit('proposal'));
    const note = 'Feira de maio';
    expect(asked).toMatchObject([{ request: { moves: [{ note }, { note }] } }]);
  });

  test('that moves none of them says so', () => {
    const alike = [joao, { ...mariana, stage: joao.stage }].map(row => hitOf(row));
    const { state, asked } = lived(opened(marking(alike)), digit('proposal'));
    expect(asked).toEqual([]);
    expect(state.notice).toMatchObject({ kind: 'already-there' });
  });

  test.each(['won', 'lost'])('that ends them (%s) is asked about, and no key of habit answers', stage => {
    const { state, asked } = lived(opened(), digit(stage));
    expect([asked, state.picker?.closing?.stage.name]).toEqual([[], stage]);
    const habits: Event[] = [enter, enter, { type: 'accept', keep: true }, digit(stage), digit('new')];
    const pressed = lived(state, ...habits, { type: 'letter', letter: 'n' }, { type: 'move', move: 'next' });
    expect(pressed.asked).toEqual([]);
    expect(pressed.state.picker).toEqual(state.picker);
    expect(lived(state, enter).state.notice).toEqual({ kind: 'confirm-several' });
    expect(enterDoes(state)).toBeNull();
    expect(names(lived(state, confirm).asked)).toEqual(['move.several']);
  });

  test('that may be an end is asked about too', () => {
    const unsure = { ...pipeline, unsure: [stageOf('contacted').id] };
    const state = opened({ ...marking(), snapshot: { ...snapshot, pipelines: [unsure] } });
    expect(lived(state, digit('contacted')).asked).toEqual([]);
    expect(names(lived(state, digit('new')).asked)).toEqual(['move.several']);
  });

  test('that was asked about is let go with Esc, back to the stages', () => {
    const { state } = lived(opened(), digit('won'), esc);
    expect([state.screen, state.picker?.closing]).toEqual(['picker', null]);
    expect(lived(state, confirm).asked).toEqual([]);
  });

  test('is not confirmed where nothing was asked', () => {
    expect(lived(opened(), confirm).asked).toEqual([]);
    expect(lived(marking(), confirm).asked).toEqual([]);
  });
});

const moved = [changeOf(mariana, 'proposal'), changeOf(lucia, 'proposal')];
const [first, second] = moved;
if (!first || !second) throw new Error('two changes');
const saving = (): State => lived(opened(), digit('proposal')).state;
const request = {
  moves: moved.map(({ opportunity, to }) => ({ opportunity, to: to.id, seen: null })),
};
const answered = (value: Reply<'move.several'>, state = saving()) =>
  lived(state, replied('move.several', request, ok(value)));
const kept = (state = saving()) => answered(moved.map(ok), state);

describe('main’s answer', () => {
  test('is one sum, one undo, and the box', () => {
    const { state, asked } = kept();
    expect(state).toMatchObject({
      screen: 'search',
      picker: null,
      saving: null,
      toast: null,
      several: { kind: 'moved', to: { name: 'proposal' }, there: 1, elsewhere: 0, failed: 0 },
      undoable: [{ id: first.id, also: [second.id], at: start }],
      search: { text: '', marks: { rows: [] } },
    });
    expect(state.several?.entries.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
    expect(names(asked)).toEqual(['find', 'later']);
    expect(asked.at(-1)).toMatchObject({ ms: 2200 });
    // The box that gets the focus says it.
    expect(state.hearing.announced).toEqual([]);
  });

  test('that was mixed leaves what was not kept marked, says why, and stays', () => {
    const { state, asked } = answered([ok(first), fail({ code: 'disk-full' })]);
    expect(state.several).toMatchObject({ failed: 1 });
    expect(state.search.marks.rows.map(({ opportunity }) => opportunity.id)).toEqual([lucia.id]);
    expect(state.notice).toEqual({ kind: 'trouble', trouble: { code: 'disk-full' } });
    expect(state.undoable).toEqual([{ id: first.id, at: start }]);
    expect(names(asked)).toEqual(['find']);
  });

  test('that one stands there already counts it as such', () => {
    const { state } = answered([ok(first), fail({ code: 'already-there' })]);
    expect(state.several).toMatchObject({ there: 2, failed: 0 });
    expect([state.notice, state.search.marks.rows]).toEqual([null, []]);
  });

  test('that none was kept leaves the stages open, unless they are not the rows’ own any more', () => {
    const none = (code: 'disk-full' | 'stage-unknown') => answered(moved.map(() => fail({ code }))).state;
    expect(none('disk-full')).toMatchObject({ screen: 'picker', saving: null, several: null });
    expect(none('stage-unknown')).toMatchObject({ screen: 'search', picker: null });
    expect(none('stage-unknown').search.marks.rows).toHaveLength(3);
    expect(none('disk-full').notice).toEqual({ kind: 'trouble', trouble: { code: 'disk-full' } });
  });

  test('that is a bug leaves everything as it was', () => {
    const { state } = lived(saving(), replied('move.several', request, bug));
    expect(state).toMatchObject({ saving: null, screen: 'picker', notice: { kind: 'trouble' } });
  });

  test('goes on being told as the changes are delivered', () => {
    const delivered: ChangeView = { ...first, state: 'delivered', rev: 2 };
    const receipt = pushed('receipt', { kind: 'delivered', change: delivered, late: false });
    const { state } = lived(kept().state, receipt);
    expect(state.several?.entries.map(({ outcome }) => outcome)).toEqual(['moved', 'pending']);
    expect(state.toast).toBeNull();
    expect(state.hearing.announced.filter(({ news }) => news.kind === 'several')).toHaveLength(0);
  });

  test('makes way for a refusal, and goes after a while', () => {
    const parked: ChangeView = { ...first, state: 'parked', reason: 'conflict', rev: 2 };
    const receipt = pushed('receipt', { kind: 'parked', change: parked, late: false });
    expect(lived(kept().state, receipt).state).toMatchObject({ several: null, toast: { kind: 'refused' } });
    const { state } = kept();
    const past = { ...state, several: state.several && { ...state.several, expires: start } };
    expect(lived(past, { type: 'tick' }).state.several).toBeNull();
    expect(lived(state, { type: 'tick' }).state.several).not.toBeNull();
    expect(lived(state, { type: 'dismiss' }).state.several).toBeNull();
  });

  test('counts all of them in a burst', () => {
    const burst = { type: 'accept', keep: true } as const;
    const state = lived(lived(marking(), burst).state, digit('proposal')).state;
    expect(kept(state).state.burst).toHaveLength(2);
  });
});

const undo: Event = { type: 'undo' };
const undos = { undos: moved.map(({ id }) => ({ change: id })) };
const takenBack = (value: Reply<'undo.several'>, state = kept().state) =>
  lived(state, undo, replied('undo.several', undos, ok(value)));
const cancelled = moved.map((change): ChangeView => ({ ...change, state: 'cancelled' }));

describe('the undo of several rows', () => {
  test('takes an open question back first, and by a habitual second press nothing else', () => {
    const { undoable } = kept().state;
    const listed = opened(marking(three, { text: '' }));
    const asking: State = { ...lived(listed, digit('won')).state, undoable };
    const { state, asked } = lived(asking, undo);
    expect([asked, state.picker?.closing, state.screen]).toEqual([[], null, 'picker']);
    expect(lived(state, undo).asked).toEqual([]);
    expect(names(lived({ ...state, tookBackAt: 0 }, undo).asked)).toEqual(['undo.several']);
  });

  test('is one key and one call, and a second press within a second is the same', () => {
    const pressed = lived(kept().state, undo);
    expect(pressed.asked).toEqual([{ do: 'call', name: 'undo.several', request: undos }]);
    const again = { ...pressed.state, tookBackAt: start - 999 };
    expect(lived(again, undo).asked).toEqual([]);
  });

  test('is the button of their sum', () => {
    const button: Event = { type: 'undo-several', change: first.id };
    expect(lived(kept().state, button).asked).toEqual([{ do: 'call', name: 'undo.several', request: undos }]);
    expect(lived({ ...kept().state, undoable: [] }, button).asked).toEqual([]);
  });

  test('withdraws what was not sent, and the change before can be undone next', () => {
    const before = { id: changeOf(joao, 'won').id, at: start };
    const { state } = takenBack(cancelled.map(ok), {
      ...kept().state,
      undoable: [before, ...kept().state.undoable],
    });
    expect(state.undoable).toEqual([before]);
    expect(state.several).toMatchObject({ kind: 'taken-back', to: null, failed: 0 });
    expect(state.several?.entries.map(({ outcome }) => outcome)).toEqual(['withdrawn', 'withdrawn']);
  });

  test('of delivered ones makes changes that are undone together in turn, and then those count again', () => {
    const back = [changeOf(mariana, 'negotiation'), changeOf(lucia, 'qualified')];
    const { state } = takenBack(back.map(ok));
    const made = kept().state.undoable[0];
    const [one, other] = back;
    expect(state.undoable).toEqual([{ id: one?.id, also: [other?.id], at: start + 1000, undoes: made }]);
    const gone = back.map((change): ChangeView => ({ ...change, state: 'cancelled' }));
    const again = { undos: back.map(({ id }) => ({ change: id })) };
    const redone = lived({ ...state, tookBackAt: 0 }, undo, replied('undo.several', again, ok(gone.map(ok))));
    expect(redone.state.undoable).toEqual([made]);
  });

  test('that fails for one says why, and reaches it again only where that may help', () => {
    const failing = (failure: { code: 'disk-full' } | { code: 'not-undoable'; why: 'newer-exists' }) =>
      takenBack([ok({ ...first, state: 'cancelled' }), fail(failure)]).state;
    const full = failing({ code: 'disk-full' });
    expect(full.undoable).toEqual([{ id: second.id, at: start }]);
    expect(full).toMatchObject({ several: { failed: 1 }, notice: { kind: 'trouble' } });
    expect(failing({ code: 'not-undoable', why: 'newer-exists' }).undoable).toEqual([]);
  });

  test('that fails for all changes nothing', () => {
    const { state } = takenBack(moved.map(() => fail({ code: 'disk-full' })));
    expect(state.undoable).toEqual(kept().state.undoable);
    expect(state.notice).toEqual({ kind: 'trouble', trouble: { code: 'disk-full' } });
  });

  test('reaches the others after one of them was undone alone', () => {
    const alone = { change: first.id };
    const reply = replied('undo', alone, ok(ok({ ...first, state: 'cancelled' })));
    expect(lived(kept().state, reply).state.undoable).toEqual([{ id: second.id, at: start }]);
    const back = changeOf(mariana, 'negotiation');
    expect(lived(kept().state, replied('undo', alone, ok(ok(back)))).state.undoable).toEqual([
      { id: second.id, at: start },
      { id: back.id, at: start, undoes: { id: first.id, at: start } },
    ]);
  });
});
