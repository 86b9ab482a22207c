import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Area } from '../case.ts';

/** An archive as a package has it, for one case. */
async function withArchive<T>(act: (archive: string) => T | Promise<T>): Promise<T> {
  const { createPackage } = await import('@electron/asar');
  const folder = mkdtempSync(join(tmpdir(), 'conformance-asar-'));
  const from = join(folder, 'app');
  mkdirSync(join(from, 'dist/renderer/assets'), { recursive: true });
  writeFileSync(join(from, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(from, 'dist/renderer/index.html'), '<!doctype html>');
  writeFileSync(join(from, 'dist/renderer/assets/en-1.js'), 'export {};');
  writeFileSync(join(from, 'dist/main.js'), 'export const { dirname } = import.meta;');
  const archive = join(folder, 'app.asar');
  try {
    await createPackage(from, archive);
    return await act(archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an installed app reads out of its own archive. */
export const archives: Area = {
  area: 'asar',
  cases: [
    {
      says: 'a file in an archive is read as one in a folder',
      from: 'docs/tutorial/asar-archives.md#node-api',
      under: ['asar'],
      see: () => withArchive(archive => readFile(join(archive, 'dist/renderer/index.html'), 'utf8')),
      is: '<!doctype html>',
    },
    {
      says: 'a folder in an archive is listed as any other',
      from: 'docs/tutorial/asar-archives.md#node-api',
      under: ['asar'],
      see: () => withArchive(archive => readdir(join(archive, 'dist/renderer/assets'))),
      is: ['en-1.js'],
    },
    {
      says: 'a module in an archive is imported, and its import.meta.dirname lies in the archive',
      from: 'docs/tutorial/asar-archives.md#node-api',
      under: ['asar'],
      see: () =>
        withArchive(async archive => {
          const { dirname } = (await import(pathToFileURL(join(archive, 'dist/main.js')).href)) as {
            dirname: string;
          };
          return dirname === join(archive, 'dist');
        }),
      is: true,
    },
  ],
};
