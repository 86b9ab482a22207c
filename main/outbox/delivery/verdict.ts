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
  /** The server holds the target: delivered without a PATCH, so that `won_at` is not stamped again. */
  | 'there'
  | 'go'
  /** Somebody moved it to a stage that neither the user saw nor this outbox sent: ask. */
  | 'conflict'
  /** It is in another pipeline than the one the user chose from: ask. */
  | 'elsewhere'
  /** It is in another pipeline, in a stage that this outbox sent and that this pipeline does not have. */
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

/** Whether the opportunity's pipeline was unknown at the pick (a pasted id). */
const isBlind = ({ base, pipeline }: Entry): boolean => base === null && pipeline === defaultPipeline;

/**
 * Whether the opportunity is in another pipeline than the one the user chose from. `default` stands for an unknown
 * pipeline and is never another one.
 */
export function isElsewhere(entry: Entry, pipeline: PipelineId): boolean {
  return pipeline !== defaultPipeline && pipeline !== entry.pipeline && !isBlind(entry);
}

/** The row after a look that lets it be sent, with the base and pipeline that were unknown at the pick. */
export function sighted(entry: Entry, stage: Stage | null, pipeline: PipelineId): Entry {
  return isBlind(entry) ? { ...entry, base: stage, pipeline } : { ...entry, base: entry.base ?? stage };
}

/** Whether the server holds the base or a stage of our own, so that replacing it overwrites nobody. */
export function isExpected(entry: Entry, stage: StageId, ours: readonly StageId[]): boolean {
  return stage === entry.base?.id || ours.includes(stage);
}

/** Without a base: send if the pick is less than a minute old or the opportunity has not changed since the pick, else ask. */
function unseen(entry: Entry, server: Opportunity, isJustPicked: boolean): Verdict {
  const untouched = server.updatedAt !== null && server.updatedAt < entry.markedAt;
  return isJustPicked || untouched ? 'go' : 'conflict';
}
