import { describe, expect, test } from 'vitest';
import type { Opportunity, Pipeline, PipelineId, Stage, StageId } from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';
import { documentedPipeline, type ToldPipeline } from '../../../main/raze/dialect/stages.ts';
import { type Census, censusOf } from '../../../main/raze/stages/census.ts';
import { createPipelines, type Pipelines } from '../../../main/raze/stages/pipelines.ts';
import { withWordsOf } from '../../../main/raze/stages/user-words.ts';
import { opportunity, standingOf } from '../../support/rows.ts';

const sales = 'sales' as PipelineId;
const after = 'after' as PipelineId;
const march = Date.UTC(2026, 2, 10);
const dayMs = 86_400_000;

const stage = (name: string, id = name): Stage => ({ id: id as StageId, name, role: roleOf(name) });
const told = (id: PipelineId, ...names: string[]): ToldPipeline => ({
  id,
  name: id,
  stages: names.map(name => stage(name)),
});

let made = 0;
/** A row that came to stand in a stage `days` after it was made, on a day of 2026. */
function row(id: string, days: number, at: number, more: Partial<Opportunity> = {}): Opportunity {
  made += 1;
  const own = { pipeline: sales, stage: stage(id), createdAt: at - days * dayMs, updatedAt: at };
  return opportunity(`${id}-${made}`, { ...own, ...more });
}
const settle = (pipelines: Pipelines, rows: readonly Opportunity[]): boolean => {
  const counting = censusOf(rows.map(one => ({ standing: () => standingOf(one) })));
  return pipelines.settle(counting.next().value as Census);
};
const names = (pipelines: Pipelines, id: PipelineId = sales): string =>
  (board(pipelines, id)?.stages ?? []).map(({ name }) => name).join(' ');
const board = (pipelines: Pipelines, id: PipelineId = sales): Pipeline | undefined =>
  pipelines.all().find(one => one.id === id);
const role = (pipelines: Pipelines, id: string): string | undefined =>
  board(pipelines)?.stages.find(one => one.id === id)?.role;

describe('a list of stages', () => {
  const listed = (...all: string[]): ToldPipeline => ({
    ...documentedPipeline,
    stages: all.map(name => stage(name)),
  });

  test('is the whole truth: a stage that is no longer in it is gone', () => {
    const pipelines = createPipelines(null);
    expect(pipelines.learn('status', [listed('leads', 'asked', 'won')])).toBe(true);
    expect(pipelines.learn('status', [listed('leads', 'asked', 'won')])).toBe(false);
    expect(pipelines.learn('status', [listed('leads', 'met', 'won')])).toBe(true);
    expect(names(pipelines, documentedPipeline.id)).toBe('leads met won');
  });

  test('is an order that is known, with every end last and discarded behind them', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('status', [listed('leads', 'discarded', 'scheduled', 'lost', 'won')]);
    const own = board(pipelines, documentedPipeline.id);
    expect(own?.stages.map(({ name }) => name)).toEqual(['leads', 'scheduled', 'won', 'lost', 'discarded']);
    expect(own).toMatchObject({ ordered: true, unsure: [] });
  });

  test('never makes a default of the stage that the vendor’s board calls Won, unless the user calls it open', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('status', [listed('qualifying', 'qualified', 'scheduled', 'won', 'lost')]);
    const { id } = documentedPipeline;
    expect(board(pipelines, id)).toMatchObject({ wonOnBoard: 'qualified', unsure: ['qualified'] });
    pipelines.mark(id, 'qualified' as StageId, 'open');
    expect(board(pipelines, id)).toMatchObject({ wonOnBoard: 'qualified', unsure: [] });
    pipelines.learn('documented', [documentedPipeline]);
    expect(board(pipelines, id)).toMatchObject({ wonOnBoard: null, unsure: [] });
  });

  test('that names no end may have it at its end, whatever it is called: the last stage is no default', () => {
    const pipelines = createPipelines(null);
    const { id } = documentedPipeline;
    pipelines.learn('status', [listed('leads', 'talking', 'em casa')]);
    expect(board(pipelines, id)).toMatchObject({ ordered: true, unsure: ['em casa'] });
    pipelines.mark(id, 'em casa' as StageId, 'open');
    expect(board(pipelines, id)).toMatchObject({ unsure: [] });
    pipelines.mark(id, 'em casa' as StageId, null);
    pipelines.learn('status', [listed('leads', 'talking', 'em casa', 'won')]);
    expect(board(pipelines, id)).toMatchObject({ unsure: [] });
  });

  test('replaces the pipelines of another dialect', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'a')]);
    pipelines.learn('documented', [documentedPipeline]);
    expect(pipelines.all().map(({ id }) => id)).toEqual(['default']);
  });

  test('an empty page tells nothing', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'a')]);
    expect(pipelines.learn(null, [])).toBe(false);
    expect(names(pipelines)).toBe('a');
  });
});

