import { expect, test } from 'vitest';
import { makePack } from '../../bench/search/make-pack/make-pack.ts';
import { ours } from '../../bench/search/ours.ts';
import { opportunityOf } from '../../bench/search/pack/load-pack.ts';
import { scoreOf } from '../../bench/search/pack/score-pack.ts';

/** Percent of texts whose row is among the first five, below which a group does not fall. */
const floors: Readonly<Record<string, number>> = {
  exact: 99,
  accents: 98,
  'one typo': 98,
  'two typos': 98,
  spaces: 97,
  'human words': 97,
  titles: 97,
  'title numbers': 97,
  'phone kept': 99,
  'phone otherwise': 98,
  'mail part': 98,
  'mail otherwise': 96,
  cjk: 98,
  'other scripts': 100,
};
const lettersFloor = 95;

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
