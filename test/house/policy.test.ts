import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const room = join(import.meta.dirname, '../../main/outbox');
const policy = 'model/policy.ts';

/** Without comments, texts and regular expressions. */
const codeOf = (file: string): string =>
  readFileSync(join(room, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, '')
    .replace(/(?<=[(,=] ?)\/(?:[^/\\\n]|\\.)+\/\w*/g, '');

/** Statuses of HTTP are the protocol's; a second has a thousand milliseconds whatever the policy. */
const isFact = (number: number): boolean => number <= 2 || number === 1000 || (number >= 400 && number < 600);

test('every number that the outbox goes by is in its policy', () => {
  const elsewhere = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.ts') && name !== policy)
    .flatMap(file =>
      [...codeOf(file).matchAll(/(?<![\w.])\d[\d_]*(?:\.\d+)?/g)]
        .map(([text]) => Number(text.replaceAll('_', '')))
        .filter(number => !isFact(number))
        .map(number => `${file}: ${number}`),
    );
  expect(elsewhere).toEqual([]);
});
