import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Language } from '../../main/contract/language.ts';
import { feedOf } from '../../main/shell/updates/feed.ts';
import { fuseNames } from './fuses.ts';

/**
 * What a user would install, packaged around a stub of Electron (its own archive is the real one). Linux only:
 * elsewhere electron-builder wants more of Electron than a stub has.
 */
const out = inject('packaged');
if (out === null) console.log('The package is not tested: its stub of Electron is for Linux.');

let folder: string;
let archive: string;
let entries: string[];

beforeAll(() => {
  if (out === null) return;
  folder = join(out, 'linux-unpacked');
  archive = join(folder, 'resources', 'app.asar');
  entries = listPackage(archive, { isPack: false }).map(path => path.replaceAll('\\', '/').slice(1));
});

/** All that may be in the archive: bundles, the tray's pictures, what keytar runs on, the manifest. */
const allowed = [
  /^(package\.json|LICENSE)$/,
  /^dist$/,
  /^dist\/main(\/(main\.js|preload\.cjs))?$/,
  /^dist\/updater(\/updater\.js)?$/,
  /^dist\/assistant(\/assistant\.js)?$/,
  /^dist\/renderer(\/(index\.html))?$/,
  /^dist\/renderer\/assets(\/[\w-]+\.(js|css|svg|png|woff2))?$/,
  /^assets(\/tray(\/(idle|pending|offline|needs-you)(-on-(light|dark)|Template)(@2x)?\.(png|ico))?)?$/,
  /^node_modules(\/keytar(\/package\.json|\/LICENSE\.md|\/lib(\/keytar\.js)?|\/build(\/Release(\/keytar\.node)?)?)?)?$/,
];

describe.skipIf(out === null)('the package', () => {
  test('holds nothing but what runs', () => {
    expect(entries.filter(path => !allowed.some(pattern => pattern.test(path)))).toEqual([]);
  });

  test.each([
    'package.json',
    'dist/main/main.js',
    'dist/main/preload.cjs',
    'dist/updater/updater.js',
    'dist/assistant/assistant.js',
    'dist/renderer/index.html',
    'assets/tray/needs-you-on-dark@2x.png',
    'node_modules/keytar/lib/keytar.js',
  ])('holds %s', path => {
    expect(entries).toContain(path);
  });

  test('carries the notice of everything that is shipped, each with its licence', () => {
    const parts = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), 'utf8').split(/^## /m).slice(1);
    for (const name of [
      '@modelcontextprotocol/core',
      '@modelcontextprotocol/server',
      '@valibot/to-json-schema',
      'data-uri-to-buffer',
      'electron',
      'electron-updater',
      'keytar',
      'lazy-val',
      'node-fetch',
      'preact',
      'valibot',
      'zod',
    ]) {
      expect(parts.find(part => part.startsWith(`${name} `))).toContain('Copyright');
    }
    expect(parts.filter(part => part.length < 200)).toEqual([]);
  });

  test('names the entry and the desktop file, and no way to build itself', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      main: 'dist/main/main.js',
      desktopName: 'com.getraze.quickstage.desktop',
      productName: 'Raze Quick Stage',
    });
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
  });

  test('keeps keytar’s native part, built from its source, beside the archive, where it loads', () => {
    const addon = join(`${archive}.unpacked`, 'node_modules', 'keytar', 'build', 'Release', 'keytar.node');
    const sum = createHash('sha256').update(readFileSync(addon)).digest('hex');
    const builtHere = join('node_modules', '.cache', 'raze-quick-stage', 'keytar-built-here');
    expect(sum).toBe(readFileSync(builtHere, 'utf8'));
    expect(createRequire(import.meta.url)(addon)).toHaveProperty('getPassword');
  });

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(folder, 'raze-quick-stage'));
    const on = fuseNames.filter(name => String.fromCharCode(Number(wire[FuseV1Options[name]])) === '1');
    expect(on).toEqual(['EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar', 'WasmTrapHandlers']);
  });

  test('names one feed for newer versions, and none while the address is the placeholder', () => {
    const resources = join(folder, 'resources');
    expect(readFileSync(join(resources, 'app-update.yml'), 'utf8')).toBe(
      'provider: generic\nurl: https://updates.invalid/raze-quick-stage\nupdaterCacheDirName: raze-quick-stage-updater\n',
    );
    expect(feedOf(resources)).toBeNull();
  });

  test('is small: the archive stays below 3 MB', () => {
    expect(statSync(archive).size).toBeLessThan(3_000_000);
  });

  test('ships the locales of the product’s languages and no others', () => {
    const localesOf: Readonly<Record<Language, readonly string[]>> = {
      'pt-BR': ['pt-BR.pak'],
      en: ['en-US.pak'],
      es: ['es-419.pak', 'es.pak'],
    };
    expect(readdirSync(join(folder, 'locales')).sort()).toEqual(Object.values(localesOf).flat().sort());
  });
});
