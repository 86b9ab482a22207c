import type { Opportunity, StageId } from '../contract/model.ts';
import type { Entry } from './entry.ts';
import * as policy from './policy.ts';

/** What to do with a change, given what the server holds. */
export type Verdict =
  /** The server holds the target already: delivered without a PATCH, so that `won_at` is not stamped again. */
  | 'there'
  | 'go'
  /** Somebody moved it to a stage neither the user saw nor this outbox sent: ask. */
  | 'conflict'
  /** It lies in another pipeline now; its stages are not this one's. */
  | 'elsewhere';

/** `ours`: what this outbox sent for the opportunity since the user saw the base. */
export function verdict(entry: Entry, server: Opportunity, ours: readonly StageId[], now: number): Verdict {
  if (server.stage.id === entry.to.id) return 'there';
  if (entry.base === null) return unseen(entry, server, now);
  if (server.pipeline !== entry.pipeline) return 'elsewhere';
  return isExpected(entry, server.stage.id, ours) ? 'go' : 'conflict';
}

/** The base, or a stage of our own: nothing of a colleague's is lost by replacing it. */
export function isExpected(entry: Entry, stage: StageId, ours: readonly StageId[]): boolean {
  return stage === entry.base?.id || ours.includes(stage);
}

/** Without a base there is nothing to compare; what has not moved since the pick, or was picked just now, goes. */
function unseen(entry: Entry, server: Opportunity, now: number): Verdict {
  const justPicked = now - entry.markedAt >= 0 && now - entry.markedAt <= policy.blindFor;
  const untouched = server.updatedAt !== null && server.updatedAt < entry.markedAt;
  return justPicked || untouched ? 'go' : 'conflict';
}
