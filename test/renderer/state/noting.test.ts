import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { RowCommand } from '../../../main/contract/find.ts';
import type { StageId } from '../../../main/contract/model.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { enterDoes } from '../../../renderer/state/picks/accept.ts';
import { changeOf, hitOf, opportunities } from '../support/samples.ts';
import { lived, ready, replied, showing } from './machine.ts';

const [joao] = opportunities;
if (!joao) throw new Error('an opportunity');
const toLost: RowCommand = { kind: 'move', to: 'lost' as StageId, isRowSure: true, isStageSure: true };
const enter = { type: 'accept', keep: false } as const;

/** What a call `move` is asked with; null where none is made. */
const moved = (asked: ReturnType<typeof lived>['asked']) => {
  const [call] = asked.filter(effect => effect.do === 'call' && effect.name === 'move');
  return call?.do === 'call' ? call.request : null;
};
/** The stages of the row that a text has found. */
const opened = (text: string, part: Parameters<typeof hitOf>[1] = {}): State =>
  lived(showing([hitOf(joao, part)], { text }), { type: 'choose-stage' }).state;
/** The same, with the stage of this name selected. */
const selecting = (name: string, state: State): State => ({
  ...state,
  picker: state.picker && {
    ...state.picker,
    index: state.picker.stages.findIndex(stage => stage.name === name),
  },
});

describe('the note of a line', () => {
  test('goes with the change that Enter makes, and is not learnt for the row', () => {
    const line = showing([hitOf(joao, { command: toLost })], { text: 'joao lost  //  too   expensive ' });
    expect(moved(lived(line, enter).asked)).toEqual({
      opportunity: joao.id,
      to: 'lost',
      seen: 'proposal',
      letters: 'joao lost ',
      note: 'too expensive',
    });
  });

  test('stands in the picker’s field, and goes with the stage that is picked there', () => {
    const picking = opened('joao // call back');
    expect(picking.picker?.note).toBe('call back');
    const { asked } = lived(selecting('won', picking), enter);
    expect(moved(asked)).toMatchObject({ to: 'won', letters: 'joao', note: 'call back' });
  });

  test('is not asked of the server', () => {
    const { state, asked } = lived(showing([], { text: ' zilda // call back' }), { type: 'ask-server' });
    expect(asked).toEqual([{ do: 'call', name: 'find.on-server', request: { text: 'zilda' } }]);
    const answer = replied('find.on-server', { text: 'zilda' }, ok(ok(2)));
    expect(lived(state, answer).state.search.server).toEqual({ phase: 'asked', found: 2 });
  });
});

describe('the note of the picker', () => {
  test('is what was typed last, a reason that is chosen too', () => {
    const { state } = lived(opened('joao'), { type: 'note', text: 'too' });
    expect(state.picker?.note).toBe('too');
    const { state: chosen, asked } = lived(state, { type: 'reason', text: 'Too expensive' });
    expect([chosen.picker?.note, asked]).toEqual(['Too expensive', []]);
    expect(lived(ready, { type: 'note', text: 'too' }).state.picker).toBeNull();
  });

  test('goes with a digit, a click and Enter alike; without one no note is sent', () => {
    const { state } = lived(opened('joao'), { type: 'note', text: ' signed\ttoday ' });
    const at = state.picker?.stages.findIndex(({ name }) => name === 'won') ?? -1;
    for (const event of [
      { type: 'digit', digit: at + 1, keep: false },
      { type: 'pick', index: at, keep: false },
    ] as const) {
      expect(moved(lived(state, event).asked)).toMatchObject({ to: 'won', note: 'signed today' });
      expect(moved(lived(opened('joao'), event).asked)).not.toHaveProperty('note');
    }
    expect(moved(lived(selecting('won', state), enter).asked)).toMatchObject({ note: 'signed today' });
  });

  test('stays when main refuses the stage and the picker opens anew', () => {
    const { state } = lived(opened('joao'), { type: 'note', text: 'signed' });
    const request = { opportunity: joao.id, to: 'won' as StageId, seen: null };
    const refused = replied('move', request, ok(fail({ code: 'stage-unknown' })));
    expect(lived(state, refused).state.picker).toMatchObject({ index: -1, note: 'signed' });
  });
});

test('the reasons of earlier losses are taken in, and nothing else where they do not come', () => {
  const came = replied('reasons.list', null, ok(['Too expensive']));
  expect(lived(ready, came).state.reasons).toEqual(['Too expensive']);
  const { state } = lived(ready, came, replied('reasons.list', null, fail({ code: 'internal' })));
  expect([state.reasons, state.notice]).toEqual([['Too expensive'], null]);
});

describe('a note for a change that waits', () => {
  const waiting = changeOf(joao, 'lost', { note: 'too expensive' });
  const again = (note: string) => {
    const { state } = lived(opened('joao', { change: waiting }), { type: 'note', text: note });
    const lost = selecting('lost', state);
    return { does: enterDoes(lost), ...lived(lost, enter) };
  };

  test('is written beside it by picking its stage again', () => {
    const { does, asked } = again('too expensive, and late');
    expect([does, moved(asked)]).toEqual(['move', expect.objectContaining({ to: 'lost' })]);
  });

  test.each([
    ['where it has that note already', 'too expensive'],
    ['where nothing is written', ' '],
  ])('is none %s', (_why, note) => {
    const { does, state, asked } = again(note);
    expect([does, state.notice?.kind, moved(asked)]).toEqual([null, 'already-there', null]);
  });
});
