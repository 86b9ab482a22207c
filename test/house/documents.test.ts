import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder, root, textOf } from './source.ts';

const documents = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'README.md',
  'README.pt-BR.md',
  'README.es.md',
  'SECURITY.md',
];

/** What stands in backticks in the text or in a table, fenced blocks left out. */
const quoted = (document: string): string[] =>
  [
    ...textOf(document)
      .replace(/^```[\s\S]*?^```/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, text = '']) => text);

/** A path is written from the project's root, from `main` or from `renderer`; the extension may be left out. */
const starts = ['', 'main/', 'renderer/'];
const ends = ['', '.ts', '.tsx', '.mjs'];
const isThere = (path: string): boolean =>
  starts.some(start => ends.some(end => existsSync(join(root, `${start}${path}${end}`))));

const isPath = (text: string): boolean => /^[\w.-]+(\/[\w.-]+)*\/?$/.test(text) && text.includes('/');
const isFileName = (text: string): boolean => /^[\w-]+(\.[\w-]+)*\.(tsx?|mjs|json)$/.test(text);

/** Named as what is not here: `index.ts` barrels, `utils/`, Electron's `safeStorage`. What begins with `dist/` a build makes. */
const elsewhere = ['utils/', 'index.ts', 'safeStorage'];

const fileNames = new Set(
  filesUnder(['main', 'renderer', 'test', 'script'], /\.(tsx?|mjs|json)$/).map(
    file => file.split('/').at(-1) ?? file,
  ),
);

const sources = (): string =>
  [...filesUnder(['main', 'renderer', 'test', 'script'], /\.(tsx?|mjs)$/), 'electron-builder.yml']
    .filter(file => file !== 'test/house/documents.test.ts')
    .map(textOf)
    .join('\n');

/** `wholeSorts`, `ChangeView.undo`: what has a capital inside. */
const isIdentifier = (text: string): boolean =>
  /^[A-Za-z]+(\.[a-z]\w*)?$/.test(text) && /[a-z][A-Z]/.test(text);

const scripts: readonly string[] = Object.keys(JSON.parse(textOf('package.json')).scripts);

describe.each(documents)('%s', document => {
  test('names paths that exist', () => {
    const missing = quoted(document)
      .filter(isPath)
      .filter(path => !path.startsWith('dist/') && !elsewhere.includes(path) && !isThere(path));
    expect(missing).toEqual([]);
  });

  test('names files that exist', () => {
    const missing = quoted(document)
      .filter(isFileName)
      .filter(name => !elsewhere.includes(name) && !fileNames.has(name) && !existsSync(join(root, name)));
    expect(missing).toEqual([]);
  });

  test('names identifiers that exist', () => {
    const text = sources();
    const missing = quoted(document)
      .filter(isIdentifier)
      .flatMap(name => name.split('.'))
      .filter(word => !elsewhere.includes(word) && !new RegExp(`\\b${word}\\b`).test(text));
    expect(missing).toEqual([]);
  });

  test('names commands that exist', () => {
    const missing = [...textOf(document).matchAll(/\bnpm run ([\w:-]+)/g)]
      .map(([, name = '']) => name)
      .filter(name => !scripts.includes(name));
    expect(missing).toEqual([]);
  });
});
