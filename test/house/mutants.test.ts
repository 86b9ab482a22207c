import { expect, test } from 'vitest';
import { type Area, areas, filesOf, isArea } from '../mutation/areas.ts';
import { changesAt } from '../mutation/changes.ts';
import { equivalents } from '../mutation/equivalent.ts';
import { mutantsOf } from '../mutation/mutants.ts';
import { filesUnder, parse, walk } from './source.ts';

/** The text with each of its changes made alone. */
function mutated(text: string): string[] {
  const found: string[] = [];
  walk(parse('sample.ts', text), place => {
    for (const { start, end, put } of changesAt(place, text))
      found.push(text.slice(0, start) + put + text.slice(end));
    return true;
  });
  return found;
}

test.each([
  ['a condition is turned round', 'if (a) b = c;', ['if (!(a)) b = c;']],
  ['a negation loses its sign', 'const a = !b;', ['const a = b;']],
  ['an equality outside a condition is turned round', 'const a = b === c;', ['const a = b !== c;']],
  ['a boundary moves by one', 'const a = b < c;', ['const a = b <= c;']],
  ['a sum becomes a difference', 'const a = b + 1;', ['const a = b - 1;']],
  ['and becomes or', 'const a = b && c;', ['const a = b || c;']],
  ['a boolean becomes the other one', 'const a = true;', ['const a = false;']],
  ['a text becomes empty', "const a = 'b';", ["const a = '';"]],
  ['the text of a bug is left alone', "throw new Error('b');", []],
  ['an optional chain is taken for granted', 'const a = b?.c;', ['const a = b.c;']],
  ['an optional call is taken for granted', 'const a = b?.();', ['const a = b();']],
  [
    'an early return goes',
    'function f() { if (a) return; g = h; }',
    ['function f() { ; g = h; }', 'function f() { if (!(a)) return; g = h; }'],
  ],
  ['a call goes', 'f(a);', [';']],
  ['a call for the types alone is left alone', 'assertNever(a);', []],
])('%s', (_why, text, expected) => {
  expect(mutated(text)).toEqual(expected);
});

test('every folder of an area has files, and every one of its tests has tests', () => {
  const code = Object.values(areas).flatMap(area => area.code);
  const tests = Object.values(areas).flatMap(area => area.tests);
  expect(code.filter(folder => filesUnder([folder]).length === 0)).toEqual([]);
  expect(tests.filter(folder => filesUnder([`test/${folder}`], /\.test\.ts$/).length === 0)).toEqual([]);
});

test('every mutant that is called equivalent is one of today', () => {
  const mutants = Object.keys(areas)
    .filter(isArea)
    .flatMap((area: Area) => filesOf(area).flatMap(file => mutantsOf(area, file)));
  const names = new Set(mutants.map(({ file, code, change }) => `${file} ${change} ${code}`));
  expect(equivalents.filter(({ file, code, change }) => !names.has(`${file} ${change} ${code}`))).toEqual([]);
});
