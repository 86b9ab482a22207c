import { describe, expect, test } from 'vitest';
import type { PipelineId, StageId } from '../../../main/contract/model.ts';
import type { Standing } from '../../../main/contract/row-store.ts';
import { type Census, censusOf, homesOf, type StageCensus } from '../../../main/raze/stages/census.ts';
import { roleByEvidence } from '../../../main/raze/stages/evidence.ts';
import type { KnownPipeline } from '../../../main/raze/stages/known-pipeline.ts';
import {
  hasNoGap,
  inGuessedOrder,
  inNamedOrder,
  inNumberedOrder,
  inVendorOrder,
} from '../../../main/raze/stages/order.ts';
import { createPipelines } from '../../../main/raze/stages/pipelines.ts';
import { arrangedAs, hasWords, withMovedMarks, withWordsOf } from '../../../main/raze/stages/user-words.ts';

const march = Date.UTC(2026, 2, 10);
const dayMs = 86_400_000;
const sales = 'sales' as PipelineId;
const after = 'after' as PipelineId;

describe('what the rows in a stage say of its role', () => {
  const counted = (rows: number, won: number, lost: number, name = 'Etapa') =>
    roleByEvidence(name, undefined, { rows, won, lost });

  test.each([
    ['three rows of three', 3, 3, 'won'],
    ['two of two', 2, 2, 'open'],
    ['four of five', 5, 4, 'won'],
    ['seven of nine', 9, 7, 'open'],
  ])('is an end for %s with its stamp', (_, rows, stamped, role) => {
    expect(counted(rows, stamped, 0).role).toBe(role);
    expect(counted(rows, 0, stamped).role).toBe(role === 'won' ? 'lost' : role);
  });

  test('is certain, and told by the rows', () => {
    expect(counted(3, 3, 0)).toEqual({ role: 'won', sure: true, source: 'rows', unmarked: 'won' });
    expect(counted(3, 0, 3)).toEqual({ role: 'lost', sure: true, source: 'rows', unmarked: 'lost' });
  });

  test('is a doubt from three stamped rows of ten on, whichever stamps', () => {
    expect(counted(10, 1, 2)).toEqual({ role: 'open', sure: false, source: 'rows', unmarked: 'open' });
    expect(counted(10, 1, 1)).toEqual({ role: 'open', sure: true, source: 'name', unmarked: 'open' });
    expect(counted(0, 0, 0)).toEqual({ role: 'open', sure: true, source: 'name', unmarked: 'open' });
  });

  test('counts for more than the name, which counts for more than a few stamps', () => {
    expect(counted(5, 0, 5, 'Ganho')).toMatchObject({ role: 'lost', source: 'rows' });
    expect(counted(10, 0, 4, 'Ganho')).toEqual({ role: 'won', sure: true, source: 'name', unmarked: 'won' });
    expect(counted(0, 0, 0, 'Ganho?')).toMatchObject({ role: 'open', sure: false, source: 'name' });
  });

  test('counts for less than the user’s word', () => {
    expect(roleByEvidence('Etapa', 'open', { rows: 5, won: 5, lost: 0 })).toEqual({
      role: 'open',
      sure: true,
      source: 'user',
      unmarked: 'won',
    });
    expect(roleByEvidence('Perdido', undefined, undefined)).toMatchObject({ role: 'lost', source: 'name' });
  });
});

/** A row that stands in a stage, with nothing else told. */
const standing = (stage: string, more: Partial<Standing> = {}): Standing => ({
  pipeline: sales,
  stage: stage as StageId,
  name: `Name of ${stage}`,
  createdAt: null,
  updatedAt: null,
  wonAt: null,
  lostAt: null,
  ...more,
});
function censusOver(rows: readonly Standing[]): { readonly census: Census; readonly pauses: number } {
  const counting = censusOf(rows.map(row => ({ standing: () => row })));
  for (let pauses = 0; ; pauses += 1) {
    const step = counting.next();
    if (step.done === true) return { census: step.value, pauses };
  }
}
const only = (rows: readonly Standing[]): StageCensus | undefined => censusOver(rows).census.stages[0];

