import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { removeTree, systemFiles } from '../../main/files.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A folder with a file, and a folder with two. */
function tree(): string {
  const at = join(tempFolder(), 'tree');
  mkdirSync(join(at, 'in'), { recursive: true });
  for (const name of ['one', 'in/two', 'in/three']) writeFileSync(join(at, name), name);
  return at;
}

describe('a tree is removed', () => {
  test('with all that is in it; what is not there is no trouble', () => {
    const at = tree();
    expect(removeTree(at)).toEqual([]);
    expect(existsSync(at)).toBe(false);
    expect(removeTree(at)).toEqual([]);
  });

  test('that is a single file', () => {
    const at = tree();
    expect(removeTree(join(at, 'one'))).toEqual([]);
    expect(existsSync(join(at, 'one'))).toBe(false);
    expect(existsSync(join(at, 'in', 'two'))).toBe(true);
  });

  test('and what a link in it leads to stays, and what a link in its place leads to', () => {
    const [at, other] = [tree(), tree()];
    symlinkSync(other, join(at, 'in', 'link'));
    expect(removeTree(at)).toEqual([]);
    symlinkSync(other, at);
    expect(removeTree(at)).toEqual([]);
    expect(existsSync(at)).toBe(false);
    expect(readFileSync(join(other, 'in', 'two'), 'utf8')).toBe('in/two');
  });

  test('as far as the disk lets it: what it does not is named, and the rest is gone', () => {
    const at = tree();
    const held = join(at, 'in', 'two');
    const refused = Object.assign(new Error('held'), { code: 'EBUSY' });
    const unlinkSync = (path: Parameters<typeof systemFiles.unlinkSync>[0]): void => {
      if (path === held) throw refused;
      systemFiles.unlinkSync(path);
    };
    expect(removeTree(at, { ...systemFiles, unlinkSync })).toEqual([held]);
    expect(existsSync(join(at, 'one')) || existsSync(join(at, 'in', 'three'))).toBe(false);
    const lstatSync = (): never => {
      throw refused;
    };
    expect(removeTree(at, { ...systemFiles, lstatSync: lstatSync as never })).toEqual([at]);
  });
});
