import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type FuseName, fuseNames } from './fuses.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

/** electron-builder names a fuse like @electron/fuses, but for the first letter. */
const nameInConfig = (name: FuseName): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Left as Electron ships it, because electron-builder has no name for it. */
const unsettable: readonly FuseName[] = ['WasmTrapHandlers'];

test('every fuse that there is has been decided', () => {
  const { electronFuses } = parse(read('electron-builder.yml')) as {
    readonly electronFuses: Readonly<Record<string, boolean>>;
  };
  const { resetAdHocDarwinSignature, ...decided } = electronFuses;
  expect(resetAdHocDarwinSignature).toBe(true);
  expect(Object.keys(decided).sort()).toEqual(
    fuseNames
      .filter(name => !unsettable.includes(name))
      .map(nameInConfig)
      .sort(),
  );
});

test.each(unsettable)('electron-builder cannot set %s still', name => {
  expect(read('node_modules', 'app-builder-lib', 'scheme.json')).not.toContain(nameInConfig(name));
});