describe('a census', () => {
  test('counts each stage of each pipeline by itself', () => {
    const { census } = censusOver([
      standing('a'),
      standing('b'),
      standing('a'),
      standing('a', { pipeline: after }),
    ]);
    expect(census.stages.map(({ pipeline, stage, name, rows }) => [pipeline, stage, name, rows])).toEqual([
      [sales, 'a', 'Name of a', 2],
      [sales, 'b', 'Name of b', 1],
      [after, 'a', 'Name of a', 1],
    ]);
  });

  test.each([
    ['won and never lost', 5, null, 1, 0],
    ['lost and never won', null, 5, 0, 1],
    ['lost after it was won', 5, 6, 0, 1],
    ['won after it was lost', 6, 5, 1, 0],
    ['won and lost in one moment', 5, 5, 1, 0],
    ['neither', null, null, 0, 0],
  ])('counts a row by its latest stamp: %s', (_, wonAt, lostAt, won, lost) => {
    expect(only([standing('a', { wonAt, lostAt })])).toMatchObject({ won, lost });
  });

  test('counts the months since 1970, and for an age what moved before the newest of them', () => {
    const came = (at: number, days: number) => standing('a', { createdAt: at - days * dayMs, updatedAt: at });
    const { census } = censusOver([
      came(march, 4),
      came(march - 40 * dayMs, 10),
      came(march - 80 * dayMs, 20),
      standing('a', { updatedAt: march - 40 * dayMs }),
      standing('a', { createdAt: march - 40 * dayMs }),
    ]);
    expect(census.month).toBe(56 * 12 + 2);
    expect(census.stages[0]).toMatchObject({ rows: 5, settled: 2, days: 30 });
  });

  test('is of month 0 where no row says when it changed', () => {
    expect(censusOver([standing('a')]).census).toMatchObject({ month: 0, stages: [{ settled: 0, days: 0 }] });
    expect(censusOver([]).census).toEqual({ month: 0, stages: [] });
  });

  test('lets others go on after every four thousand rows or so', () => {
    const rows = Array.from({ length: 8_192 }, () => standing('a'));
    expect([censusOver(rows).pauses, censusOver(rows.slice(1)).pauses]).toEqual([2, 1]);
  });
});

describe('the pipeline of a stage', () => {
  const count = (pipeline: PipelineId, rows: number): StageCensus => ({
    ...{ pipeline, stage: 'x' as StageId, name: 'X', rows, won: 1, lost: 1, settled: 1, days: 1 },
  });
  const homeOf = (stages: readonly StageCensus[], known?: PipelineId) =>
    homesOf({ month: 0, stages }, () => known).get('x' as StageId);

  test('is the one in which most of its rows stand, and of equals the first by its id', () => {
    expect(homeOf([count(sales, 2), count(after, 3)])?.pipeline).toBe(after);
    expect(homeOf([count(after, 3), count(sales, 2)])?.pipeline).toBe(after);
    expect(homeOf([count(sales, 2), count(after, 2)])?.pipeline).toBe(after);
    expect(homeOf([count(after, 2), count(sales, 2)])?.pipeline).toBe(after);
  });

  test('is the one it was known in, as long as a single row says otherwise', () => {
    const nobody = { rows: 0, won: 0, lost: 0, settled: 0, days: 0 };
    expect(homeOf([count(sales, 1)], after)).toEqual({ ...count(after, 0), ...nobody });
    expect(homeOf([count(sales, 2)], after)).toEqual(count(sales, 2));
    expect(homeOf([count(sales, 1)], sales)).toEqual(count(sales, 1));
    expect(homeOf([count(sales, 1)])).toEqual(count(sales, 1));
  });

  test('is not taken back to the one it was known in where a row of its own stands there too', () => {
    expect(homeOf([count(sales, 1), count(after, 1)], sales)).toEqual(count(after, 1));
  });
});

const named = (...names: string[]) => names.map(name => ({ id: `id of ${name}`, name }));
const namesOf = (stages: readonly { readonly name: string }[] | null) =>
  stages?.map(({ name }) => name) ?? null;

