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
