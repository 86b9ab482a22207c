import { expect, test } from 'vitest';
import { offeredText } from '../../../main/usecase/offered-text.ts';

const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const offered = (text: string) => offeredText(text, id => id === uuid);
const mailAround = (line: string) => `Olá Ana,\n\nsegue o que você pediu:\n${line}\n\nAbraço,\nBruno`;

test.each([
  ['a name', 'João Pedro Silva', 'João Pedro Silva'],
  ['blanks and line breaks around it', '  \n João Pedro\r\n', 'João Pedro'],
  ['a stage beside a name', 'acme ganho', 'acme ganho'],
  ['80 letters', 'a'.repeat(80), 'a'.repeat(80)],
])('a short line is offered as it is: %s', (_, clipboard, text) => {
  expect(offered(clipboard)).toBe(text);
});

test.each([
  ['an id', mailAround('opp_2f8c1e7a90b4'), 'opp_2f8c1e7a90b4'],
  ['a known id without a prefix', mailAround(`ref. ${uuid.toUpperCase()} ok`), uuid],
  ['a link', mailAround(`https://app.getraze.co/crm/deals/${uuid}?tab=1`), uuid],
  ['the same id twice', mailAround(`opp_2f8c1e7a90b4\nopp_2f8c1e7a90b4`), 'opp_2f8c1e7a90b4'],
  ['an e-mail', mailAround('Contato: <Joao.Silva@Acme.com.br>.'), 'joao.silva@acme.com.br'],
  ['a phone', mailAround('Tel.: +55 (11) 98765-4321'), '+55 (11) 98765-4321'],
  ['a phone without its country', mailAround('fone 11 3456-7890'), '11 3456-7890'],
  [
    'an id beside an address and a phone',
    mailAround('a@b.example 11 3456-7890 opp_2f8c1e7a90b4'),
    'opp_2f8c1e7a90b4',
  ],
  ['a phone in a line that is long', `${'palavra '.repeat(12)}+351 912 345 678`, '+351 912 345 678'],
])('of a longer text the one thing that names a row is offered: %s', (_, clipboard, text) => {
  expect(offered(clipboard)).toBe(text);
});

test.each([
  ['nothing', ' \n '],
  ['nothing that names a row', mailAround('até amanhã')],
  ['two ids', mailAround('opp_2f8c1e7a90b4 opp_2f8c1e7a90b5')],
  ['two addresses', mailAround('a@b.example, c@d.example')],
  ['an address and a phone', mailAround('a@b.example 11 3456-7890')],
  ['a date and an amount', mailAround('30/11/2026 10:30, R$ 1.234.567,89')],
  ['a tax number', mailAround('CPF 123.456.789-09, CNPJ 12.345.678/0001-90')],
  ['a card’s number', mailAround('4111 1111 1111 1111')],
  ['81 letters', 'a'.repeat(81)],
  ['an API key', 'gr_live_Ab-12_cd'],
  ['an API key in hidden letters', 'gr_li\u200Bve_Ab-12_cd'],
  ['a key among other text', mailAround('opp_2f8c1e7a90b4 lr_test_Ab-12_cd')],
])('no text is offered where the clipboard holds %s', (_, clipboard) => {
  expect(offered(clipboard)).toBeNull();
});
