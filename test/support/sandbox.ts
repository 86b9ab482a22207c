import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../main/sandbox/sandbox.ts';

/** A demo API for the length of the test, in memory unless given a file. */
export async function sandboxForThisTest(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ file: null, remembered: 10_000, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}
