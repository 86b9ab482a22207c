import { expect, test } from 'vitest';
import { nameIn } from '../../../main/line/reading.ts';
import { pipeline } from '../../renderer/support/samples.ts';

test.each([
  ['acme won', 'acme'],
  ['acme prop', 'acme'],
  ['acme sul #3', 'acme sul'],
  ['ganhou acme', 'acme'],
  ['acme → perdido', 'acme'],
  ['acme sul', 'acme sul'],
  ['acme pr', 'acme pr'],
  ['won', 'won'],
])('the name in “%s” is “%s”', (line, name) => expect(nameIn(line, pipeline)).toBe(name));