describe('the order of stages learnt from rows', () => {
  const history = [
    row('late', 40, march),
    row('early', 1, march),
    row('middle', 20, march),
    row('won', 2, march),
    row('early', 1, march + 40 * dayMs),
  ];

  test('is guessed from how long deals had lived when they came there, and is called a guess', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'late', 'won', 'early', 'middle')]);
    expect(settle(pipelines, history)).toBe(true);
    expect(names(pipelines)).toBe('early middle late won');
    expect(board(pipelines)?.ordered).toBe(false);
  });

  test('is the same on two machines that saw the same rows in another order', () => {
    const [one, two] = [createPipelines(null), createPipelines(null)];
    one.learn('stage_id', [told(sales, 'late', 'early', 'middle', 'won')]);
    two.learn('stage_id', [told(sales, 'won', 'middle'), told(sales, 'early', 'late')]);
    settle(one, history);
    settle(two, history.toReversed());
    expect(names(two)).toBe(names(one));
  });

  test('is the same for stages that came since, whichever of them was met first', () => {
    const [one, two] = [createPipelines(null), createPipelines(null)];
    const stages = told(sales, 'late', 'early', 'middle', 'won');
    for (const pipelines of [one, two]) {
      pipelines.learn('stage_id', [stages]);
      settle(pipelines, history);
    }
    one.learn('stage_id', [told(sales, 'visit', 'Proposta')]);
    one.learn('stage_id', [told(sales, 'Contato')]);
    two.learn('stage_id', [told(sales, 'Proposta', 'Contato', 'visit')]);
    expect(names(two)).toBe('early middle late Contato Proposta visit won');
    expect(names(one)).toBe(names(two));
  });

  test('is not changed by what moves this month, only by a month that is over', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'late', 'early', 'middle', 'won')]);
    settle(pipelines, history);
    const april = march + 41 * dayMs;
    const moves = Array.from({ length: 20 }, (_, index) => row('early', 300, april + index));
    settle(pipelines, [...history, ...moves]);
    expect(names(pipelines)).toBe('early middle late won');
    const may = row('won', 1, march + 70 * dayMs);
    expect(settle(pipelines, [...history, ...moves, may])).toBe(true);
    expect(names(pipelines)).toBe('middle late early won');
  });

  test('is the vendor’s where every stage is one of the vendor’s own', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [
      told(sales, 'Proposta', 'Fechado (Perdido)', 'Qualificação', 'Fechado (Ganho)'),
    ]);
    expect(board(pipelines)?.stages.map(({ name }) => name)).toEqual([
      'Qualificação',
      'Proposta',
      'Fechado (Ganho)',
      'Fechado (Perdido)',
    ]);
    expect(board(pipelines)).toMatchObject({ ordered: true, unsure: [] });
  });

  test('leads nowhere over one of the vendor’s stages that no row has shown yet', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Contato Inicial', 'Proposta', 'Fechado (Ganho)')]);
    expect(board(pipelines)).toMatchObject({ ordered: false });
    pipelines.learn('stage_id', [told(sales, 'Qualificação')]);
    expect(names(pipelines)).toBe('Contato Inicial Qualificação Proposta Fechado (Ganho)');
    expect(board(pipelines)).toMatchObject({ ordered: true });
  });

  test('is that of the numbers in the stages’ names where the open ones are numbered, and stays a guess', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, '4-Proposta', 'Ganho', '10-Aceite', '1-Novo')]);
    settle(pipelines, [
      row('4-Proposta', 1, march),
      row('1-Novo', 90, march),
      row('x', 1, march + 40 * dayMs),
    ]);
    pipelines.learn('stage_id', [told(sales, '2-Contato')]);
    pipelines.forget('x' as StageId);
    expect(names(pipelines)).toBe('1-Novo 2-Contato 4-Proposta 10-Aceite Ganho');
    expect(board(pipelines)?.ordered).toBe(false);
  });

  test('is the user’s own once there is one: new stages come after it and are no default', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'a', 'b', 'lost')]);
    pipelines.reorder(sales, ['lost', 'b', 'a'] as StageId[]);
    pipelines.learn('stage_id', [told(sales, 'c')]);
    const again = createPipelines(pipelines.text());
    expect(names(again)).toBe('b a c lost');
    expect(board(again)).toMatchObject({ ordered: true, unsure: ['c'] });
  });
});

