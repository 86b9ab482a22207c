import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exhaustive } from '../bench/search/exhaustive.ts';
import { loadPack, type Pack } from '../bench/search/pack/load-pack.ts';
import { scoreOf } from '../bench/search/pack/score-pack.ts';
import type { Searcher } from '../bench/search/searcher.ts';

const row = (id: string, name: string, updatedAt: number) => ({
  id,
  name,
  company: 'Olaria Morro Alto',
  email: '',
  phone: '',
  updatedAt,
  stage: { role: 'open' },
});
const rows = [
  row('opp_1', 'Tarsila Vilhena', 1),
  row('opp_2', 'Ubirajara Quental', 2),
  row('opp_3', 'Tadeu Lins', 3),
];
const texts = [
  { class: 'exact: full name', text: 'tarsila vilhena', want: ['opp_1'], keys: true },
  { class: 'exact: begun', text: 'quen', want: ['opp_2'] },
  { class: 'mail part: domain', text: 'zzz', want: ['opp_3'] },
];
const letters = [
  { text: 't', want: ['opp_3', 'opp_1'], hot: ['opp_3', 'opp_1', 'opp_2'] },
  { text: 'u', want: ['opp_2'], hot: ['opp_2'] },
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-pack-'));
  keep('rows.jsonl', rows);
  keep('queries.jsonl', texts);
  keep('letters.jsonl', letters);
});
afterEach(() => rmSync(folder, { recursive: true }));

function keep(file: string, lines: readonly unknown[]): void {
  writeFileSync(join(folder, file), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}

function loaded(): Pack {
  const pack = loadPack(folder);
  if (!pack.ok) throw new Error(JSON.stringify(pack.failure));
  return pack.value;
}

/** Finds what it is told to, and notes what it was asked for. */
function told(answers: Readonly<Record<string, readonly string[]>>) {
  const limits = new Set<number>();
  const searcher: Searcher = {
    name: 'told',
    build: () => {},
    find(text, limit) {
      limits.add(limit);
      return answers[text] ?? [];
    },
  };
  return { searcher, limits };
}

test('a pack is read as rows, texts and letters', () => {
  const pack = loaded();
  expect(pack.rows.map(({ id, name, updatedAt, stage }) => [id, name, updatedAt, stage.role])).toEqual([
    ['opp_1', 'Tarsila Vilhena', 1, 'open'],
    ['opp_2', 'Ubirajara Quental', 2, 'open'],
    ['opp_3', 'Tadeu Lins', 3, 'open'],
  ]);
  expect(pack.texts.map(({ text, keys }) => [text, keys])).toEqual([
    ['tarsila vilhena', true],
    ['quen', false],
    ['zzz', false],
  ]);
  expect(pack.letters).toEqual(letters);
});

test('a text counts as found with one of its rows among the first five, by group and by kind', () => {
  const { searcher, limits } = told({
    'tarsila vilhena': ['a', 'b', 'c', 'd', 'opp_1'],
    quen: ['a', 'b', 'c', 'd', 'e', 'opp_2'],
  });
  const { recall5, kinds, missed } = scoreOf(searcher, loaded());
  expect(recall5).toEqual({ exact: 50, 'mail part': 0 });
  expect(kinds).toEqual({ 'exact: full name': 100, 'exact: begun': 0, 'mail part: domain': 0 });
  expect(missed.map(({ text, found }) => [text.text, found])).toEqual([
    ['quen', ['a', 'b', 'c', 'd', 'e']],
    ['zzz', []],
  ]);
  expect([...limits]).toEqual([5]);
});

test('letters count the wanted ones of the first five, each text as much as it has hot rows', () => {
  const { searcher } = told({ t: ['opp_1', 'opp_3', 'a', 'b', 'c'], u: ['a', 'b', 'c', 'd', 'e', 'opp_2'] });
  const { letters_overlap, letters_overlap_plain } = scoreOf(searcher, loaded());
  expect(letters_overlap).toBe(30);
  expect(letters_overlap_plain).toBe(20);
});

test.each([
  ['a member of another type', 'rows.jsonl', [rows[0], { ...rows[1], phone: 7 }], 2, 'phone'],
  ['an id that no row has', 'queries.jsonl', [{ ...texts[0], want: ['opp_9'] }], 1, ''],
  [
    'a class without a kind',
    'queries.jsonl',
    [texts[0], texts[1], { ...texts[2], class: 'exact' }],
    3,
    'class',
  ],
  ['a text without letters', 'letters.jsonl', [{ ...letters[0], text: '' }], 1, 'text'],
])('%s is said with its file and line', (_, file, lines, line, at) => {
  keep(file, lines);
  expect(loadPack(folder)).toMatchObject({ ok: false, failure: { file, line, at } });
});

test('a file that is missing, or holds no JSON, is said', () => {
  rmSync(join(folder, 'letters.jsonl'));
  expect(loadPack(folder)).toMatchObject({ ok: false, failure: { file: 'letters.jsonl', line: 0 } });
  writeFileSync(join(folder, 'letters.jsonl'), 'letters\n');
  expect(loadPack(folder)).toMatchObject({
    ok: false,
    failure: { file: 'letters.jsonl', line: 1, expected: 'JSON' },
  });
});

test.each([
  ['two typos, the others equally far', 'tdaue lims', ['opp_3', 'opp_2', 'opp_1']],
  ['a beginning with a typo', 'uboraj', ['opp_2', 'opp_3', 'opp_1']],
  ['the latest first where all are alike', 'olaria', ['opp_3', 'opp_2', 'opp_1']],
  ['digits within a phone', '7788', ['opp_1', 'opp_3', 'opp_2']],
])('the exhaustive ranker orders all rows by edits: %s', (_, text, order) => {
  const searcher = exhaustive();
  keep('rows.jsonl', [{ ...rows[0], phone: '(11) 7-7889' }, rows[1], rows[2]]);
  searcher.build(loaded().rows);
  expect(searcher.find(text, 5)).toEqual(order);
  expect(searcher.find(text, 1)).toEqual(order.slice(0, 1));
});

const script = join(import.meta.dirname, '../bench/search/bench.ts');
const run = ['--expose-gc', '--disable-warning=ExperimentalWarning', script, '--json', '--pack'];

test('the benchmark prints a pack’s figures as one line, and what was missed in words', () => {
  const line = execFileSync(process.execPath, [...run, folder, '--kinds', '--missed'], { encoding: 'utf8' });
  const figures: unknown = JSON.parse(line);
  expect(figures).toMatchObject({
    name: 'ours',
    rows: 3,
    recall5: { exact: 100, 'mail part': 0 },
    kinds: { 'exact: begun': 100 },
    counts: { exact: 2, 'mail part': 1 },
    letters: 2,
    keystrokes: 'tarsila vilhena'.length,
    missed: [
      { class: 'mail part: domain', text: 'zzz', want: ['Tadeu Lins | Olaria Morro Alto |  | '], found: [] },
    ],
  });
  expect(figures).toEqual(
    expect.objectContaining({
      letters_overlap: 35,
      letters_overlap_plain: 30,
      p50_over_scan: expect.any(Number),
      p95_over_scan: expect.any(Number),
      bytes_per_row: expect.any(Number),
    }),
  );
});

test('the benchmark says in a line where a pack is broken', () => {
  keep('rows.jsonl', [{}]);
  const { status, stderr, stdout } = spawnSync(process.execPath, [...run, folder], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe('--pack: rows.jsonl, line 1, id: expected "id"\n');
});
