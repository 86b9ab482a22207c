import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../contract/parse.ts';
import { type FileCalls, systemFiles } from '../files.ts';
import { sandboxRecord } from './record.ts';

/** What the sandbox keeps between runs: the rest follows from the seed. */
const state = v.object({
  count: v.number(),
  /** When the sample data was first made, epoch ms: ages count from here. */
  bornAt: v.number(),
  key: v.string(),
  changed: v.array(sandboxRecord),
});
export type SandboxState = v.InferOutput<typeof state>;

/** The state in the file, null when there is none that can be read: sample data is then made anew. */
export async function loadState(file: string, files: FileCalls = systemFiles): Promise<SandboxState | null> {
  const text = await files.promises.readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = parseJson(state, text);
  return parsed.ok ? parsed.value : null;
}

/** Replaces the file in one step: a crash leaves the old state or the new one. Rejects when the disk refuses. */
export async function saveState(
  file: string,
  value: SandboxState,
  { promises: disk }: FileCalls = systemFiles,
): Promise<void> {
  await disk.mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${randomUUID()}.tmp`;
  const handle = await disk.open(next, 'w', 0o600);
  try {
    try {
      await handle.writeFile(JSON.stringify(value));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(next, file);
  } catch (error) {
    await disk.unlink(next).catch(() => {});
    throw error;
  }
}
