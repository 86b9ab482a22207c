import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const isRead = (file: string): boolean => {
  try {
    stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'));
    return true;
  } catch {
    return false;
  }
};

// The commands run sources as they are: Node takes the types away by a parser of its own, which does not take all that the compiler
// and the tests' bundler do (`for (const of of …)`).
test('Node reads every source that a command may run', () => {
  const sources = globSync(['main/**/*.ts', 'renderer/**/*.ts', 'test/**/*.ts'], { cwd: root });
  expect(sources.length).toBeGreaterThan(1000);
  expect(sources.filter(file => !isRead(file))).toEqual([]);
});
