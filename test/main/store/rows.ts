import { randomUUID } from 'node:crypto';
import {
  type ChangeId,
  defaultPipeline,
  type LaneId,
  type OpportunityId,
} from '../../../main/contract/model.ts';
import type { Draft } from '../../../main/outbox/entry.ts';
import type { Database } from '../../../main/store/database.ts';
import { stageOf } from '../../support/virtual-api.ts';

export const laneA = '00000000-0000-4000-8000-00000000000a' as LaneId;

export function addLane(db: Database, lane: LaneId): void {
  db.prepare(
    "INSERT OR IGNORE INTO lanes (id, origin, salt, fingerprint, label, dialect, created_at) VALUES (?, 'o', 's', ?, 'AAAA', NULL, 0)",
  ).run(lane, `print-${lane}`);
}

/** A ready row that a test changes as it needs. */
export function aDraft(opportunity: string): Draft {
  return {
    id: randomUUID() as ChangeId,
    lane: laneA,
    fingerprint: `print-${laneA}`,
    opportunity: opportunity as OpportunityId,
    name: `Deal ${opportunity}`,
    company: 'Acme',
    pipeline: defaultPipeline,
    base: stageOf('new'),
    baseAt: 1000,
    to: stageOf('won'),
    state: 'ready',
    reason: null,
    trouble: null,
    markedAt: 2000,
    since: 2000,
    held: null,
    due: null,
    attempts: 0,
    failures: 0,
    failingSince: null,
    contended: 0,
    sentAt: null,
    doubt: null,
    theirs: null,
    overwrote: null,
    unchecked: false,
    toldAt: null,
    endedAt: null,
  };
}
