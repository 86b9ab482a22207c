import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts';
import { removeAll } from '../store/erase.ts';

export type SampleData = ReturnType<typeof createSampleData>;

/** The built-in sandbox, started at its first use and closed with the app. */
export function createSampleData(options: SandboxOptions) {
  let running: Promise<Sandbox> | null = null;
  const close = async (): Promise<void> => {
    await (await running)?.close();
    running = null;
  };
  return {
    /** Called again, it returns the same sandbox. */
    open(): Promise<Sandbox> {
      running ??= startSandbox(options);
      return running;
    },
    close,
    /** Closes it and deletes its file. Replies which paths are still there. */
    async erase(): Promise<readonly string[]> {
      await close();
      return options.file === null ? [] : removeAll(options.file);
    },
  };
}
