import { afterAll, describe, expect, test } from 'vitest';
import { engineOf } from '../../line/engine.ts';
import { opportunityOf, pipeline, sampleNow, stageOf } from '../../renderer/support/samples.ts';

const day = 24 * 3_600_000;
const row = (name: string, stage: string) =>
  opportunityOf({ name, stage: stageOf(stage), owner: 'Rafaela Lima', updatedAt: sampleNow - 2 * day });

const engine = engineOf(
  [
    row('Nova Era', 'contacted'),
    row('Nadia Prado', 'qualified'),
    row('Caio Nunes', 'new'),
    row('Davi Nunes', 'new'),
    row('Elis Rosa', 'new'),
    row('Fabio Alves', 'negotiation'),
    row('Gil Costa', 'negotiation'),
    row('Ivo Ganho', 'contacted'),
  ],
  [pipeline],
  sampleNow,
  { isMine: false, owner: 'Rafaela Lima', isTold: true },
);
afterAll(() => engine.close());

const find = (text: string, limit = 20) => {
  const { hits, ...reply } = engine.find(text, limit);
  return { ...reply, hits, names: hits.map(({ opportunity }) => opportunity.name) };
};

describe('a name and a stage', () => {
  test('go before the list of a stage that both words name with a typo', () => {
    const { hits, lists } = find('nova w');
    expect(hits[0]).toMatchObject({
      opportunity: { name: 'Nova Era' },
      command: { kind: 'move', to: 'won' },
    });
    expect(lists).toEqual([]);
  });

  test('mark where the stage stands, unless the whole line is a name', () => {
    expect(find('nadia won').stageText).toEqual([6, 9]);
    const { names, hits, stageText } = find('ivo ganho');
    expect([names, hits.map(({ command }) => command), stageText]).toEqual([['Ivo Ganho'], [null], null]);
  });

  test('leave open which stage is meant where its letters begin several, and mean none by one letter', () => {
    expect(find('nadia ne').hits[0]?.command).toEqual({ kind: 'which', stages: ['new', 'negotiation'] });
    expect(find('nadia n').hits[0]?.command).toBeNull();
  });
});

test('a name alone means nothing', () => {
  const { hits, stageText } = find('nadia');
  expect([hits.map(({ command }) => command ?? null), stageText ?? null]).toEqual([[null], null]);
});

test('several lists share the places', () => {
  const { names, lists } = find('ne', 4);
  expect(names.slice(-2)).toEqual(['Fabio Alves', 'Gil Costa']);
  expect(lists.map(({ at, count }) => [at, count])).toEqual([
    [0, 3],
    [2, 2],
  ]);
});

test('a word for the user’s own rows finds others where none of those fits', () => {
  expect(find('meus elis').names).toEqual(['Elis Rosa']);
  expect(find('meus hbsen').hits).toEqual([]);
});
