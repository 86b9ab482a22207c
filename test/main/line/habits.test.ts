import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readCases } from '../../line/case-file.ts';
import { engineOfWorld } from '../../line/engine.ts';
import { pressKeys } from '../../line/hands.ts';
import { faultOf } from '../../line/meant.ts';

const { worlds } = readCases(join(import.meta.dirname, '../../line/cases.json'));
const now = Date.UTC(2026, 10, 29, 12);

/** Keys that people press without thinking, and those that choose. */
const habits = ['Enter', 'Enter', 'Shift+Enter', 'Mod+Z', 'Escape', 'Backspace'];
const choices = ['ArrowDown', 'ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowUp', '1', '4', '6', 'Mod+Enter'];

describe.each(Object.entries(worlds))('keys pressed by habit in the %s world', (_, world) => {
  const engine = engineOfWorld(world, now);
  afterAll(() => engine.close());
  const stages = world.pipelines.flatMap(one => one.stages.map(({ name }) => name));
  const said = 'won ganho ganhou perdeu gan perd prop negociando fech #3 #6 #9 lsot'.split(' ');
  const other = ['para', '->', 'em', '>30k', 'parados', 'hoje', 'meus', '//'];
  const names = world.rows.flatMap(({ name, company }) => [
    name,
    company,
    ...`${name} ${company}`.split(' '),
  ]);
  const text = fc
    .oneof(
      fc.constantFrom(...names),
      fc
        .tuple(fc.constantFrom(...names), fc.nat(4))
        .map(([name, cut]) => name.slice(0, Math.max(2, name.length - cut))),
      fc.constantFrom(...said, ...stages),
      fc.constantFrom(...other),
    )
    .map(one => one.toLowerCase());
  const name = fc.tuple(fc.constantFrom(...names), fc.nat(12), fc.nat(4)).map(([name, at, slips]) => {
    const swapped = `${name.slice(0, at)}${name[at + 1] ?? ''}${name[at] ?? ''}${name.slice(at + 2)}`;
    return (slips > 0 ? name : swapped).toLowerCase();
  });
  const words = fc.array(text, { minLength: 1, maxLength: 3 });
  const end = fc.constantFrom(...said, ...stages.map(name => name.toLowerCase()));
  const line = fc
    .tuple(
      name,
      fc.constantFrom('', '', 'para', '->'),
      end,
      fc.constantFrom(...habits, 'ArrowDown'),
      fc.boolean(),
    )
    .map(([name, filler, said, key, isFirst]) =>
      ['Clear', ...(isFirst ? [said, filler, name] : [name, filler, said]), key, 'Enter'].filter(Boolean),
    );
  const key = fc.constantFrom(...habits, ...choices, 'Clear').map(key => [key]);
  const keys = fc
    .array(fc.oneof(line, line, words, key, key), { minLength: 2, maxLength: 8 })
    .map(groups => groups.flat());

  test('move nothing that was not named, or chosen, and take nothing back while there is text', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (keys, isSlow) => {
        const faults = pressKeys(engine, keys, isSlow).flatMap(one => {
          const fault = faultOf(world, engine, one);
          return fault === null ? [] : [`${one.key} after “${one.before.search.text}”: ${fault}`];
        });
        expect(faults, keys.join(' · ')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
