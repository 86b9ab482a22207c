import { expect, test } from 'vitest';
import type { AnyCase } from '../conformance/case.ts';
import { areas } from '../conformance/cases/cases.ts';
import { electronHands } from '../conformance/electron/hands.ts';
import { textOf } from './source.ts';

test('CONTRIBUTING counts the cases of each area, and what Electron’s driver has no hand for', () => {
  const rows = [
    ...textOf('CONTRIBUTING.md').matchAll(
      /^\| ([^|]+) \| [^|]+ \| (\d+) \| ([^|]+) \| never run \| (\d+|–) \|$/gm,
    ),
  ];
  const hands = electronHands({} as never, () => Promise.reject(new Error('no page')));
  const canNot = (one: AnyCase): boolean =>
    one.needs?.some(hand => hand !== 'press' && hands[hand] === undefined) === true ||
    one.under?.some(circumstance => circumstance !== 'asar') === true;
  expect(
    rows.map(([, area, read, , without]) => [area, Number(read), Number(without?.replace('–', '0'))]),
  ).toEqual(areas.map(({ area, cases }) => [area, cases.length, cases.filter(canNot).length]));
});
