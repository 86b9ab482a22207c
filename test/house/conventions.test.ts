import { expect, test } from 'vitest';
import { filesUnder, parse, textOf, walk } from './source.ts';

const product = filesUnder(['main', 'renderer']);
const all = filesUnder(['main', 'renderer', 'script', 'test'], /\.(tsx?|mjs)$/);

test('files are named in kebab case, and none is a barrel', () => {
  const isKebab = (file: string) =>
    file.split('/').every(part => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(part));
  const wrong = (file: string) => !isKebab(file) || /(^|\/)(index\.tsx?|utils\/)/.test(file);
  expect(all.filter(wrong)).toEqual([]);
});

test('exports of the product have names', () => {
  const hasDefault = (file: string) => {
    let found = false;
    walk(parse(file), ({ node }) => {
      found ||= node.type === 'ExportDefaultDeclaration';
      return node.type === 'Program';
    });
    return found;
  };
  expect(product.filter(hasDefault)).toEqual([]);
});

test('no test replaces a module or keeps a snapshot', () => {
  const tests = filesUnder(['test'], /\.test\.ts$/).filter(file => !file.startsWith('test/house/'));
  const wrong = (file: string) =>
    /\bvi\.(mock|doMock)\b|\.toMatch(Inline)?Snapshot\b|\.toMatchFileSnapshot\b/.test(textOf(file));
  expect(tests.filter(wrong)).toEqual([]);
});
