/**
 * The room of dialects: the API as it is on the wire. Enters: unchecked JSON. Leaves: rows, stages and errors of the
 * contract, the same for every server revision.
 */

import type { Dialect, Opportunity, OpportunityId, PipelineId } from '../../contract/model.ts';
import { type Extent, extentOf } from './extent.ts';
import { isRow, listedRows } from './lenient.ts';
import { recogniseList } from './registry.ts';
import { readRow, untoldIn } from './rows.ts';
import type { KnownStages, ToldPipeline } from './stages.ts';
import type { Detail } from './wire-dialect.ts';

/** One page of the list, in the shape every dialect is translated to. */
export interface Page extends Extent {
  /** Null only for an empty list that shows no dialect. */
  readonly dialect: Dialect | null;
  readonly rows: readonly Opportunity[];
  /** Per row the details that it does not contain, not even as empty. Rows with all details are left out. */
  readonly untold: ReadonlyMap<OpportunityId, readonly Detail[]>;
  /** Rows without a usable id: counted, never a reason to drop the page. */
  readonly unreadable: number;
  /** The pipelines in this page: all, or (in a dialect that learns stages from rows) some. */
  readonly pipelines: readonly ToldPipeline[];
}

/** Reads a successful list answer; null when it is none. `page` and `limit` are those that were asked for. */
export function readPage(json: unknown, knownStages: KnownStages, page: number, limit: number): Page | null {
  const raw = isRow(json) ? listedRows(json) : null;
  if (raw === null || !isRow(json)) return null;
  const dialect = recogniseList(json);
  const untold = new Map<OpportunityId, readonly Detail[]>();
  const read: Opportunity[] = [];
  for (const row of raw) {
    const opportunity = dialect === null || !isRow(row) ? null : readRow(dialect, row, knownStages);
    if (dialect === null || !isRow(row) || opportunity === null) continue;
    read.push(opportunity);
    const left = untoldIn(dialect, row);
    if (left.length > 0) untold.set(opportunity.id, left);
  }
  return {
    dialect: dialect?.name ?? null,
    rows: read,
    untold,
    unreadable: raw.length - read.length,
    ...extentOf(json, raw.length, page, limit),
    pipelines: dialect?.pipelines(json, raw, read) ?? [],
  };
}

/** Joins consecutive pages into the page of `size` rows that they make up. */
export function joinPages(pages: readonly Page[], size: number): Page {
  const stages = new Map<PipelineId, ToldPipeline>();
  for (const { id, name, stages: told, rows } of pages.flatMap(page => page.pipelines)) {
    const known = stages.get(id);
    const before = known?.stages ?? [];
    const added = told.filter(stage => !before.some(other => other.id === stage.id));
    const counts = new Map(known?.rows);
    for (const [stage, count] of rows ?? []) counts.set(stage, (counts.get(stage) ?? 0) + count);
    stages.set(id, { id, name, stages: [...before, ...added], rows: counts });
  }
  const total = pages.findLast(page => page.total !== null)?.total ?? null;
  return {
    dialect: pages.find(page => page.dialect !== null)?.dialect ?? null,
    rows: pages.flatMap(page => page.rows),
    untold: new Map(pages.flatMap(page => [...page.untold])),
    unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
    total,
    size,
    pages: total === null ? null : Math.ceil(total / size),
    hasMore: pages.at(-1)?.hasMore ?? false,
    pipelines: [...stages.values()],
  };
}
