import type { Ask } from '../contract/automation/ask.ts';
import type { Told } from '../contract/automation/told.ts';
import { errorFacts } from '../log/error-facts.ts';
import type { Log } from '../log/log.ts';

/** What `answer` tells. An exception in it is a bug: it is logged, and whoever asked is told `internal`, without a word of it. */
export async function toldOf(ask: Ask, answer: (ask: Ask) => Promise<Told>, log: Log): Promise<Told> {
  try {
    return await answer(ask);
  } catch (error) {
    log.warn('ask failed', { ask: ask.ask, ...errorFacts(error) });
    return { status: 'refused', code: 'internal' };
  }
}
