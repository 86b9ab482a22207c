import * as v from 'valibot';
import { isIdentifier } from './bounded-text.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, StageId } from './model.ts';

/** The server's name of something: any text, including blanks around it. */
const given = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.check(isIdentifier),
    v.transform(text => text as Id),
  );
const uuid = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.uuid(),
    v.transform(text => text as Id),
  );

/**
 * Schemas of the branded ids. An opportunity id becomes a part of a URL path, so its alphabet is closed here: a slash,
 * a dot or a space never reaches the network.
 */
export const opportunityId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,128}$/),
  v.transform(text => text as OpportunityId),
);
export const stageId = given<StageId>();
export const pipelineId = given<PipelineId>();
export const changeId = uuid<ChangeId>();
export const laneId = uuid<LaneId>();
