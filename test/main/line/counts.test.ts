import { expect, test } from 'vitest';
import type { StandingCount } from '../../../main/contract/row-store.ts';
import { countsOfStages } from '../../../main/line/counts.ts';
import {
  boardOf,
  changeOf,
  hitOf,
  opportunityOf,
  pipeline,
  stageOf,
} from '../../renderer/support/samples.ts';

const row = (stage: string, rows: number, part: Partial<StandingCount> = {}): StandingCount => ({
  pipeline: pipeline.id,
  stage,
  owner: '',
  rows,
  ...part,
});
const partners = boardOf('partners', ['Primeira conversa', 'Piloto', 'won'].map(stageOf), 'Parcerias');
const counted = (
  counts: readonly StandingCount[],
  changing: Parameters<typeof countsOfStages>[0]['changing'] = () => [],
  pipelines = [pipeline],
  owner: string | null = null,
) =>
  countsOfStages({
    pipelines: () => pipelines,
    counts: () => counts,
    changing,
    whose: () => ({ isMine: owner !== null, owner, isTold: true }),
  });
const shown = (...of: Parameters<typeof counted>) =>
  counted(...of).map(({ stage, count, digit }) => `${digit} ${stage} ${count}`);

test('open stages are counted in the order of the pipeline, those without rows too, whoever owns the rows', () => {
  const rows = [row('proposal', 3), row('new', 4, { owner: 'Rafaela' }), row('new', 1), row('won', 90)];
  expect(shown(rows)).toEqual([
    '1 new 5',
    '2 contacted 0',
    '3 qualified 0',
    '4 proposal 3',
    '5 negotiation 0',
  ]);
});

test('a row with an open change counts where that takes it, and one that waits for an answer where it stands', () => {
  const here = opportunityOf({ name: 'Ana', stage: stageOf('new') });
  const ends = opportunityOf({ name: 'Bia', stage: stageOf('new') });
  const waits = opportunityOf({ name: 'Cid', stage: stageOf('new') });
  const changing = () => [
    hitOf(here, { change: changeOf(here, 'contacted') }),
    hitOf(ends, { change: changeOf(ends, 'won') }),
    hitOf(waits, { change: changeOf(waits, 'won', { state: 'parked' }) }),
  ];
  expect(shown([row('new', 3)], changing).slice(0, 2)).toEqual(['1 new 1', '2 contacted 1']);
});

test('of several pipelines the one with the most open rows is counted', () => {
  const rows = [row('new', 2), row('won', 50), row('Piloto', 3, { pipeline: partners.id })];
  expect(shown(rows, undefined, [pipeline, partners])).toEqual(['1 Primeira conversa 0', '2 Piloto 3']);
});

test('where nothing is open, nothing is counted', () => {
  expect(shown([row('won', 3)])).toEqual([]);
  expect(shown([], undefined, [])).toEqual([]);
});

test('of the user’s own rows only those count, and those of them with an open change', () => {
  const own = opportunityOf({ name: 'Ana', stage: stageOf('new'), owner: 'Rafaela' });
  const other = opportunityOf({ name: 'Bia', stage: stageOf('new'), owner: 'Diego' });
  const changing = () => [own, other].map(one => hitOf(one, { change: changeOf(one, 'contacted') }));
  const rows = [row('new', 4, { owner: 'Rafaela' }), row('new', 7, { owner: 'Diego' }), row('new', 1)];
  expect(shown(rows, changing, [pipeline], 'Rafaela').slice(0, 2)).toEqual(['1 new 3', '2 contacted 1']);
});
