import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dialect } from '../../main/contract/model.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../main/sandbox/sandbox.ts';

export const dialects = ['documented', 'status', 'stage_id'] as const satisfies readonly Dialect[];

/** A demo API for the length of the test, in memory unless given a file. */
export async function sandboxForThisTest(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ file: null, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A folder of its own for the test, removed when it ends. */
export async function folderForThisTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'raze-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
