import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../contract/parse.ts';
import { type FileCalls, systemFiles } from '../files.ts';
import type { SandboxRecord } from './record.ts';

/** What the sandbox keeps between runs: the rest follows from the seed. */
export interface SandboxState {
  readonly count: number;
  /** When the sample data was first made, epoch ms: ages count from here. */
  readonly bornAt: number;
  readonly key: string;
  readonly changed: readonly SandboxRecord[];
}

const moment = v.nullable(v.number());
const record = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  phone: v.string(),
  company: v.string(),
  position: v.string(),
  source: v.string(),
  campaign: v.string(),
  owner: v.string(),
  deal: v.string(),
  value: v.nullable(v.number()),
  currency: v.string(),
  stage: v.string(),
  createdAt: v.number(),
  updatedAt: v.number(),
  wonAt: moment,
  lostAt: moment,
});
const state = v.object({
  count: v.number(),
  bornAt: v.number(),
  key: v.string(),
  changed: v.array(record),
});

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
