import { setTimeout as wait } from 'node:timers/promises';
import { app } from 'electron';
import { call } from '../automation/call.ts';
import type { CommandAnswer } from '../automation/exit-codes.ts';
import { readPlace } from '../automation/place.ts';
import { readConfig } from '../config.ts';
import type { Ask } from '../contract/automation/ask.ts';
import { askHeadless, type HeadlessDeps } from './headless.ts';

/** What a command has of its process. */
export type CommandDeps = Pick<HeadlessDeps, 'interruption' | 'onKeychainCall' | 'log'>;

/** How long an instance that is starting or ending is waited for, in milliseconds: longer than one waits for the database. */
const patience = 20_000;
const pause = 100;

/**
 * Asks the running instance; where none runs, answers without a window. `tell` is called once, as soon as the answer is known. Settles
 * when all is done: what was saved without a window has had its time to be sent. An interruption before the answer is told as one
 * that does not come; after it nothing is asked any more. Valid after `ready`.
 * @returns `itself` where this program has answered, which had the database meanwhile
 */
export async function askInstance(
  ask: Ask,
  tell: (answer: CommandAnswer) => Promise<void>,
  deps: CommandDeps,
): Promise<'instance' | 'itself'> {
  const end = async (answer: CommandAnswer): Promise<'instance'> => {
    await tell(answer);
    return 'instance';
  };
  const folder = app.getPath('userData');
  const config = readConfig(process.env);
  const until = performance.now() + patience;
  const { comes } = deps.interruption;
  while (!deps.interruption.hasCome()) {
    const place = readPlace(folder);
    if (place?.state === 'on') {
      const outcome = await Promise.race([call(place, ask), comes]);
      if (outcome === 'interrupted') break;
      if (outcome.kind === 'told') return end(outcome.told);
      if (outcome.kind === 'unanswered') return end({ status: 'unanswered' });
    }
    const headless = await askHeadless(ask, { ...deps, folder, config, tell });
    if (headless === 'told') return 'itself';
    if (headless === 'interrupted') break;
    if (headless === 'not-started') return end({ status: 'not-started' });
    // Whoever has the database wrote that nothing is allowed.
    if (place?.state === 'off') return end({ status: 'off', allows: 'off' });
    if (performance.now() > until) return end({ status: 'unreachable' });
    await Promise.race([wait(pause), comes]);
  }
  return end({ status: 'unanswered' });
}
