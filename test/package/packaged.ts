import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm run package -- --stub` put the unpacked app, the .deb and the AppImage; null on a system it has no stub for. */
    readonly packaged: string | null;
    /** How many bytes the AppImage's runtime has; null where there is no AppImage for want of Debian's squashfs-tools. */
    readonly runtimeBytes: number | null;
  }
}

const root = join(import.meta.dirname, '..', '..');

/** In the place of what electron-builder would download: Debian's tools, and a runtime that is none. */
function makeTools(folder: string): { readonly bytes: number } | null {
  const find = (name: string): string | undefined =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .map(path => join(path, name))
      .find(file => existsSync(file));
  const tools = ['mksquashfs', 'desktop-file-validate'].map(name => [name, find(name)] as const);
  for (const [name, file] of tools) {
    if (file === undefined) return null;
    symlinkSync(file, join(folder, name));
  }
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  for (const inner of ['runtimes', join('lib', arch)]) mkdirSync(join(folder, inner), { recursive: true });
  const runtime = 'not a runtime\n'.padEnd(4096, '.');
  writeFileSync(join(folder, 'runtimes', `runtime-${arch}`), runtime);
  return { bytes: runtime.length };
}

/** Packages once for all tests of the project; the folder is gone when they have ended. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  if (process.platform !== 'linux') {
    provide('packaged', null);
    provide('runtimeBytes', null);
    return () => {};
  }
  const out = mkdtempSync(join(tmpdir(), 'raze-packaged-'));
  const folder = mkdtempSync(join(tmpdir(), 'raze-appimage-tools-'));
  const tools = makeTools(folder);
  await promisify(execFile)(process.execPath, [join(root, 'script', 'package.mjs'), '--stub', '--out', out], {
    cwd: root,
    env: { ...process.env, APPIMAGE_TOOLS_PATH: tools === null ? '' : folder },
  });
  provide('packaged', out);
  provide('runtimeBytes', tools?.bytes ?? null);
  return () => {
    for (const made of [out, folder]) rmSync(made, { recursive: true, force: true });
  };
}
