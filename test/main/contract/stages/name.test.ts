import { describe, expect, test } from 'vitest';
import { ending, lost, won } from '../../../../main/contract/stages/end-words.ts';
import { roleInName } from '../../../../main/contract/stages/name.ts';

const open = { role: 'open', sure: true };
const isWon = { role: 'won', sure: true };
const isLost = { role: 'lost', sure: true };
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
    'ClosedWon',
    'closedwon',
    'Won – implantar sem pressa',
    'Vendido – aguardando pagamento',
  ])('%s is won', name => {
    expect(roleInName(name)).toEqual(isWon);
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
    'ClosedLost',
    'closedlost',
    'Cancelou',
    'Em perda',
    'Perdido (sem contato)',
    'Perdido - não respondeu',
    'Cancelado na reunião',
    'Lost to competitor',
    'Loss',
    'Per\u00addido',
  ])('%s is lost', name => {
    expect(roleInName(name)).toEqual(isLost);
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
    'Encerrado',
    'Arquivado',
    'Não ganho',
    'No ganado',
    'Quase ganho',
    'Ganho ou perdido',
    // Doubt in other words, before the end or behind it.
    'Ganho parcial?',
    'Ganho?',
    'Possível ganho',
    'Talvez perdido',
    'Maybe won',
    'Risco de perda',
    'Pré-ganho',
    'Won’t buy',
    "Isn't won",
    'Nem ganho nem perdido',
    'Ganho - não confirmado',
    'Jamais ganho',
    'NãoGanho',
    // Another's gain, a deal that comes back, a meeting that was lost.
    'Won by competitor',
    'Vendido pelo concorrente',
    'Recuperar perdidos',
    'Reativação de perdidos',
    'Win-back',
    'Lost recovered',
    'Reunião perdida',
    'Reunião cancelada - reagendar',
    'Llamada perdida',
    'Perda de contato',
    'Lost contact',
    'Pedido de cancelamento',
    // An end in words that do not say which, or that say it less than for sure.
    'No interesado',
    'Sem interesse',
    'Não qualificado',
    'Not interested',
    'Sem perfil',
    'No-show',
    'Win',
    'Winner',
    'Dead',
    'Morto',
    'Muerto',
    'Lixo',
    'Junk',
    'Spam',
    'Unqualified',
    'Unsold',
    'Abandonado',
    'Dropped',
    'Desinteressado',
    'Declinado',
    'Failed',
    'Falha',
    'Fallido',
    'Convertido',
    'Converted',
    'Comprou',
    'Pedido',
    'Assinou',
    'Cierre',
    'Logrado con éxito',
    'Ghosted',
    '✅',
    '❌',
    '🏆 Clube',
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
    'Agendar un demo',
    'Reunião',
    'Contato',
    'Interessado',
    'Qualificado',
    'Pré-qualificação',
    '🔥 Quente',
    'WhatsApp',
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

test('no word says two things of an end', () => {
  const lists = [[...won], [...lost], [...ending]];
  const all = lists.flat();
  expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([]);
});
