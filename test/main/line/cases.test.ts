import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCases } from '../../line/case-file.ts';
import { engineOfWorld } from '../../line/engine.ts';
import { judge } from '../../line/judge.ts';

const { worlds, cases } = readCases(join(import.meta.dirname, '../../line/cases.json'));
const now = Date.UTC(2026, 10, 29, 12);

describe.each(Object.entries(worlds))('a line in the %s world', (name, world) => {
  const engine = engineOfWorld(world, now);
  afterAll(() => engine.close());

  test.each(cases.filter(one => one.world === name).map(one => [one.text.trim().slice(0, 60), one] as const))(
    '“%s”',
    (_, one) => expect(judge(one, engine)).toEqual({ wrong: [], isWrongCommit: false }),
  );
});
