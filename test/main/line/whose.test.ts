import { afterAll, describe, expect, test } from 'vitest';
import type { Whose } from '../../../main/line/whose.ts';
import { engineOf, type LineEngine } from '../../line/engine.ts';
import { opportunityOf, pipeline, sampleNow, stageOf } from '../../renderer/support/samples.ts';

const day = 24 * 3_600_000;
const row = (name: string, owner: string, stage: string, days: number, value: number | null = 100) =>
  opportunityOf({ name, owner, stage: stageOf(stage), updatedAt: sampleNow - days * day, value });
const rows = [
  row('Ana Prado', 'Rafaela Lima', 'proposal', 20),
  row('Bia Prado', 'Diego Prado', 'proposal', 40),
  row('Caio Nunes', 'Rafaela Lima', 'proposal', 2, null),
  row('Davi Rosa', 'Rafaela Lima', 'new', 50),
  row('Elis Rosa', '', 'new', 60),
  row('Minhas Gerais', 'Diego Prado', 'contacted', 3),
  row('Fabio Alves', 'Rafaela Lima', 'won', 90),
];

const engines: LineEngine[] = [];
afterAll(() => {
  for (const engine of engines) engine.close();
});
const asked = (part: Partial<Whose> = {}) => {
  const engine = engineOf(rows, [pipeline], sampleNow, {
    isMine: false,
    owner: 'Rafaela Lima',
    isTold: true,
    ...part,
  });
  engines.push(engine);
  return (text: string) => {
    const { hits, lists, notMine, counts } = engine.find(text, 20);
    return { names: hits.map(({ opportunity }) => opportunity.name), hits, lists, notMine, counts };
  };
};

describe('a word for the user’s own rows', () => {
  const find = asked();
  test.each([
    ['meus parados', ['Davi Rosa', 'Ana Prado']],
    ['parados minhas', ['Davi Rosa', 'Ana Prado']],
    ['my stale 30', ['Davi Rosa']],
    ['mis sin mover', ['Davi Rosa', 'Ana Prado']],
    ['proposta meus', ['Ana Prado', 'Caio Nunes']],
    ['míos propuesta', ['Ana Prado', 'Caio Nunes']],
    ['my proposal >50', ['Ana Prado']],
    ['mine', ['Davi Rosa', 'Ana Prado', 'Caio Nunes']],
    ['meus prado', ['Ana Prado']],
  ])('“%s” narrows to them', (text, names) => {
    expect(find(text).names).toEqual(names);
  });

  test('is said over the list, with what they come to', () => {
    expect(find('proposta meus').lists).toMatchObject([
      { isMine: true, count: 2, valued: 1, sums: [{ currency: 'BRL', sum: 100 }] },
    ]);
    expect(find('meus').lists).toMatchObject([{ of: { kind: 'open' }, isMine: true, count: 3 }]);
    expect(find('proposta').lists).toMatchObject([{ isMine: false, count: 3 }]);
  });

  test('comes after a name that is that word', () => {
    expect(find('minhas').names).toEqual(['Minhas Gerais', 'Davi Rosa', 'Ana Prado', 'Caio Nunes']);
    expect(find('minhas').lists).toMatchObject([{ at: 1, isMine: true }]);
    expect(find('minhas gerais').names[0]).toBe('Minhas Gerais');
  });

  test('is a name’s own word where a row has it, whoever owns that', () => {
    const { hits } = find('minhas gerais won');
    expect(hits.map(({ opportunity, command }) => [opportunity.name, command])).toEqual([
      ['Minhas Gerais', { kind: 'move', to: 'won', isRowSure: true, isStageSure: true }],
    ]);
    expect(find('minhas won').hits.map(({ opportunity }) => opportunity.name)).toEqual(['Fabio Alves']);
  });

  test('beside a name and a stage leaves one row, which no first Enter moves', () => {
    expect(find('meus prado won').hits.map(({ command }) => command)).toEqual([
      { kind: 'move', to: 'won', isRowSure: false, isStageSure: true },
    ]);
  });

  test('lists everybody’s where nobody has said who the user is, and where the server does not tell', () => {
    expect(asked({ owner: null })('meus parados')).toMatchObject({
      names: ['Elis Rosa', 'Davi Rosa', 'Bia Prado', 'Ana Prado'],
      lists: [{ isMine: false }],
      notMine: 'who',
    });
    expect(asked({ isTold: false })('my proposal')).toMatchObject({
      lists: [{ count: 3 }],
      notMine: 'untold',
    });
    expect(find('parados').notMine).toBeUndefined();
  });

  test('leaves what was moved today as it is: it was moved from here', () => {
    expect(asked({ owner: null })('meus hoje')).toMatchObject({ lists: [{ of: { kind: 'today' } }] });
    expect(asked({ owner: null })('meus hoje').notMine).toBeUndefined();
  });
});

describe('where lists have the user’s own rows', () => {
  const find = asked({ isMine: true });
  test('they need no word, and the counts neither', () => {
    expect(find('proposta').names).toEqual(['Ana Prado', 'Caio Nunes']);
    expect(find('parados').names).toEqual(['Davi Rosa', 'Ana Prado']);
    expect(find('').counts?.map(({ count }) => count)).toEqual([1, 0, 0, 2, 0]);
  });
  test.each(['todos parados', 'all stale', 'parados todas'])('“%s” has everybody’s', text => {
    expect(find(text).names).toEqual(['Elis Rosa', 'Davi Rosa', 'Bia Prado', 'Ana Prado']);
  });
  test('names are everybody’s', () => {
    expect(find('prado').names).toEqual(['Ana Prado', 'Bia Prado']);
  });
  test('an empty box says why it counts everybody’s', () => {
    expect(asked({ isMine: true, owner: null })('').notMine).toBe('who');
    expect(asked({ isMine: true, isTold: false })('').notMine).toBeUndefined();
  });
});
