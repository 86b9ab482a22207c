import { describe, expect, test } from 'vitest';
import { textOf } from './source.ts';

/** The last cell of each row of the threat model: a test file and the name of a test in it, or an admission. */
const held = [...textOf('SECURITY.md').matchAll(/^\|.*\|.*\| (`test\/.*|not defended) \|$/gm)].map(
  ([, cell = '']) => cell,
);
const rows = [...textOf('SECURITY.md').matchAll(/^\|.*\|.*\|.*\|$/gm)].filter(
  ([row]) => !/^\| (-|what (it|they) would)/.test(row),
);

describe('each line of the threat model', () => {
  test('says which test holds it, or that it is not defended', () => {
    expect(held.length).toBe(rows.length);
    expect(held.length).toBeGreaterThan(20);
  });

  test.each(held.filter(cell => cell !== 'not defended'))('%s', cell => {
    const [, file = '', name = ''] = /^`([^`]+)` (.+)$/.exec(cell) ?? [];
    expect(textOf(file)).toContain(`'${name}'`);
  });

  test('is called not defended in its own words where no test holds it', () => {
    const silent = rows.filter(
      ([row]) => row.endsWith('| not defended |') && !/\*\*not defended\*\*|nothing of ours/.test(row),
    );
    expect(silent.map(([row]) => row)).toEqual([]);
  });
});
