import {
  defaultPipeline,
  type Opportunity,
  type PipelineId,
  type Stage,
  type StageId,
} from '../../contract/model.ts';
import type { Entry } from '../model/entry.ts';

/** What to do with a change, given what the server holds. */
export type Verdict =
  /** The server holds the target already: delivered without a PATCH, so that `won_at` is not stamped again. */
  | 'there'
  | 'go'
  /** Somebody moved it to a stage neither the user saw nor this outbox sent: ask. */
  | 'conflict'
  /** It is in another pipeline now, whose stages are not the ones the user chose from: ask. */
  | 'elsewhere'
  /** It is in another pipeline now, and stands in what this outbox sent: a stage that its pipeline does not have. */
  | 'misplaced';

/** `ours`: what this outbox sent for the opportunity since the user saw the base. `isJustPicked`: within the last minute. */
export function verdict(
  entry: Entry,
  server: Opportunity,
  ours: readonly StageId[],
  isJustPicked: boolean,
): Verdict {
  if (isElsewhere(entry, server.pipeline)) {
    return server.stage.id === entry.to.id || ours.includes(server.stage.id) ? 'misplaced' : 'elsewhere';
  }
  if (server.stage.id === entry.to.id) return 'there';
  if (entry.base === null) return unseen(entry, server, isJustPicked);
  return isExpected(entry, server.stage.id, ours) ? 'go' : 'conflict';
}

/** Whether nobody knew the opportunity's pipeline at the pick: a pasted id. */
const isBlind = ({ base, pipeline }: Entry): boolean => base === null && pipeline === defaultPipeline;

/**
 * Whether the opportunity is in another pipeline than the one its user chose from. `default` stands for a pipeline that
 * an answer does not tell.
 */
export function isElsewhere(entry: Entry, pipeline: PipelineId): boolean {
  return pipeline !== defaultPipeline && pipeline !== entry.pipeline && !isBlind(entry);
}

/** The row after a look that lets it go: what nobody knew at the pick is known now. */
export function sighted(entry: Entry, stage: Stage | null, pipeline: PipelineId): Entry {
  return isBlind(entry) ? { ...entry, base: stage, pipeline } : { ...entry, base: entry.base ?? stage };
}

/** The base, or a stage of our own: nothing of a colleague's is lost by replacing it. */
export function isExpected(entry: Entry, stage: StageId, ours: readonly StageId[]): boolean {
  return stage === entry.base?.id || ours.includes(stage);
}

/** Without a base there is nothing to compare; what has not moved since the pick, or was picked just now, goes. */
function unseen(entry: Entry, server: Opportunity, isJustPicked: boolean): Verdict {
  const untouched = server.updatedAt !== null && server.updatedAt < entry.markedAt;
  return isJustPicked || untouched ? 'go' : 'conflict';
}
