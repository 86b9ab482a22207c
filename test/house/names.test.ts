import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, isNode, type Node, nameOf, parse, root, textOf, walk } from './source.ts';
import { namedTwice } from './today.ts';

interface Export {
  readonly file: string;
  readonly name: string;
  readonly isType: boolean;
}

const nameIn = (value: unknown): string[] =>
  isNode(value) && typeof value.name === 'string' ? [value.name] : [];

/** The names that a declaration declares. */
function declared(node: Node): string[] {
  if (!Array.isArray(node.declarations)) return nameIn(node.id);
  return node.declarations.flatMap((it: Node) => nameIn(it.id));
}

function exportsOf(file: string): Export[] {
  const found = new Map<string, Export>();
  walk(parse(file), ({ node }) => {
    if (node.type === 'ExportNamedDeclaration' && isNode(node.declaration)) {
      const isType = /^TS(Interface|TypeAlias)/.test(node.declaration.type);
      for (const name of declared(node.declaration)) found.set(name, { file, name, isType });
    }
    return node.type === 'Program';
  });
  return [...found.values()];
}

/** What a file imports, as `main/raze/http/http.ts name`; `*` for a module that is imported as a whole. */
function importsOf(file: string): string[] {
  const found: string[] = [];
  const add = (source: unknown, name: string): void => {
    if (!isNode(source) || typeof source.value !== 'string' || !source.value.startsWith('.')) return;
    found.push(`${nameOf(join(root, dirname(file), source.value))} ${name}`);
  };
  walk(parse(file), ({ node }) => {
    if (node.type === 'ImportExpression') add(node.source, '*');
    if (/^(Import|ExportNamed)Declaration$/.test(node.type) && Array.isArray(node.specifiers)) {
      for (const it of node.specifiers)
        add(node.source, nameIn(node.type === 'ImportDeclaration' ? it.imported : it.local)[0] ?? '*');
    }
    return true;
  });
  return found;
}

const exported = filesUnder(['main', 'renderer']).flatMap(exportsOf);

test('an exported name means one thing in main and renderer', () => {
  const byName = Map.groupBy(exported, ({ name }) => name);
  const twice = [...byName].filter(([, files]) => files.length > 1).map(([name]) => name);
  expect(twice.filter(name => !namedTwice.includes(name))).toEqual([]);
});

test('what is exported is imported by another file, or is the type of something that is', () => {
  const imported = new Set(
    filesUnder(['main', 'renderer', 'test', 'script'], /\.(tsx?|mjs)$/).flatMap(importsOf),
  );
  const isNamedAgain = ({ file, name }: Export) =>
    [...textOf(file).matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;
  const dead = exported
    .filter(({ file, name }) => !imported.has(`${file} ${name}`) && !imported.has(`${file} *`))
    .filter(it => !(it.isType && isNamedAgain(it)))
    .map(({ file, name }) => `${file} ${name}`);
  expect(dead).toEqual([]);
});