test('the user’s own order stands for the ends as well, and a stage listed later is no default', () => {
  const pipelines = createPipelines(null);
  const { id } = documentedPipeline;
  pipelines.learn('status', [told(id, 'leads', 'scheduled', 'won', 'lost')]);
  pipelines.reorder(id, ['lost', 'scheduled', 'leads', 'won'] as StageId[]);
  pipelines.learn('status', [told(id, 'leads', 'accepted', 'scheduled', 'won', 'lost')]);
  expect(names(pipelines, id)).toBe('scheduled leads accepted lost won');
  expect(board(pipelines, id)?.unsure).toEqual(['accepted']);
});

describe('a stage’s role', () => {
  const stamped = (id: string, count: number, stamps: Partial<Opportunity>): readonly Opportunity[] =>
    Array.from({ length: count }, () => row(id, 5, march, stamps));

  test('is won where nearly all rows in it are stamped as won, whatever its name', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Renovado', 'Novos')]);
    settle(pipelines, [...stamped('Renovado', 9, { wonAt: march }), ...stamped('Renovado', 1, {})]);
    expect(role(pipelines, 'Renovado')).toBe('won');
    expect(board(pipelines)?.unsure).toEqual([]);
  });

  test('is not proven by one stamped row, for nothing ever takes a stamp away', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Proposta', 'Novos')]);
    settle(pipelines, [...stamped('Proposta', 1, { wonAt: march }), ...stamped('Novos', 4, {})]);
    expect(role(pipelines, 'Proposta')).toBe('open');
    expect(board(pipelines)?.unsure).toEqual(['Proposta']);
  });

  test('is the latest stamp’s: won, then lost, is lost', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Fim')]);
    settle(pipelines, stamped('Fim', 5, { wonAt: march - 1, lostAt: march }));
    expect(role(pipelines, 'Fim')).toBe('lost');
  });

  test('is what the user says, against all rows, until that is taken back', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Renovado')]);
    settle(pipelines, stamped('Renovado', 9, { wonAt: march }));
    expect(pipelines.mark(sales, 'Renovado' as StageId, 'lost')).toBe(true);
    const again = createPipelines(pipelines.text());
    expect(role(again, 'Renovado')).toBe('lost');
    expect(board(again)?.reasons).toEqual([
      { stage: 'Renovado', source: 'user', unmarked: 'won', rows: 9, won: 9, lost: 0 },
    ]);
    pipelines.mark(sales, 'Renovado' as StageId, null);
    expect(role(pipelines, 'Renovado')).toBe('won');
    expect(board(pipelines)?.reasons).toMatchObject([{ source: 'rows', unmarked: 'won' }]);
  });

  test.each(['constructor', '__proto__', 'Proposta enviada '])('is kept for a stage called %j', name => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Novos', name)]);
    expect(pipelines.mark(sales, name as StageId, 'won')).toBe(true);
    expect(role(createPipelines(pipelines.text()), name)).toBe('won');
    expect(pipelines.mark(sales, name as StageId, null)).toBe(true);
    expect(role(createPipelines(pipelines.text()), name)).toBe('open');
  });

  test('is not taken for a stage that the pipeline does not have', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'Novos'), told(after, 'welcome')]);
    expect(pipelines.mark(sales, 'welcome' as StageId, 'won')).toBe(false);
    expect(pipelines.mark('none' as PipelineId, 'Novos' as StageId, 'won')).toBe(false);
  });
});

test.each(['constructor', '__proto__', 'Proposta '])('what is known of a stage called %j is kept', name => {
  const pipelines = createPipelines(null);
  pipelines.learn('stage_id', [told(sales, name, 'Novos')]);
  settle(
    pipelines,
    Array.from({ length: 5 }, () => row(name, 5, march, { wonAt: march })),
  );
  expect(role(createPipelines(pipelines.text()), name)).toBe('won');
  pipelines.mark(sales, name as StageId, 'lost');
  expect(role(createPipelines(pipelines.text()), name)).toBe('lost');
});