describe('an order', () => {
  test('is the vendor’s for two stages of the vendor’s own at least, each once', () => {
    expect(namesOf(inVendorOrder(named('Proposta', ' Novos ')))).toEqual([' Novos ', 'Proposta']);
    for (const other of [['Novos'], [], ['Novos', 'Visita'], ['Novos', 'Novos', 'Proposta']]) {
      expect(inVendorOrder(named(...other))).toBeNull();
    }
  });

  test('of the vendor’s has no gap where one stage follows the other, whatever the ends', () => {
    expect(hasNoGap(named('Novos', 'Contato Inicial', 'Qualificação', 'Fechado (Perdido)'))).toBe(true);
    expect(hasNoGap(named('Proposta', 'Negociação'))).toBe(true);
    expect(hasNoGap(named('Novos', 'Qualificação'))).toBe(false);
    expect(hasNoGap(named('Fechado (Ganho)'))).toBe(true);
  });

  test('is that of the numbers, of which ends need none', () => {
    expect(namesOf(inNumberedOrder(named('Ganho', '10 Aceite', '2 Contato', 'Perdido')))).toEqual([
      ...['2 Contato', '10 Aceite', 'Ganho', 'Perdido'],
    ]);
    expect(inNumberedOrder(named('1 Novo', 'Visita'))).toBeNull();
  });

  test('is guessed by how old deals were, on average, when they came to a stage', () => {
    const counts = new Map([
      ['id of a', { settled: 2, days: 20 }],
      ['id of b', { settled: 1, days: 5 }],
      ['id of c', { settled: 0, days: 0 }],
      ['id of e', { settled: 4, days: 40 }],
    ]);
    expect(namesOf(inGuessedOrder(named('e', 'd', 'c', 'a', 'b'), counts))).toEqual([
      'b',
      'a',
      'e',
      'c',
      'd',
    ]);
    expect(namesOf(inGuessedOrder(named('a', 'b', 'd', 'c', 'e'), counts))).toEqual([
      'b',
      'a',
      'e',
      'c',
      'd',
    ]);
  });

  test.each([
    ['Novo lead', 'Primeiro contato', 'Diagnóstico', 'Orçamento', 'Fechamento', 'Visita'],
    ['Inbox', 'First call', 'Demo', 'Quote sent', 'Contract', 'Visit'],
    ['Nuevos', 'Conversación', 'Reunión', 'Presupuesto', 'Cierre', 'Visita'],
  ])('is that of the steps of selling which names tell, %s first', (...steps) => {
    expect(namesOf(inNamedOrder(named(...steps.toReversed())))).toEqual(steps);
  });

  test('of names that tell nothing, or the same, is that of their ids', () => {
    expect(namesOf(inNamedOrder(named('z', 'y', 'Demo', 'Agenda')))).toEqual(['Agenda', 'Demo', 'y', 'z']);
  });

  test('of the user’s keeps a stage that is not there now behind the one it stood behind', () => {
    const stages = named('a', 'b').map(stage => ({ ...stage, id: stage.name }));
    const arranged = ['gone first', 'a', 'gone', 'also gone', 'b'];
    expect(arrangedAs({ arranged, stages }, ['b', 'a'])).toEqual([
      'gone first',
      'b',
      'a',
      'gone',
      'also gone',
    ]);
    expect(arrangedAs({ arranged: null, stages }, ['b', 'a'])).toEqual(['b', 'a']);
  });
});

describe('the user’s words', () => {
  const pipeline = (id: string, more: Partial<KnownPipeline> = {}): KnownPipeline => ({
    ...{ id, name: id, stages: [], arranged: null, marked: [], guessed: null, counts: [] },
    ...{ dialect: null, past: false },
    ...more,
  });
  const mark = (stage: string, role: 'open' | 'won' | 'lost' = 'won') => ({ stage, role });
  const stages = (...ids: string[]) => ids.map(id => ({ id, name: id }));

  test('are an order or the word on a stage', () => {
    expect(hasWords(pipeline('a'))).toBe(false);
    expect(hasWords(pipeline('a', { arranged: [] }))).toBe(true);
    expect(hasWords(pipeline('a', { marked: [mark('x')] }))).toBe(true);
  });

  test('go along to the pipeline that has the stage now, where nothing else is said of it', () => {
    const moved = withMovedMarks([
      pipeline('a', { stages: stages('own'), marked: [mark('own'), mark('x'), mark('y'), mark('nowhere')] }),
      pipeline('b', { stages: stages('x', 'y'), marked: [mark('y', 'lost')] }),
    ]);
    expect(moved.map(({ marked }) => marked)).toEqual([
      [mark('own'), mark('nowhere')],
      [mark('y', 'lost'), mark('x')],
    ]);
    const still = [pipeline('a', { marked: [mark('nowhere')] })];
    expect(withMovedMarks(still)).toBe(still);
  });

  test('of texts of one account are the first that says something, of each stage by itself', () => {
    const text = (...all: KnownPipeline[]): string => JSON.stringify(all);
    const kept = text(pipeline('a', { stages: stages('kept'), arranged: ['kept'], marked: [mark('kept')] }));
    const said = [
      text(pipeline('a', { marked: [mark('x', 'lost')] })),
      null,
      text(pipeline('a', { arranged: ['x'], marked: [mark('x'), mark('y')] }), pipeline('b')),
    ];
    expect(JSON.parse(withWordsOf(kept, said) ?? '')).toEqual([
      pipeline('a', { stages: stages('kept'), arranged: ['x'], marked: [mark('x', 'lost'), mark('y')] }),
      pipeline('b'),
    ]);
    expect(withWordsOf('{', [null, '{'])).toBe('{');
    expect(withWordsOf(null, [])).toBeNull();
  });
});

