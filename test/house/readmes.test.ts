import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingNames } from '../../main/contract/settings.ts';
import { enLater } from '../../renderer/i18n/en-later.ts';
import { esLater } from '../../renderer/i18n/es-later.ts';
import { ptBRLater } from '../../renderer/i18n/pt-br-later.ts';
import { bindings } from '../../renderer/state/bindings.ts';
import { root, textOf } from './source.ts';

const original = 'README.md';
const translations = ['README.pt-BR.md', 'README.es.md'];

const fence = /^```[\s\S]*?^```$/gm;
const unfenced = (file: string): string => textOf(file).replace(fence, '');
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** The parts of a README: its beginning, and what follows each heading. */
const parts = (file: string): string[] => unfenced(file).split(/^(?=#{2,} )/m);

const levels = (file: string): string[] => all(unfenced(file), /^(#+) /gm);
const blocks = (file: string): string[] => textOf(file).match(fence) ?? [];

/** Commands, paths, names and keys, part by part. Where they stand in a sentence is the language's. */
const codes = (file: string): string[][] => parts(file).map(part => all(part, /`([^`\n]+)`/g).sort());

/** The cells in each row of each table, part by part. */
const tables = (file: string): number[][] =>
  parts(file).map(part => (part.match(/^\|.*\|$/gm) ?? []).map(row => row.split(/(?<!\\)\|/).length - 2));

/** How many points each list has, part by part. */
const points = (file: string): number[] => parts(file).map(part => all(part, /^(- )/gm).length);

const links = (file: string): string[] => all(unfenced(file), /\]\(([^)\s]+)\)/g);
const pictures = (file: string): string[] => all(textOf(file), /(?:src|srcset)="([^"]+)"/g);

/** The anchors of a README's headings, as GitHub writes them. */
const anchors = (file: string): string[] =>
  all(unfenced(file), /^#+ (.*)$/gm).map(heading =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Links part by part: an anchor as the number of its heading, those of the line of languages left out. */
const targets = (file: string): string[][] =>
  parts(file).map(part =>
    all(part, /\]\(([^)\s]+)\)/g)
      .filter(link => !/^README/.test(link))
      .map(link => (link.startsWith('#') ? `#${anchors(file).indexOf(link.slice(1))}` : link))
      .sort(),
  );

describe.each(translations)('%s says as much as the English README', file => {
  test('under the same headings', () => {
    expect(levels(file)).toEqual(levels(original));
  });
  test('with the same blocks of code', () => {
    expect(blocks(file)).toEqual(blocks(original));
  });
  test('with the same commands, paths and keys in each part', () => {
    expect(codes(file)).toEqual(codes(original));
  });
  test('with tables of the same rows and columns', () => {
    expect(tables(file)).toEqual(tables(original));
  });
  test('with lists of as many points', () => {
    expect(points(file)).toEqual(points(original));
  });
  test('with the same links in each part', () => {
    expect(targets(file)).toEqual(targets(original));
  });
  test('with the same pictures', () => {
    expect(pictures(file)).toEqual(pictures(original));
  });
});

describe.each([original, ...translations])('%s', file => {
  test('leads to the other languages in its third line', () => {
    const others = [original, ...translations].filter(other => other !== file);
    expect(all(textOf(file).split('\n')[2] ?? '', /\]\(([^)\s]+)\)/g)).toEqual(others);
  });
  test('leads to headings and files that exist', () => {
    const missing = links(file)
      .filter(link => !link.startsWith('http'))
      .filter(link =>
        link.startsWith('#') ? !anchors(file).includes(link.slice(1)) : !existsSync(join(root, link)),
      );
    expect(missing).toEqual([]);
  });
});

/** The popup's own words for what a reader is led to. */
const named = [
  ...settingNames,
  ...(['forget', 'diagnostics', 'showLogs', 'erase', 'keyRemoveErase', 'stageSettings', 'export'] as const),
  ...(['answer_retry', 'answer_keep-theirs', 'answer_send-mine', 'updateLater'] as const),
];

test.each([
  { file: original, words: enLater },
  { file: 'README.pt-BR.md', words: ptBRLater },
  { file: 'README.es.md', words: esLater },
])('$file names settings and buttons as the popup does', ({ file, words }) => {
  const text = textOf(file);
  expect(named.map(name => words[name]).filter(word => !text.includes(word))).toEqual([]);
});

test('every key that the help explains stands in the README', () => {
  const signs = { Mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', Escape: 'Esc' };
  const shown = (key: string): string =>
    Object.entries(signs).reduce((text, [name, sign]) => text.replace(name, sign), key);
  const explained = bindings
    // Any letter: the key of this one stands for all of them.
    .filter(({ help }) => help !== undefined && help !== 'key_letter')
    .map(({ keys: [key = ''] }) => shown(key));
  const said = codes(original).flat();
  expect(explained.filter(key => !said.includes(key))).toEqual([]);
});
