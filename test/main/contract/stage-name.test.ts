import { describe, expect, test } from 'vitest';
import { roleInName } from '../../../main/contract/stage-name.ts';

const open = { role: 'open', sure: true };
const won = { role: 'won', sure: true };
const lost = { role: 'lost', sure: true };
const unsure = { role: 'open', sure: false };

describe('the role in a stage’s name', () => {
  test.each([
    'won',
    'WON ',
    'Ganho',
    'Ganha 🎉',
    'Fechado (Ganho)',
    'Closed Won',
    'closed_won',
    'Negócio ganho',
    'Vendido',
    'Cierre ganado',
    'Ganamos',
    '7. Ganho no mês',
  ])('%s is won', name => {
    expect(roleInName(name)).toEqual(won);
  });

  test.each([
    'lost',
    'Perdido',
    'Perda',
    'Fechado (Perdido)',
    'Closed lost',
    'discarded',
    'Descartado',
    'Cancelado',
    'Cancelada pelo cliente',
    'Venta perdida',
    'Desqualificado',
    'Perdidos - retomar em 2027',
  ])('%s is lost', name => {
    expect(roleInName(name)).toEqual(lost);
  });

  test.each([
    'Fechado',
    'Fechamento',
    'Closed',
    'Venda',
    'Pós-venda',
    'Contrato assinado',
    'Renovado',
    'Cliente',
    'Concluído',
    'Não ganho',
    'No ganado',
    'Quase ganho',
    'Ganho ou perdido',
  ])('%s may be an end: nobody is sure', name => {
    expect(roleInName(name)).toEqual(unsure);
  });

  test.each([
    'new',
    'Novos',
    'Contato Inicial',
    'Qualificação',
    'qualified',
    'Proposta enviada ',
    'Negociação',
    'Implantação',
    'Wonderful idea',
    'Ganhando espaço',
    'constructor',
    '__proto__',
    '',
    '提案',
  ])('%s is open', name => {
    expect(roleInName(name)).toEqual(open);
  });
});
