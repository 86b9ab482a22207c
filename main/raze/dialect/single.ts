import type { Dialect, Opportunity, OpportunityId, Stage, StageId } from '../../contract/model.ts';
import { identifier, isRow, type RawRow } from './lenient.ts';
import { recogniseRow, wireOf } from './registry.ts';
import { readRow, untoldIn, withKnown } from './rows.ts';
import { identifiedStage, type KnownStages, namedStage } from './stages.ts';
import type { WireDialect } from './wire-dialect.ts';

/** What the answer to a GET or PATCH of one opportunity says, and in which dialect. */
export interface Single {
  readonly dialect: Dialect;
  /** Null for a documented PATCH answer, which has only a part of the row, if the rest is not known. */
  readonly opportunity: Opportunity | null;
  /** Where the opportunity stands now. */
  readonly stage: StageId;
  /** The stage that a PATCH replaced; null when the answer does not say. */
  readonly from: Stage | null;
  /** The reason of the loss, as the server holds it; null without one. */
  readonly reason: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The PATCH body of a dialect. While the dialect is unknown, a UUID is taken for a stage's id. `why`: the reason of a loss; it
 * is left out where the server is not known to take it.
 */
export function stageBody(dialect: Dialect | null, to: StageId, why = ''): Readonly<Record<string, string>> {
  const { stageMember } = wireOf(dialect ?? (uuid.test(to) ? 'stage_id' : 'status'));
  const { reason } = wireOf(dialect);
  const isTaken = reason !== null && why !== '' && reason.stages.includes(to);
  return { [stageMember]: to, ...(isTaken ? { [reason.member]: why } : {}) };
}

/** The reason that a row gives for the loss that it stands in; null without one. */
function reasonIn({ reason, stageMember }: WireDialect, row: RawRow): string | null {
  const why = reason?.stages.includes(String(row[stageMember])) ? row[reason.member] : null;
  return typeof why === 'string' ? why : null;
}

/**
 * Reads the answer to `GET /opportunities/:id`; null unless it is the row of this id. Details that it does not contain
 * are taken from `known`.
 */
export function readOne(
  json: unknown,
  id: OpportunityId,
  expected: Dialect | null,
  knownStages: KnownStages,
  known: Opportunity | null = null,
): Single | null {
  const read = recognised(json, id, expected);
  if (read === null) return null;
  const { row, dialect } = read;
  const opportunity = filledRow(dialect, row, knownStages, known);
  return (
    opportunity && {
      dialect: dialect.name,
      opportunity,
      stage: opportunity.stage.id,
      from: null,
      reason: reasonIn(dialect, row),
    }
  );
}

/** Reads the answer to `PATCH /opportunities/:id/stage` like `readOne`; null unless it names this id and a stage. */
export function readPatched(
  json: unknown,
  id: OpportunityId,
  expected: Dialect | null,
  knownStages: KnownStages,
  known: Opportunity | null = null,
): Single | null {
  const read = recognised(json, id, expected);
  if (read === null) return null;
  const { row, dialect, change } = read;
  const stage = identifier(row[dialect.stageMember]);
  if (stage === '') return null;
  const isWhole = 'created_at' in row || (dialect.patchIsReceipt && known !== null);
  return {
    dialect: dialect.name,
    opportunity: isWhole ? filledRow(dialect, row, knownStages, known) : null,
    stage: stage as StageId,
    from: replacedStage(change.from, knownStages),
    reason: reasonIn(dialect, row),
  };
}

function filledRow(
  dialect: WireDialect,
  row: RawRow,
  knownStages: KnownStages,
  known: Opportunity | null,
): Opportunity | null {
  const opportunity = readRow(dialect, row, knownStages);
  return opportunity === null ? null : withKnown(opportunity, untoldIn(dialect, row), known);
}

/** `stage_change.from` is a name in one dialect and `{id, name}` in the other. */
function replacedStage(value: unknown, knownStages: KnownStages): Stage | null {
  if (isRow(value)) {
    const { stage } = identifiedStage({ stage_id: value.id, stage_name: value.name }, knownStages);
    return stage.id === '' ? null : stage;
  }
  const stage = namedStage(value);
  return stage.id === '' ? null : stage;
}

/** The row of this id in an answer, its dialect, and what is said beside it of a change of its stage. */
function recognised(
  json: unknown,
  id: OpportunityId,
  expected: Dialect | null,
): { readonly row: RawRow; readonly dialect: WireDialect; readonly change: RawRow } | null {
  if (!isRow(json) || !isRow(json.data)) return null;
  const row = isRow(json.data.opportunity) ? json.data.opportunity : json.data;
  const dialect = identifier(row.id) === id ? recogniseRow(row, expected) : null;
  return dialect && { row, dialect, change: isRow(json.stage_change) ? json.stage_change : {} };
}
