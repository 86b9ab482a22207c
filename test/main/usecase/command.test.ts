import { describe, expect, test } from 'vitest';
import {
  defaultPipeline,
  documentedStages,
  type Pipeline,
  type StageId,
} from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/stage-name.ts';
import { commandsIn, meaningOf, searchIn } from '../../../main/usecase/command.ts';

const pipeline = (...names: string[]): Pipeline => ({
  id: defaultPipeline,
  name: 'Default',
  stages: names.map(name => ({ id: name as StageId, name, role: roleOf(name) })),
  ordered: true,
  unsure: [],
  reasons: [],
  wonOnBoard: null,
});
const documented = pipeline(...documentedStages);

describe('commandsIn', () => {
  test('a single word is a search', () => expect(commandsIn('proposal')).toEqual([]));
  test('the last words may be a stage, the longest reading first', () =>
    expect(commandsIn('silva acme fechado ganho')).toEqual([
      { search: 'silva', stage: 'acme fechado ganho' },
      { search: 'silva acme', stage: 'fechado ganho' },
      { search: 'silva acme fechado', stage: 'ganho' },
    ]));
  test('two letters name no stage', () => expect(commandsIn('acme pr')).toEqual([]));
  test('a number sign and a digit do', () =>
    expect(commandsIn('acme #3')).toEqual([{ search: 'acme', stage: '#3' }]));
});

describe('searchIn', () => {
  test.each([
    ['acme won', 'acme'],
    ['acme prop', 'acme'],
    ['acme sul #3', 'acme sul'],
    ['acme sul', 'acme sul'],
    ['acme pr', 'acme pr'],
    ['won', 'won'],
  ])('"%s" searches for "%s"', (line, search) => expect(searchIn(line, documented)).toBe(search));
});

/** The stage that the words mean there. */
const stageMeant = (...asked: Parameters<typeof meaningOf>) => meaningOf(...asked)?.stage ?? null;

describe('the stage that is meant', () => {
  test.each([
    ['prop', 'proposal'],
    ['proposta', 'proposal'],
    ['ganho', 'won'],
    ['GANHO', 'won'],
    ['ganado', 'won'],
    ['perd', 'lost'],
    ['negociação', 'negotiation'],
    ['con', 'contacted'],
    ['#1', 'new'],
    ['#7', 'lost'],
  ])('%s is %s', (words, stage) => expect(stageMeant(words, documented)?.id).toBe(stage));
  test.each(['#8', 'acme', 'xyz'])('%s is none', words => expect(stageMeant(words, documented)).toBeNull());
  test.each([
    ['fechado ganho', 'Fechado (Ganho)'],
    ['fechado (per', 'Fechado (Perdido)'],
    ['contato-inicial', 'Contato Inicial'],
  ])('%s is %s, with its signs and blanks or without', (words, name) =>
    expect(stageMeant(words, pipeline('Contato Inicial', 'Fechado (Ganho)', 'Fechado (Perdido)'))?.name).toBe(
      name,
    ),
  );
  test.each([
    ['#4', '4. Proposta'],
    ['#5', 'Ganho'],
  ])('%s is %s where the stages are numbered: what the picker’s digit means', (words, name) =>
    expect(stageMeant(words, pipeline('1. Novo', '2. Contato', '4. Proposta', 'Ganho'))?.name).toBe(name),
  );
  test('what two stages begin with is none', () =>
    expect(stageMeant('proposta', pipeline('Proposta enviada', 'Proposta aceita'))).toBeNull());
  test('the server’s own words count, without accents', () =>
    expect(stageMeant('reuniao', pipeline('Reunião marcada', 'Ganho'))?.name).toBe('Reunião marcada'));
  test('a stage called as what every object has is a stage', () =>
    expect(stageMeant('const', pipeline('constructor', '__proto__'))?.name).toBe('constructor'));
  describe('where the vendor’s board calls another stage Won', () => {
    const board = (...names: string[]): Pipeline => ({
      ...pipeline(...names),
      wonOnBoard: 'qualified' as StageId,
    });
    test.each(['ganho', 'won', 'ganado', 'ganh'])('%s is the stage won', words =>
      expect(stageMeant(words, board('qualifying', 'qualified', 'won'))?.id).toBe('won'),
    );
    test.each(['ganho', 'won', 'ganado'])('%s is that one where there is no stage won', words =>
      expect(stageMeant(words, board('qualifying', 'qualified', 'lost'))?.id).toBe('qualified'),
    );
    test('qualificado is never the stage won', () =>
      expect(stageMeant('qualificado', board('qualifying', 'qualified', 'won'))?.id).toBe('qualified'));
  });
  test('the exact name wins over longer ones', () =>
    expect(stageMeant('lead', pipeline('Lead', 'Lead quente'))?.name).toBe('Lead'));
});
