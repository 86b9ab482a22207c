import { assertNever } from '../../contract/failure.ts';
import type { Dialect, Opportunity, PipelineId } from '../../contract/model.ts';
import { mostRows } from '../bounds.ts';
import { firstText, identifier, isRow, number, type Row } from './lenient.ts';
import { recogniseList, rowsOf } from './recognise.ts';
import { readRow } from './rows.ts';
import { availablePipeline, documentedPipeline, type StageBook, type ToldPipeline } from './stages.ts';

/** One page of the list, in the shape every dialect is translated to. */
export interface Page {
  /** Null only for an empty list without a sign of its dialect. */
  readonly dialect: Dialect | null;
  readonly rows: readonly Opportunity[];
  /** Rows without a usable id: counted, never a reason to drop the page. */
  readonly unreadable: number;
  /** How many the server says there are; null when it does not. */
  readonly total: number | null;
  readonly hasMore: boolean;
  /** The pipelines this page tells of: all of them, or (learnt from rows) some. */
  readonly pipelines: readonly ToldPipeline[];
}

/**
 * Reads a successful list answer; null when it is none, or one of far more rows than anybody asks for. `page` and `limit`
 * are what was asked for.
 */
export function readPage(json: unknown, book: StageBook, page: number, limit: number): Page | null {
  const raw = rowsOf(json);
  if (raw === null || raw.length > mostRows || !isRow(json)) return null;
  const dialect = recogniseList(json);
  const rows = dialect === null ? [] : raw.map(row => (isRow(row) ? readRow(dialect, row, book) : null));
  const read = rows.filter(row => row !== null);
  const pagination = paginationOf(json);
  const total = number(pagination.total);
  return {
    dialect,
    rows: read,
    unreadable: raw.length - read.length,
    total: total === null || total < 0 ? null : total,
    hasMore: raw.length > 0 && hasMore(pagination, raw.length, page, limit),
    pipelines: pipelinesOf(dialect, json, raw, read),
  };
}

/** The page that these, each going on where the one before ends, are together. Never of no page. */
export function joinPages(pages: readonly Page[]): Page {
  const stages = new Map<PipelineId, ToldPipeline>();
  for (const { id, name, stages: told, rows } of pages.flatMap(page => page.pipelines)) {
    const known = stages.get(id);
    const before = known?.stages ?? [];
    const added = told.filter(stage => !before.some(other => other.id === stage.id));
    const counts = new Map(known?.rows);
    for (const [stage, count] of rows ?? []) counts.set(stage, (counts.get(stage) ?? 0) + count);
    stages.set(id, { id, name, stages: [...before, ...added], rows: counts });
  }
  return {
    dialect: pages.find(page => page.dialect !== null)?.dialect ?? null,
    rows: pages.flatMap(page => page.rows),
    unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
    total: pages.findLast(page => page.total !== null)?.total ?? null,
    hasMore: pages.at(-1)?.hasMore ?? false,
    pipelines: [...stages.values()],
  };
}

function paginationOf(json: Row): Row {
  const nested = isRow(json.data) ? json.data.pagination : json.pagination;
  return isRow(nested) ? nested : {};
}

/** An empty page always ends the walk; otherwise the most explicit member of the pagination decides. */
function hasMore(pagination: Row, count: number, page: number, limit: number): boolean {
  const pages = number(pagination.total_pages);
  if (pages !== null) return page < pages;
  if (typeof pagination.has_next === 'boolean') return pagination.has_next;
  const total = number(pagination.total);
  return total === null ? count >= limit : page * limit < total;
}

function pipelinesOf(
  dialect: Dialect | null,
  json: Row,
  raw: readonly unknown[],
  rows: readonly Opportunity[],
): readonly ToldPipeline[] {
  switch (dialect) {
    case 'documented':
      return [documentedPipeline];
    case 'status': {
      const pipeline = availablePipeline(json.available_stages);
      return pipeline === null ? [] : [pipeline];
    }
    case 'stage_id':
      return learnt(raw, rows);
    case null:
      return [];
    default:
      return assertNever(dialect);
  }
}

/** The pipelines and stages the rows themselves show, in the order they are met. */
function learnt(raw: readonly unknown[], rows: readonly Opportunity[]): readonly ToldPipeline[] {
  const names = new Map<string, string>();
  for (const row of raw) {
    if (isRow(row)) names.set(identifier(row.pipeline_id), firstText(row, 'pipeline_name'));
  }
  const found = new Map<string, ToldPipeline>();
  for (const { pipeline: id, stage } of rows) {
    if (stage.id === '') continue;
    const known = found.get(id);
    const stages = known?.stages ?? [];
    const isKnown = stages.some(other => other.id === stage.id);
    found.set(id, {
      id,
      name: names.get(id) ?? '',
      stages: isKnown ? stages : [...stages, stage],
      rows: new Map(known?.rows).set(stage.id, (known?.rows?.get(stage.id) ?? 0) + 1),
    });
  }
  return [...found.values()];
}