describe('pipelines', () => {
  const told = (id: PipelineId, ...ids: string[]) => ({
    ...{ id, name: id, stages: ids.map(one => ({ id: one as StageId, name: one, role: 'open' as const })) },
  });
  const idsOf = (pipelines: ReturnType<typeof createPipelines>) =>
    pipelines.all().map(({ id, stages }) => [id, ...stages.map(stage => stage.id)].join(' '));

  test('keep the place at which they were first met, and a name once they have one', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'a'), told(after, 'b')]);
    pipelines.learn('stage_id', [{ ...told(after, 'b'), name: '' }]);
    pipelines.learn('stage_id', [told('third' as PipelineId, 'c'), told(sales, 'a')]);
    expect(idsOf(pipelines)).toEqual(['sales a', 'after b', 'third c']);
    expect(pipelines.all().map(({ name }) => name)).toEqual(['sales', 'after', 'third']);
  });

  test('say whether anything that is shown is new', () => {
    const pipelines = createPipelines(null);
    expect(pipelines.learn('stage_id', [told(sales, 'a')])).toBe(true);
    expect(pipelines.learn('stage_id', [told(sales, 'a')])).toBe(false);
    expect(pipelines.forget('none' as StageId)).toBe(false);
    expect(pipelines.forget('a' as StageId)).toBe(true);
  });

  test('of a dialect without words of the user go with it, and those that have some are kept unseen', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'a'), told(after, 'b')]);
    pipelines.mark(sales, 'a' as StageId, 'won');
    pipelines.learn('status', [told('default' as PipelineId, 'leads')]);
    expect(idsOf(pipelines)).toEqual(['default leads']);
    const kept = JSON.parse(pipelines.text()) as KnownPipeline[];
    expect(kept.map(({ id, past }) => [id, past]).toSorted()).toEqual([
      ['default', false],
      ['sales', true],
    ]);
    // What is past takes part in nothing.
    pipelines.forget('a' as StageId);
    pipelines.settle({ month: 1, stages: [] });
    expect(JSON.parse(pipelines.text())).toContainEqual(kept.find(({ id }) => id === sales));
  });

  test('that are past lose no stage to one that the server has now', () => {
    const pipelines = createPipelines(null);
    const id = 'default' as PipelineId;
    pipelines.learn('documented', [told(id, 'new', 'won')]);
    pipelines.mark(id, 'won' as StageId, 'open');
    const kept = JSON.parse(pipelines.text());
    pipelines.learn('stage_id', [told(sales, 'won')]);
    expect(JSON.parse(pipelines.text())).toContainEqual({ ...kept[0], past: true });
  });

  test('take a stage from where it is known for two rows, not for one', () => {
    for (const [rows, home] of [
      [1, 'sales x'],
      [2, 'sales'],
    ] as const) {
      const pipelines = createPipelines(null);
      pipelines.learn('stage_id', [told(sales, 'x')]);
      const counted = { ...told(after, 'x'), rows: new Map([['x' as StageId, rows]]) };
      pipelines.learn('stage_id', [counted]);
      expect(idsOf(pipelines)[0]).toBe(home);
    }
  });

  test('keep a stage where the last census has it, however many rows of one page stray', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'x')]);
    const { census } = censusOver([standing('x'), standing('x')]);
    pipelines.settle(census);
    pipelines.learn('stage_id', [{ ...told(after, 'x'), rows: new Map([['x' as StageId, 50]]) }]);
    expect(idsOf(pipelines)[0]).toBe('sales x');
  });

  test('that list their stages count the rows of each, and keep their order', () => {
    const pipelines = createPipelines(null);
    const id = 'default' as PipelineId;
    pipelines.learn('status', [told(id, 'b', 'a')]);
    const { census } = censusOver([
      standing('a', { pipeline: id, wonAt: 1 }),
      standing('z', { pipeline: id }),
    ]);
    pipelines.settle(census);
    expect(idsOf(pipelines)).toEqual(['default b a']);
    expect(pipelines.all()[0]?.reasons).toMatchObject([
      { stage: 'b', rows: 0 },
      { stage: 'a', rows: 1, won: 1 },
    ]);
  });
});
