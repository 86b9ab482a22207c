import { expect, test } from 'vitest';
import { digitsOf } from '../../../../main/contract/stages/digits.ts';
import { roleOf } from '../../../../main/contract/stages/name.ts';

const digits = (...names: string[]) => digitsOf(names.map(name => ({ name, role: roleOf(name) })));

test('a digit is a stage’s place, and from the tenth on there is none', () => {
  expect(digits('Novo', 'Proposta', 'Ganho')).toEqual([1, 2, 3]);
  expect(digits(...Array.from({ length: 11 }, (_, at) => `Etapa ${'abcdefghijk'[at]}`)).slice(8)).toEqual([
    9,
    null,
    null,
  ]);
  expect(digits()).toEqual([]);
});

test.each([
  [
    ['1. Novo', '2. Contato', '4. Proposta', 'Ganho', 'Perdido'],
    [1, 2, 4, 5, 6],
  ],
  [
    ['01 - Novo', '(2) Contato', '#3 Proposta', '5 - Ganho', '4 - Perdido'],
    [1, 2, 3, 5, 4],
  ],
  [
    ['2º contato', '1º contato', 'Ganho'],
    [2, 1, 3],
  ],
  [
    ['0 - Base', '1 - Contato', '10 - Proposta', 'Ganho'],
    [null, 1, null, null],
  ],
] as const)('%j are numbered: the digits are %j', (names, expected) =>
  expect(digits(...names)).toEqual(expected),
);

test.each([
  [['Novo', '1º contato', '2º contato']],
  [['10% Novo', '50% Proposta', '90% Negociação']],
  [['1. Novo', '1. Contato']],
  [['5. Novo', 'Ganho']],
] as const)('%j are not: the digits are their places', names =>
  expect(digits(...names)).toEqual(names.map((_, at) => at + 1)),
);
