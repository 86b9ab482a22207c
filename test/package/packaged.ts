import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm run package -- --stub` put the unpacked app and the .deb; null on a system it has no stub for. */
    readonly packaged: string | null;
  }
}

const root = join(import.meta.dirname, '..', '..');

/** Packages once for all tests of the project; the folder is gone when they have ended. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  if (process.platform !== 'linux') {
    provide('packaged', null);
    return () => {};
  }
  const out = mkdtempSync(join(tmpdir(), 'raze-packaged-'));
  await promisify(execFile)(process.execPath, [join(root, 'script', 'package.mjs'), '--stub', '--out', out], {
    cwd: root,
  });
  provide('packaged', out);
  return () => rmSync(out, { recursive: true, force: true });
}
