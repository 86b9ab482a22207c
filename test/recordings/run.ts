import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSeed } from '../deployed/seed.ts';
import { differences, unlostWalks } from './compare.ts';
import { type Answered, readScenarios } from './pack.ts';
import { createReading } from './reading.ts';
import { type Ours, replay } from './replay.ts';

export interface RecordingsResult {
  readonly exchanges: number;
  /** Where the stand-in answers otherwise than the recording, one line each. */
  readonly sandbox: readonly string[];
  /** What our own reading makes of a recorded answer that is not so, one line each. */
  readonly client: readonly string[];
}

/** Replays every scenario of a pack: a folder with `stage_id`, `status` or both. */
export async function runRecordings(pack: string): Promise<RecordingsResult> {
  let exchanges = 0;
  const sandbox: string[] = [];
  const client: string[] = [];
  for (const dialect of ['stage_id', 'status']) {
    const folder = join(pack, dialect);
    if (!existsSync(folder)) continue;
    const seed = readSeed(folder);
    for (const scenario of readScenarios(folder)) {
      const pages: { query: string; answer: Ours; recorded: Answered }[] = [];
      const place = `${dialect}/${scenario.file}`;
      const reading = createReading(seed);
      for await (const replayed of replay(scenario, seed)) {
        const { request, response } = replayed.exchange;
        exchanges += 1;
        const asked = `${place} ${request.method} ${request.path}?${request.query ?? ''}`.slice(0, 200);
        for (const line of differences(replayed, seed)) sandbox.push(`${asked}: ${line}`);
        for (const line of await reading.read(replayed)) client.push(`${asked}: ${line}`);
        if ('status' in response) {
          pages.push({ query: String(request.query), answer: replayed.ours, recorded: response });
        }
      }
      for (const line of unlostWalks(scenario.walks, pages)) sandbox.push(`${place}: ${line}`);
    }
  }
  return { exchanges, sandbox, client };
}
