import type { Ask } from '../contract/automation/ask.ts';
import type { Told } from '../contract/automation/told.ts';
import { errorFacts } from '../log/error-facts.ts';
import type { Log } from '../log/log.ts';

/** What `answer` tells, or `faultTold`. */
export async function toldOf(ask: Ask, answer: (ask: Ask) => Promise<Told>, log: Log): Promise<Told> {
  try {
    return await answer(ask);
  } catch (error) {
    return faultTold(ask, error, log);
  }
}

/** An exception while an ask is answered is a bug: it is logged, and whoever asked is told `internal`, without a word of it. */
export function faultTold({ ask }: Ask, error: unknown, log: Log): Told {
  log.warn('ask failed', { ask, ...errorFacts(error) });
  return { status: 'refused', code: 'internal' };
}
