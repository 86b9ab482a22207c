import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Hit } from '../../../main/contract/find.ts';
import type { Pipeline, Stage, StageId } from '../../../main/contract/model.ts';
import type { Effect, Event } from '../../../renderer/state/model/event.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import { boardFor, openPicker } from '../../../renderer/state/model/pipeline.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { step } from '../../../renderer/state/step.ts';
import { boardOf, hitOf, opportunityOf, snapshot, stageOf } from '../support/samples.ts';

const vendors = [
  'Novos',
  'Contato Inicial',
  'Qualificação',
  'Proposta',
  'Negociação',
  'Fechado (Ganho)',
  'Fechado (Perdido)',
];
const boardNamed = (names: readonly string[]): Pipeline =>
  boardOf(
    'sales',
    names.map((name, at): Stage => ({ ...stageOf(name), id: `id-${at}` as StageId })),
  );

/** The picker over stages of these names, in the row's first, with the second preselected. */
function picking(names: readonly string[]): State {
  const board = boardNamed(names);
  const [stage = stageOf('')] = board.stages;
  const hit = hitOf({ ...opportunityOf({ name: 'João' }), pipeline: board.id, stage });
  const picker = openPicker(hit, boardFor(hit, [board]), 'next', false);
  return { ...initial, snapshot: { ...snapshot, pipelines: [board] }, screen: 'picker', picker };
}

/** What is typed by keys of the picker, a fifth of a second apart, and then Enter. */
function typed(
  state: State,
  text: string,
): { readonly chosen: string | null; readonly moves: readonly string[] } {
  const asked: Effect[] = [];
  const events = [...text].map(
    (letter): Event =>
      /\d/.test(letter) ? { type: 'digit', digit: Number(letter), keep: false } : { type: 'letter', letter },
  );
  let [now, after] = [1_000_000, state];
  for (const event of events) {
    const [next, ...effects] = step(after, event, now, stage => stage.name);
    asked.push(...effects);
    after = next;
    now += 200;
  }
  const moves = asked.flatMap(effect =>
    effect.do === 'call' && effect.name === 'move'
      ? [state.picker?.stages.find(({ id }) => id === (effect.request as { to: string }).to)?.name ?? '']
      : [],
  );
  return { chosen: after.picker?.stages[after.picker.index]?.name ?? null, moves };
}

describe('letters in the picker', () => {
  test.each(vendors)('%s typed as it is read chooses it', name => {
    expect(typed(picking(vendors), name.toLowerCase())).toEqual({ chosen: name, moves: [] });
  });

  test.each(['fechado perdido', 'fechado-perdido', 'FECHADOPERDIDO', 'Fechado (Perdido)'])(
    '%s chooses Fechado (Perdido), with blanks and signs or without',
    text => expect(typed(picking(vendors), text)).toEqual({ chosen: 'Fechado (Perdido)', moves: [] }),
  );

  test.each(['pedro', 'ana', 'nina', 'x', 'fernanda costa'])(
    '%s, a name typed on by habit, chooses nothing, not even what was preselected',
    text => expect(typed(picking(vendors), text)).toEqual({ chosen: null, moves: [] }),
  );

  test('a digit that goes on with a name is a part of it', () => {
    const names = ['Novo', 'Contato 1', 'Contato 2', 'Contato 3', 'Ganho'];
    expect(typed(picking(names), 'contato 2')).toEqual({ chosen: 'Contato 2', moves: [] });
  });

  test('a digit commits by its place', () => {
    expect(typed(picking(vendors), '4').moves).toEqual(['Proposta']);
    expect(typed(picking(vendors), 'q4').moves).toEqual(['Proposta']);
  });

  test('a digit commits the stage that has it in its name where the stages are numbered', () => {
    const names = ['1. Novo', '2. Contato', '4. Proposta', '05 - Negociação', 'Ganho', 'Perdido'];
    expect(typed(picking(names), '5').moves).toEqual(['05 - Negociação']);
    expect(typed(picking(names), '6').moves).toEqual(['Ganho']);
    expect(typed(picking(names), '3')).toEqual({ chosen: null, moves: [] });
  });
});

describe('a pick of an opportunity that is in another pipeline by now', () => {
  const [sales, after] = [boardNamed(vendors), boardOf('after', ['Boas-vindas', 'Renovado'].map(stageOf))];
  const opportunity = {
    ...opportunityOf({ name: 'João' }),
    pipeline: sales.id,
    stage: sales.stages[1] ?? stageOf(''),
  };
  const moved = { ...opportunity, pipeline: after.id, stage: after.stages[0] ?? stageOf('') };
  const refused = (hits: readonly Hit[]): State => {
    const hit = hitOf(opportunity);
    const open: State = {
      ...initial,
      snapshot: { ...snapshot, pipelines: [sales, after] },
      screen: 'picker',
      picker: openPicker(hit, boardFor(hit, [sales]), 'next', true),
      search: {
        ...initial.search,
        reply: { seq: 0, kind: 'results', hits, total: hits.length, lists: [], stageText: null, fit: 'good' },
      },
    };
    const [saving, effect] = step(
      open,
      { type: 'digit', digit: 4, keep: false },
      1_000_000,
      ({ name }) => name,
    );
    if (effect?.do !== 'call' || effect.name !== 'move') throw new Error('nothing was asked');
    const reply = ok(fail({ code: 'stage-unknown' } as const));
    const { request } = effect;
    return step(saving, { type: 'replied', name: 'move', request, reply }, 1_000_100, ({ name }) => name)[0];
  };

  test('is refused, and the stages of that one are there to choose from, none of them selected', () => {
    const state = refused([hitOf(moved)]);
    expect(state).toMatchObject({
      screen: 'picker',
      saving: null,
      notice: { kind: 'trouble', trouble: { code: 'stage-unknown' } },
      picker: { index: -1, current: 'Boas-vindas', keep: true, stages: after.stages },
    });
  });

  test('leads back to the list where the opportunity is not in it any more', () => {
    expect(refused([])).toMatchObject({ screen: 'search', picker: null });
  });
});
