import { randomUUID } from 'node:crypto';
import {
  type ChangeState,
  changeStates,
  type ParkReason,
  parkReasons,
} from '../../../main/contract/change.ts';
import {
  type ChangeId,
  defaultPipeline,
  type LaneId,
  type OpportunityId,
} from '../../../main/contract/model.ts';
import { type Draft, isEnded } from '../../../main/outbox/model/entry.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';

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
    note: `Note on ${opportunity}`,
    noteInCrm: false,
    byProgram: false,
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
    inDoubt: null,
    theirs: null,
    overwrote: null,
    unchecked: false,
    toldAt: null,
    endedAt: null,
  };
}

/** A row in this state, with what such a row has to have. */
export function aDraftIn(state: ChangeState, opportunity: string, reason: ParkReason | null = null): Draft {
  const out = state === 'sending' || state === 'verify';
  return {
    ...aDraft(opportunity),
    state,
    reason: state === 'parked' ? (reason ?? 'conflict') : reason,
    theirs: reason === 'conflict' ? stageOf('lost') : null,
    trouble: state === 'waiting' ? { code: 'server-failing', status: 503 } : null,
    held: state === 'held' ? { at: 7000, setAt: 2000 } : null,
    due: state === 'waiting' ? { at: 9000, setAt: 3000 } : null,
    sentAt: out || state === 'delivered' ? 2500 : null,
    inDoubt: state === 'verify' ? { at: 77_500, setAt: 2500 } : null,
    overwrote: state === 'delivered' ? stageOf('contacted') : null,
    endedAt: isEnded(state) ? 4000 : null,
  };
}

/** A row in every state and, parked, for every reason; only one may be in flight. */
export const everyDraft = (): readonly Draft[] => [
  ...changeStates.filter(state => state !== 'parked').map(state => aDraftIn(state, `opp_${state}`)),
  ...parkReasons.map(reason => aDraftIn('parked', `opp_${reason}`, reason)),
];
