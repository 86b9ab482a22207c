import { expect, test } from 'vitest';
import { makePack } from '../../bench/search/make-pack/make-pack.ts';
import { ours } from '../../bench/search/ours.ts';
import { opportunityOf } from '../../bench/search/pack/load-pack.ts';
import { scoreOf } from '../../bench/search/pack/score-pack.ts';

/** Percent of texts whose row is among the first five, below which a group does not fall. */
const floors: Readonly<Record<string, number>> = {
  exact: 99,
  accents: 98,
  'one typo': 97,
  'two typos': 92,
  spaces: 48,
  'human words': 28,
  titles: 97,
  'title numbers': 62,
  'phone kept': 90,
  'phone otherwise': 28,
  'mail part': 93,
  'mail otherwise': 58,
  cjk: 70,
  'other scripts': 100,
};
const lettersFloor = 90;

test('what people type is found, group by group', () => {
  const { rows, texts, letters } = makePack(31, 2000);
  const searcher = ours();
  const pack = { rows: rows.map(opportunityOf), texts, letters };
  searcher.build(pack.rows);
  const { recall5, letters_overlap } = scoreOf(searcher, pack);
  const low = Object.entries(floors).filter(([group, floor]) => (recall5[group] ?? 0) < floor);
  expect(low.map(([group, floor]) => `${group} ${recall5[group]} < ${floor}`)).toEqual([]);
  expect(letters_overlap).toBeGreaterThanOrEqual(lettersFloor);
});
