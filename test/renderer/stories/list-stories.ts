import type { FindReply, StageCount } from '../../../main/contract/find.ts';
import type { Opportunity, Pipeline } from '../../../main/contract/model.ts';
import type { FakeBridge } from '../support/fake-bridge.ts';
import { one, press, type, until } from '../support/hands.ts';
import {
  boardOf,
  hitOf,
  opportunities,
  opportunityOf,
  pipeline,
  sampleNow,
  snapshot,
  stageOf,
} from '../support/samples.ts';
import type { Story } from './stories.ts';

const day = 24 * 3_600_000;
const numbers = [128, 30, 8, 23, 9, 41, 5, 3, 2];

/** Answers an empty box with counts of a board's open stages, and their lists with some rows. */
export function withCounts(bridge: FakeBridge, board: Pipeline, rows: readonly Opportunity[]): void {
  const counts = board.stages
    .filter(({ role }) => role === 'open')
    .map(
      ({ id }, at): StageCount => ({
        pipeline: board.id,
        stage: id,
        count: numbers[at] ?? 0,
        digit: at < 9 ? at + 1 : null,
      }),
    );
  bridge.answer('find', ({ seq, list }): FindReply => {
    const hits = rows.map(row => hitOf(row));
    const count = counts.find(({ stage }) => stage === list?.stage)?.count ?? 0;
    const sums = [
      { currency: 'BRL', sum: 412_000 },
      { currency: 'USD', sum: 12_500 },
    ];
    const lists =
      list === undefined
        ? []
        : [{ at: 0, isMine: false, of: { kind: 'stage', ...list } as const, count, sums, valued: count - 2 }];
    const kind = list === undefined ? 'recent' : 'results';
    const { whose, owner } = bridge.world.snapshot.settings;
    const unknown = whose === 'mine' && owner === null ? ({ notMine: 'who' } as const) : {};
    return { seq, kind, hits, total: hits.length, lists, stageText: null, fit: 'good', counts, ...unknown };
  });
}

const owners = [
  { name: 'Rafaela Lima', count: 204 },
  { name: 'Diego Prado', count: 188 },
  { name: 'Maria Aparecida de Albuquerque Cavalcanti', count: 97 },
  { name: 'Paula Andrade', count: 40 },
  { name: 'Tiago Moura', count: 12 },
];
const aged = [
  'Ana Beatriz Figueiredo',
  'Bruno Teixeira',
  'Companhia Paranaense de Engenharia',
  'Diego Prado',
  'Elisa Moura',
].map((name, at) =>
  opportunityOf({
    name,
    company: 'Metalúrgica Ipê Ltda',
    stage: stageOf('proposal'),
    value: at === 2 ? null : 18_000 + at * 7_300,
    updatedAt: sampleNow - (62 - at * 13) * day,
  }),
);
const many: Pipeline = boardOf(
  'default',
  [
    'Primeiro contato por telefone',
    'Diagnóstico de necessidades agendado',
    'Apresentação',
    'Proposta comercial enviada',
    'Negociação',
    'Aguardando assinatura do contrato',
    'Implantação piloto',
    'Revisão',
    'won',
    'lost',
  ].map(stageOf),
);

/** The counts of stages under the box, and the lists that they open. */
export const listStories: readonly Story[] = [
  { name: 'list-counts', act: bridge => startWith(bridge, pipeline, opportunities) },
  {
    name: 'list-counts-many',
    world: () => ({ snapshot: { ...snapshot, pipelines: [many] } }),
    act: bridge =>
      startWith(
        bridge,
        many,
        opportunities.map(row => ({ ...row, stage: many.stages[3] ?? row.stage })),
      ),
  },
  {
    name: 'list-opened',
    act: async bridge => {
      await startWith(bridge, pipeline, opportunities);
      withCounts(bridge, pipeline, aged);
      press('Ctrl+4');
      await one('.heading');
    },
  },
  {
    name: 'list-who',
    world: () => ({ snapshot: { ...snapshot, owners } }),
    act: async bridge => {
      await startWith(bridge, pipeline, opportunities);
      press('Ctrl+0');
      await one('.offer');
    },
  },
  {
    name: 'list-mine',
    world: () => ({
      snapshot: {
        ...snapshot,
        owners,
        settings: { ...snapshot.settings, owner: 'Rafaela Lima', whose: 'mine' },
      },
    }),
    act: bridge => startWith(bridge, pipeline, opportunities),
  },
  {
    name: 'list-untold',
    act: async bridge => {
      await startWith(bridge, pipeline, opportunities);
      bridge.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: aged.map(one => hitOf(one)),
        total: 5,
        lists: [],
        stageText: null,
        fit: 'good',
        notMine: 'untold',
      }));
      type('#search', 'meus parados');
      await one('.offer');
    },
  },
  {
    name: 'list-settings',
    world: () => ({
      snapshot: { ...snapshot, owners, settings: { ...snapshot.settings, owner: 'Rafaela Lima' } },
    }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      (await one('#owner')).scrollIntoView({ block: 'center' });
    },
  },
  {
    name: 'list-empty',
    act: async bridge => {
      await startWith(bridge, pipeline, opportunities);
      withCounts(bridge, pipeline, []);
      press('Ctrl+4');
      await one('.empty');
    },
  },
];

async function startWith(bridge: FakeBridge, board: Pipeline, rows: readonly Opportunity[]): Promise<void> {
  withCounts(bridge, board, rows);
  await one('[role=option]');
  bridge.push('found', null);
  await until(() => document.querySelector('.stage-counts'));
}
