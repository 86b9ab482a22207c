import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../main/contract/language.ts';

/**
 * What a user would install, packaged around a stub of Electron (its own archive is the real one). Linux only:
 * elsewhere electron-builder wants more of Electron than a stub has.
 */
const root = join(import.meta.dirname, '..', '..');
const onLinux = process.platform === 'linux';
if (!onLinux) console.log('The package is not tested: its stub of Electron is for Linux.');

let out: string;
let folder: string;
let archive: string;
let entries: string[];

beforeAll(async () => {
  if (!onLinux) return;
  out = mkdtempSync(join(tmpdir(), 'raze-packaged-'));
  await promisify(execFile)(
    process.execPath,
    [join(root, 'script', 'package.mjs'), '--dir', '--stub', '--out', out],
    { cwd: root },
  );
  const [name] = readdirSync(out).filter(entry => entry.endsWith('unpacked'));
  folder = join(out, name ?? 'missing');
  archive = join(folder, 'resources', 'app.asar');
  entries = listPackage(archive, { isPack: false }).map(path => path.replaceAll('\\', '/').slice(1));
}, 120_000);
afterAll(() => {
  if (onLinux) rmSync(out, { recursive: true, force: true });
});

/** All that may be in the archive: bundles, the tray's pictures, what keytar runs on, the manifest. */
const allowed = [
  /^(package\.json|LICENSE)$/,
  /^dist$/,
  /^dist\/main(\/(main\.js|preload\.cjs))?$/,
  /^dist\/renderer(\/(index\.html))?$/,
  /^dist\/renderer\/assets(\/[\w-]+\.(js|css|svg|png|woff2))?$/,
  /^assets(\/tray(\/(idle|pending|offline|needs-you)(-on-(light|dark)|Template)(@2x)?\.(png|ico))?)?$/,
  /^node_modules(\/keytar(\/package\.json|\/LICENSE\.md|\/lib(\/keytar\.js)?|\/build(\/Release(\/keytar\.node)?)?)?)?$/,
];

describe.runIf(onLinux)('the package', () => {
  test('holds nothing but what runs', () => {
    expect(entries.filter(path => !allowed.some(pattern => pattern.test(path)))).toEqual([]);
  });

  test.each([
    'package.json',
    'dist/main/main.js',
    'dist/main/preload.cjs',
    'dist/renderer/index.html',
    'assets/tray/needs-you-on-dark@2x.png',
    'node_modules/keytar/lib/keytar.js',
  ])('holds %s', path => {
    expect(entries).toContain(path);
  });

  test('carries the notice of everything that is shipped, each with its licence', () => {
    const parts = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), 'utf8').split(/^## /m).slice(1);
    for (const name of ['data-uri-to-buffer', 'electron', 'keytar', 'node-fetch', 'preact', 'valibot']) {
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

  test('keeps keytar’s native part beside the archive, where it loads', () => {
    const addon = join(`${archive}.unpacked`, 'node_modules', 'keytar', 'build', 'Release', 'keytar.node');
    expect(existsSync(addon)).toBe(true);
    expect(createRequire(import.meta.url)(addon)).toHaveProperty('getPassword');
  });

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(folder, 'raze-quick-stage'));
    const state = (on: boolean) => (on ? FuseState.ENABLE : FuseState.DISABLE);
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      integrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
      fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      runAsNode: state(false),
      cookieEncryption: state(true),
      nodeOptions: state(false),
      inspect: state(false),
      integrity: state(true),
      onlyAsar: state(true),
      fileProtocol: state(false),
    });
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
