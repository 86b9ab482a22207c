import { describe, expect, test } from 'vitest';
import {
  defaultPipeline,
  documentedStages,
  type Pipeline,
  type StageId,
} from '../../../../main/contract/model.ts';
import { roleOf } from '../../../../main/contract/stages/name.ts';
import { stagesMeant } from '../../../../main/contract/stages/words.ts';

const pipeline = (...names: string[]): Pipeline => ({
  id: defaultPipeline,
  name: 'Default',
  stages: names.map(name => ({ id: name as StageId, name, role: roleOf(name) })),
  ordered: true,
  unsure: [],
  reasons: [],
  wonOnBoard: null,
});
/** The only stage that the words mean; null where none or several. */
const stageMeant = (words: string, board: Pipeline) => {
  const { stages = [] } = stagesMeant(words, board) ?? {};
  return stages.length === 1 ? (stages[0] ?? null) : null;
};
const documented = pipeline(...documentedStages);

describe('the stage that words mean', () => {
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
  test.each(['negociação', 'negociando', 'negotiation', 'in negotiation', 'negoc'])(
    '%s is “Em negociação”, whose first word people leave out',
    words =>
      expect(stageMeant(words, pipeline('Novo', 'Em negociação', 'Ganho'))?.name).toBe('Em negociação'),
  );
  test('a name in full decides before one without its first word', () =>
    expect(stageMeant('negociação', pipeline('Negociação', 'Em negociação'))?.name).toBe('Negociação'));
  test('“no” is never left out', () =>
    expect(stageMeant('interesado', pipeline('Nuevo', 'No interesado'))).toBeNull());
  test.each([
    ['negociações', 'Negociação'],
    ['contatos iniciais', 'Contato inicial'],
    ['citas agendadas', 'Cita agendada'],
  ])('%s is the plural of %s, which closes nothing by itself', (words, name) => {
    const board = pipeline('Negociação', 'Contato inicial', 'Cita agendada');
    expect(stagesMeant(words, board)).toMatchObject({ stages: [{ name }], naming: 'typo' });
  });
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

  test.each([
    ['fech', ['Fechado (Ganho)', 'Fechado (Perdido)'], 'part'],
    ['fechado', ['Fechado (Ganho)', 'Fechado (Perdido)'], 'whole'],
    ['fechou', ['Fechado (Ganho)'], 'whole'],
    ['perdeu', ['Fechado (Perdido)'], 'whole'],
    ['perdeuu', ['Fechado (Perdido)'], 'typo'],
    ['proposal', ['Proposta'], 'whole'],
    ['mandei proposta', ['Proposta'], 'whole'],
    ['propsota', ['Proposta'], 'typo'],
    ['pro', ['Proposta'], 'part'],
  ])('%s is %j, by %s', (words, names, naming) => {
    const board = pipeline('Novos', 'Proposta', 'Fechado (Ganho)', 'Fechado (Perdido)');
    const meant = stagesMeant(words, board);
    expect([meant?.stages.map(({ name }) => name), meant?.naming]).toEqual([names, naming]);
  });
  test('a word for an end means no stage where several have that role and none is named so', () => {
    const board = pipeline('Novos', 'Perdido - preço', 'Perdido - prazo');
    expect(stagesMeant('perdeu', board)).toBeNull();
    expect(stagesMeant('perdido', board)?.stages).toHaveLength(2);
  });
  test.each([
    ['fech', 'won'],
    ['clos', 'won'],
    ['closed', 'won'],
    ['closed l', 'lost'],
    ['fechado perd', 'lost'],
    ['mandei', 'proposal'],
  ])('%s is %s: of several words the first means a stage only when it is whole', (words, name) =>
    expect(stageMeant(words, documented)?.name).toBe(name),
  );
  test('a word for losing means the stage that is named so', () =>
    expect(stageMeant('perdi', pipeline('won', 'lost', 'discarded'))?.name).toBe('lost'));
});
