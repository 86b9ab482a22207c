import { isDeepStrictEqual } from 'node:util';
import type { Updater } from '../../main/shell/updates/updater.ts';
import { type Feed, openFeed } from './feed.ts';
import { type Installation, install } from './installation.ts';

/** What a case has: a feed, an installation that it updates, and a place for what is not as it should be. */
export interface Scene {
  readonly feed: Feed;
  readonly here: Installation;
  /** Notes a violation where `got` is not `wanted`. */
  readonly same: (what: string, got: unknown, wanted: unknown) => void;
}

export interface Case {
  readonly name: string;
  readonly run: (scene: Scene) => Promise<void>;
}

/** Asks the feed and brings what it has; the version, `none`, or what went wrong. */
export async function update(updater: Updater, channel: 'latest' | 'beta' = 'latest'): Promise<string> {
  const found = await updater.check(channel);
  if (!found.ok) return found.failure;
  if (found.value === null) return 'none';
  const brought = await updater.download(() => undefined);
  return brought.ok ? found.value.version : brought.failure;
}

/** Runs a case by itself; returns its violations. */
export async function runCase({ name, run }: Case): Promise<readonly string[]> {
  const violations: string[] = [];
  const feed = await openFeed();
  const here = install(feed.url);
  const same: Scene['same'] = (what, got, wanted) => {
    if (isDeepStrictEqual(got, wanted)) return;
    violations.push(`${name}: ${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  };
  try {
    await run({ feed, here, same });
  } catch (error) {
    violations.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    await feed.close();
    here.remove();
  }
  return violations;
}
