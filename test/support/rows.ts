import type { Opportunity, OpportunityId, PipelineId, StageId } from '../../main/contract/model.ts';
import { unverified } from '../../main/contract/model.ts';
import type { Standing } from '../../main/contract/row-store.ts';
import { roleOf } from '../../main/contract/stages/name.ts';
import { sampleRecords } from '../deployed/sample.ts';

/** An opportunity with nothing in it but what is told. */
export function opportunity(id: string, more: Partial<Opportunity> = {}): Opportunity {
  return {
    ...unverified(id as OpportunityId),
    stage: { id: 'new' as StageId, name: 'new', role: 'open' },
    ...more,
  };
}

/** Where an opportunity stands, as a row of the row store tells it. */
export function standingOf(row: Opportunity): Standing {
  const { pipeline, stage, createdAt, updatedAt, wonAt, lostAt } = row;
  return { pipeline, stage: stage.id, name: stage.name, createdAt, updatedAt, wonAt, lostAt };
}

/** As many realistic opportunities, always the same ones, as the program sees them. */
export function sampleOpportunities(count: number): Opportunity[] {
  return sampleRecords('stage_id', { count, bornAt: Date.UTC(2026, 2, 1) }).map(record =>
    opportunity(record.id, {
      name: `${record.name} · ${record.deal}`,
      company: record.company,
      email: record.email,
      phone: record.phone,
      position: record.position,
      owner: record.owner,
      pipeline: record.pipeline as PipelineId,
      stage: { id: record.stage as StageId, name: record.stage, role: roleOf(record.stage) },
      value: record.value,
      currency: record.currency,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
      wonAt: record.wonAt,
      lostAt: record.lostAt,
    }),
  );
}
