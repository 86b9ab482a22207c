import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts';

/** The embedded sandbox, started when it is first wanted and closed with the app. */
export interface SampleData {
  open(): Promise<{ readonly url: string; readonly key: string }>;
  close(): Promise<void>;
}

/** Nothing runs before `open`; calling it again returns the same sandbox. */
export function createSampleData(options: SandboxOptions): SampleData {
  let running: Promise<Sandbox> | null = null;
  return {
    async open() {
      running ??= startSandbox(options);
      const { url, key } = await running;
      return { url, key };
    },
    async close() {
      await (await running)?.close();
      running = null;
    },
  };
}
