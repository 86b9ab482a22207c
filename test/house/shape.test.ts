import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesUnder, isNode, type Node, type Place, parse, root, textOf, walk } from './source.ts';
import { conditionalExpectations, longLists, numbersCast, openSwitches } from './today.ts';

const product = filesUnder(['main', 'renderer']);

/** How often something is found in each file. */
const counted = (
  files: readonly string[],
  isOne: (place: Place, text: string) => boolean,
): Map<string, number> =>
  new Map(
    files.flatMap(file => {
      const text = textOf(file);
      let count = 0;
      walk(parse(file, text), place => {
        if (isOne(place, text)) count += 1;
        return true;
      });
      return count > 0 ? [[file, count] as const] : [];
    }),
  );

/** What is found oftener than it may be, as `file: found, allowed`. */
const beyond = (found: ReadonlyMap<string, number>, allowed: Readonly<Record<string, number>>): string[] =>
  [...found]
    .filter(([file, count]) => count > (allowed[file] ?? 0))
    .map(([file, count]) => `${file}: ${count}, allowed ${allowed[file] ?? 0}`);

const isOpen = (node: Node, text: string): boolean => {
  const last = Array.isArray(node.cases) ? node.cases.at(-1) : null;
  return !(isNode(last) && last.test === null && text.slice(last.start, last.end).includes('assertNever'));
};

test('every switch ends in assertNever', () => {
  const open = counted(product, ({ node }, text) => node.type === 'SwitchStatement' && isOpen(node, text));
  expect(beyond(open, openSwitches)).toEqual([]);
});

test('no value is called a number by a cast', () => {
  const isCast = ({ node }: Place) =>
    node.type === 'TSAsExpression' &&
    isNode(node.typeAnnotation) &&
    node.typeAnnotation.type === 'TSNumberKeyword';
  expect(beyond(counted(product, isCast), numbersCast)).toEqual([]);
});

test('no folder is a flat list of more than thirty files', () => {
  const byFolder = Map.groupBy(filesUnder(['main', 'renderer', 'script', 'test'], /\.(tsx?|mjs)$/), file =>
    file.slice(0, file.lastIndexOf('/')),
  );
  const long = [...byFolder].filter(([, files]) => files.length > 30).map(([folder]) => folder);
  expect(long.filter(folder => !longLists.includes(folder))).toEqual([]);
});

test('every file at the root says by its name what it is: none is left there by a command', () => {
  const files = readdirSync(root, { withFileTypes: true }).filter(entry => entry.isFile());
  expect(files.map(({ name }) => name).filter(name => !name.includes('.'))).toEqual(['LICENSE']);
});

const conditions = new Set([
  'IfStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'SwitchCase',
  'CatchClause',
]);

/** Whether a call of `expect` happens only sometimes within the function it stands in. */
function isConditional(place: Place): boolean {
  const callee = place.node.callee;
  if (place.node.type !== 'CallExpression' || !isNode(callee) || callee.name !== 'expect') return false;
  for (let it: Place | null = place; it !== null && !/Function/.test(it.node.type); it = it.parent) {
    if (conditions.has(it.node.type) && it !== place) return true;
  }
  return false;
}

test('no expectation depends on a condition', () => {
  const tests = filesUnder(['test'], /\.test\.ts$/);
  const found = counted(tests, isConditional);
  expect(beyond(found, conditionalExpectations)).toEqual([]);
});
