import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts';
import { removeAll } from '../store/erase.ts';

/** The built-in sandbox, started at its first use and closed with the app. */
export interface SampleData {
  open(): Promise<{ readonly url: string; readonly key: string }>;
  close(): Promise<void>;
  /** Closes it and deletes its file. Replies which paths are still there. */
  erase(): Promise<readonly string[]>;
}

/** Nothing runs before `open`; calling it again returns the same sandbox. */
export function createSampleData(options: SandboxOptions): SampleData {
  let running: Promise<Sandbox> | null = null;
  const close = async (): Promise<void> => {
    await (await running)?.close();
    running = null;
  };
  return {
    async open() {
      running ??= startSandbox(options);
      const { url, key } = await running;
      return { url, key };
    },
    close,
    async erase() {
      await close();
      return options.file === null ? [] : removeAll(options.file);
    },
  };
}
