import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSeed, type Seed, UnusablePack } from '../deployed/seed.ts';
import { followArrivals } from './arrival.ts';
import { differences, unlostWalks } from './compare.ts';
import { UnknownEvent } from './events.ts';
import { type Answered, readScenarios, type Scenario } from './pack.ts';
import { createReading } from './reading.ts';
import { type Ours, replay } from './replay.ts';

export interface RecordingsResult {
  readonly exchanges: number;
  /** Accounts whose whole list was recorded as a directory asks for it. */
  readonly followed: number;
  /** Where the stand-in answers otherwise than the recording, one line each. */
  readonly sandbox: readonly string[];
  /** What our own reading makes of a recorded answer that is not so, one line each. */
  readonly client: readonly string[];
}

/** Replays every scenario of a pack: a folder with `stage_id`, `status` or both. Throws `UnusablePack` where there is neither. */
export async function runRecordings(pack: string): Promise<RecordingsResult> {
  const folders = ['stage_id', 'status'].filter(name => existsSync(join(pack, name)));
  if (folders.length === 0) throw new UnusablePack(`Neither stage_id nor status is in ${pack}.`);
  const result = { exchanges: 0, followed: 0, sandbox: [] as string[], client: [] as string[] };
  for (const name of folders) {
    const folder = join(pack, name);
    const seed = readSeed(folder);
    const scenarios = readScenarios(folder);
    const { followed, lost } = await followArrivals(scenarios, seed);
    result.followed += followed;
    for (const line of lost) result.client.push(`${name}: ${line}`);
    for (const scenario of scenarios) {
      result.exchanges += scenario.exchanges.filter(step => 'request' in step).length;
      try {
        await runScenario(scenario, seed, `${name}/${scenario.file}`, result);
      } catch (error) {
        if (!(error instanceof UnknownEvent)) throw error;
        result.sandbox.push(`${name}/${scenario.file}: ${error.message}; what follows it is not compared`);
      }
    }
  }
  return result;
}

async function runScenario(
  scenario: Scenario,
  seed: Seed,
  place: string,
  { sandbox, client }: { readonly sandbox: string[]; readonly client: string[] },
): Promise<void> {
  const pages: { query: string; answer: Ours; recorded: Answered }[] = [];
  const reading = createReading(seed);
  for await (const replayed of replay(scenario, seed)) {
    const { request, response } = replayed.exchange;
    const asked = `${place} ${request.method} ${request.path}?${request.query ?? ''}`.slice(0, 200);
    for (const line of differences(replayed, seed)) sandbox.push(`${asked}: ${line}`);
    for (const line of await reading.read(replayed)) client.push(`${asked}: ${line}`);
    if ('status' in response) {
      pages.push({ query: String(request.query), answer: replayed.ours, recorded: response });
    }
  }
  for (const line of unlostWalks(scenario.walks, pages)) sandbox.push(`${place}: ${line}`);
}
