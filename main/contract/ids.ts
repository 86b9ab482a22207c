import * as v from 'valibot';
import { isIdentifier } from './bounded-text.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, StageId } from './model.ts';

/**
 * Schemas of the branded ids. An opportunity id becomes a part of a URL path, so its alphabet is closed here: a slash,
 * a dot or a space never reaches the network.
 */
export const opportunityId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,128}$/),
  v.transform(text => text as OpportunityId),
);
/** The server's name of a stage: any text, including blanks around it. */
export const stageId = v.pipe(
  v.string(),
  v.check(isIdentifier),
  v.transform(text => text as StageId),
);
export const pipelineId = v.pipe(
  v.string(),
  v.check(isIdentifier),
  v.transform(text => text as PipelineId),
);
export const changeId = v.pipe(
  v.string(),
  v.uuid(),
  v.transform(text => text as ChangeId),
);
export const laneId = v.pipe(
  v.string(),
  v.uuid(),
  v.transform(text => text as LaneId),
);
