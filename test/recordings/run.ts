import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSeed } from '../deployed/seed.ts';
import { differences, unlostWalks } from './compare.ts';
import { type Answered, readScenarios } from './pack.ts';
import { type Ours, replay } from './replay.ts';

export interface RecordingsResult {
  readonly exchanges: number;
  /** Where the stand-in answers otherwise than the recording, one line each. */
  readonly sandbox: readonly string[];
}

/** Replays every scenario of a pack: a folder with `stage_id`, `status` or both. */
export async function runRecordings(pack: string): Promise<RecordingsResult> {
  let exchanges = 0;
  const sandbox: string[] = [];
  for (const dialect of ['stage_id', 'status']) {
    const folder = join(pack, dialect);
    if (!existsSync(folder)) continue;
    const seed = readSeed(folder);
    for (const scenario of readScenarios(folder)) {
      const pages: { query: string; answer: Ours; recorded: Answered }[] = [];
      const place = `${dialect}/${scenario.file}`;
      for await (const replayed of replay(scenario, seed)) {
        const { request, response } = replayed.exchange;
        exchanges += 1;
        const found = differences(replayed, seed);
        if (found.length > 0) {
          const asked = `${request.method} ${request.path}?${request.query}`.slice(0, 160);
          sandbox.push(`${place} ${asked}: ${found.join('; ')}`);
        }
        if ('status' in response) {
          pages.push({ query: String(request.query), answer: replayed.ours, recorded: response });
        }
      }
      for (const line of unlostWalks(scenario.walks, pages)) sandbox.push(`${place}: ${line}`);
    }
  }
  return { exchanges, sandbox };
}