describe('a stage belongs to one pipeline', () => {
  test('a row that strayed into it teaches nothing about its own', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(after, 'welcome'), told(sales, 'new')]);
    pipelines.learn('stage_id', [told(sales, 'welcome')]);
    expect(names(pipelines, sales)).toBe('new');
  });

  test('the one that most rows seen so far say, long before a walk has ended', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'new', 'welcome')]);
    const rows = new Map([['welcome' as StageId, 2]]);
    pipelines.learn('stage_id', [{ ...told(after, 'welcome'), rows }]);
    expect(names(pipelines, sales)).toBe('new');
    expect(names(pipelines, after)).toBe('welcome');
  });

  test('the one most of its rows stand in, when the stray was seen first', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(sales, 'new', 'welcome'), told(after, 'goodbye')]);
    settle(pipelines, [
      row('new', 1, march),
      row('welcome', 1, march),
      row('welcome', 1, march, { pipeline: after }),
      row('welcome', 1, march, { pipeline: after }),
    ]);
    expect(names(pipelines, sales)).toBe('new');
    expect(names(pipelines, after)).toContain('welcome');
  });

  const knownBefore = (): Pipelines => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [told(after, 'welcome', 'goodbye'), told(sales, 'new')]);
    return pipelines;
  };
  const boards = (pipelines: Pipelines) => [names(pipelines, sales), names(pipelines, after)];

  test('one row that strayed into it does not take it along, when its own have all moved on', () => {
    const pipelines = knownBefore();
    settle(pipelines, [row('welcome', 1, march, { pipeline: after }), row('new', 1, march)]);
    const stray = [
      row('new', 1, march),
      row('welcome', 1, march),
      row('goodbye', 1, march, { pipeline: after }),
    ];
    settle(pipelines, stray);
    expect(boards(pipelines)).toEqual(['new', 'goodbye welcome']);
    settle(pipelines, stray);
    expect(boards(pipelines)).toEqual(['new', 'goodbye welcome']);
  });

  test('nor after a restart, before any look at all rows', () => {
    const pipelines = createPipelines(knownBefore().text());
    pipelines.learn('stage_id', [told(sales, 'welcome')]);
    expect(boards(pipelines)).toEqual(['new', 'welcome goodbye']);
  });

  test('and its stamps say nothing of what the stage is', () => {
    const pipelines = knownBefore();
    settle(pipelines, [row('welcome', 1, march, { wonAt: march })]);
    expect(board(pipelines, after)?.reasons).toMatchObject([
      { stage: 'goodbye', rows: 0 },
      { stage: 'welcome', rows: 0, won: 0 },
    ]);
  });

  test('two machines that saw the same rows agree on where it belongs, whichever row came first', () => {
    const rows = [
      row('welcome', 1, march),
      row('welcome', 1, march, { pipeline: after }),
      row('new', 1, march),
    ];
    const machines = [told(sales, 'new', 'welcome'), told(after, 'welcome')].map(first => {
      const pipelines = createPipelines(null);
      pipelines.learn('stage_id', [first]);
      pipelines.learn('stage_id', [told(sales, 'new', 'welcome'), told(after, 'welcome')]);
      settle(pipelines, rows);
      return boards(pipelines);
    });
    expect(machines[1]).toEqual(machines[0]);
  });
});

