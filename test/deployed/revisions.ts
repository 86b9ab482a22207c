import type { Revision } from './revision.ts';
import type { Seed } from './seed.ts';
import { stageIdRevision } from './stage-id.ts';
import { statusRevision } from './status.ts';

export const revisions: Readonly<Record<Seed['dialect'], Revision>> = {
  status: statusRevision,
  stage_id: stageIdRevision,
};
