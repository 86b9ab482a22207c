import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wordsOf } from '../bench/search/make-pack/fits.ts';
import { makePack } from '../bench/search/make-pack/make-pack.ts';
import { writePack } from '../bench/search/make-pack/write-pack.ts';
import { loadPack } from '../bench/search/pack/load-pack.ts';

const made = makePack(11, 1500);
const { rows, texts, letters } = made;

test('a seed makes the same rows and texts each time, another seed makes others', () => {
  expect(makePack(11, 300)).toEqual(makePack(11, 300));
  expect(makePack(12, 300).texts.map(({ text }) => text)).not.toEqual(
    makePack(11, 300).texts.map(({ text }) => text),
  );
});

test('a made pack is read back as it was made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raze-pack-'));
  writePack(folder, made);
  const read = loadPack(folder);
  rmSync(folder, { recursive: true });
  expect(read).toMatchObject({
    ok: true,
    value: { texts, letters, rows: rows.map(({ id, name, phone }) => ({ id, name, phone })) },
  });
});

test('every kind of every group is there, and means one to five rows', () => {
  const kinds = Map.groupBy(texts, text => text.class.split(': ')[0]);
  expect(
    Object.fromEntries([...kinds].map(([group, all]) => [group, new Set(all.map(text => text.class)).size])),
  ).toEqual({
    exact: 10,
    accents: 6,
    'one typo': 11,
    'two typos': 3,
    spaces: 6,
    'human words': 10,
    titles: 2,
    'title numbers': 2,
    'phone kept': 9,
    'phone otherwise': 11,
    'mail part': 3,
    'mail otherwise': 4,
    cjk: 2,
    'other scripts': 1,
  });
  expect(texts.filter(({ want }) => want.length < 1 || want.length > 5)).toEqual([]);
});

const rowOf = new Map(rows.map(row => [row.id, row]));
const wordsIn = (id: string): string[] => {
  const row = rowOf.get(id);
  return wordsOf(`${row?.name} ${row?.company} ${row?.email} ${id}`);
};
const fits = (text: string, id: string): boolean =>
  wordsOf(text).every(term => wordsIn(id).some(word => word.startsWith(term)));

test('exact texts fit their rows as they stand, those with typos and misplaced spaces none', () => {
  const groups = (...names: string[]) => texts.filter(text => names.includes(text.class.split(':')[0] ?? ''));
  const exact = groups('exact', 'titles');
  expect(exact.filter(({ text, want }) => !want.every(id => fits(text, id)))).toEqual([]);
  const wrong = groups('one typo', 'two typos', 'spaces');
  expect(wrong.filter(({ text, want }) => want.some(id => fits(text, id)))).toEqual([]);
});

test('last digits mean all rows one of whose numbers ends so', () => {
  const numbersOf = (phone: string): string[] =>
    phone
      .replace(/ (ramal|r\.|ext) \d+/g, '')
      .split('/')
      .map(number => number.replace(/\D/g, ''));
  const last = texts.filter(text => /last \d digits/.test(text.class));
  expect(last.map(({ want }) => want)).toEqual(
    last.map(({ text }) =>
      rows
        .filter(({ phone }) => numbersOf(phone).some(number => number.endsWith(text.replace('-', ''))))
        .map(({ id }) => id),
    ),
  );
});

test('letters mean names that begin so, the latest touched first, open ones thirty days later', () => {
  const touched = (id: string): number => {
    const row = rowOf.get(id);
    return (row?.updatedAt ?? 0) + (row?.stage.role === 'open' ? 30 * 24 * 3600 * 1000 : 0);
  };
  expect(letters.length).toBeGreaterThan(20);
  for (const { text, want, hot } of letters) {
    expect(want).toHaveLength(5);
    expect(want.map(touched)).toEqual(want.map(touched).sort((a, b) => b - a));
    expect([...want, ...hot].filter(id => !wordsOf(rowOf.get(id)?.name ?? '')[0]?.startsWith(text))).toEqual(
      [],
    );
  }
});