describe('the user’s word and order', () => {
  const spoken = (dialect: 'status' | 'stage_id' = 'stage_id', id: PipelineId = sales): Pipelines => {
    const pipelines = createPipelines(null);
    pipelines.learn(dialect, [told(id, 'a', 'b', 'c', 'won')]);
    pipelines.mark(id, 'c' as StageId, 'lost');
    pipelines.reorder(id, ['b', 'a', 'won', 'c'] as StageId[]);
    return pipelines;
  };

  test('stay when a stage is renamed', () => {
    const pipelines = spoken();
    pipelines.learn('stage_id', [
      { ...told(sales), stages: [stage('Ganho agora', 'c'), stage('Outra', 'a')] },
    ]);
    settle(pipelines, [row('c', 1, march, { stage: stage('Vendido', 'c') })]);
    expect(names(pipelines)).toBe('b Outra won Vendido');
    expect(role(pipelines, 'c')).toBe('lost');
  });

  test('stay for a stage that vanished and came back', () => {
    const pipelines = spoken();
    pipelines.forget('c' as StageId);
    pipelines.forget('b' as StageId);
    expect(names(pipelines)).toBe('a won');
    pipelines.learn('stage_id', [told(sales, 'c', 'b')]);
    expect(names(pipelines)).toBe('b a won c');
    expect(role(pipelines, 'c')).toBe('lost');

    const listed = spoken('status', documentedPipeline.id);
    listed.learn('status', [told(documentedPipeline.id, 'a', 'won')]);
    listed.learn('status', [told(documentedPipeline.id, 'a', 'b', 'c', 'won')]);
    expect(names(listed, documentedPipeline.id)).toBe('b a won c');
    expect(board(listed, documentedPipeline.id)?.stages.at(-1)).toMatchObject({ id: 'c', role: 'lost' });
  });

  test('stay for a stage that vanished while the others were put in another order', () => {
    const pipelines = spoken();
    pipelines.forget('b' as StageId);
    pipelines.reorder(sales, ['a', 'won', 'c'] as StageId[]);
    pipelines.learn('stage_id', [told(sales, 'b')]);
    expect(board(pipelines)?.unsure).toEqual([]);
    expect(names(pipelines)).toBe('b a won c');
  });

  test('stay where the server spoke another dialect meanwhile, and are shown in their own only', () => {
    const pipelines = spoken();
    pipelines.learn('documented', [documentedPipeline]);
    pipelines.mark(documentedPipeline.id, 'proposal' as StageId, 'won');
    expect(pipelines.all().map(({ id }) => id)).toEqual(['default']);
    const again = createPipelines(pipelines.text());
    again.learn('stage_id', [told(sales, 'a', 'b', 'c', 'won')]);
    expect(again.all().map(({ id }) => id)).toEqual([sales]);
    expect(names(again)).toBe('b a won c');
    expect(role(again, 'c')).toBe('lost');
    again.learn('documented', [documentedPipeline]);
    expect(board(again, documentedPipeline.id)?.stages.find(({ id }) => id === 'proposal')?.role).toBe('won');
  });

  test('go along with a stage that turns out to belong to another pipeline', () => {
    const pipelines = spoken();
    const home = { ...told(after, 'c'), rows: new Map([['c' as StageId, 2]]) };
    pipelines.learn('stage_id', [home]);
    expect(names(pipelines)).toBe('b a won');
    expect(board(pipelines, after)?.stages).toMatchObject([{ id: 'c', role: 'lost' }]);
  });

  test('of two keys of one account are those of the key in use, and else of the other', () => {
    const [older, newer] = [spoken(), createPipelines(null)];
    older.learn('stage_id', [told(after, 'welcome', 'goodbye')]);
    older.mark(after, 'goodbye' as StageId, 'won');
    newer.learn('stage_id', [told(sales, 'a', 'b', 'c', 'd', 'won')]);
    newer.mark(sales, 'a' as StageId, 'open');
    const both = createPipelines(withWordsOf(newer.text(), [newer.text(), older.text()]));
    expect(names(both)).toBe('b a d won c');
    expect(role(both, 'c')).toBe('lost');
    expect(board(both)?.reasons.find(one => one.stage === 'a')?.source).toBe('user');
    expect(board(both, after)?.stages.find(({ id }) => id === 'goodbye')?.role).toBe('won');

    newer.mark(sales, 'c' as StageId, 'won');
    newer.reorder(sales, ['a', 'b', 'd', 'c', 'won'] as StageId[]);
    const own = createPipelines(withWordsOf(newer.text(), [newer.text(), older.text()]));
    expect(names(own)).toBe('a b d c won');
    expect(role(own, 'c')).toBe('won');
    for (const other of [null, '{']) {
      const alone = createPipelines(withWordsOf(newer.text(), [newer.text(), other]));
      expect(alone.all()).toEqual(newer.all());
    }
    expect(names(createPipelines(withWordsOf(null, [null, older.text()])))).toBe('b a won c');
  });
});

test('a text that is none is no reason to fail', () => {
  expect(createPipelines('[{"id":1}]').all()).toEqual([]);
  expect(createPipelines('{').all()).toEqual([]);
});

test('a text of the version before keeps the user’s order', () => {
  const before = [
    {
      id: 'sales',
      name: 'Sales',
      stages: [stage('a'), stage('b')],
      arranged: ['b', 'a'],
      placed: [],
      ages: {},
    },
  ];
  expect(names(createPipelines(JSON.stringify(before)))).toBe('b a');
});
