import { fail, ok, type Result } from '../contract/failure.ts';
import type { Hit } from '../contract/find.ts';
import type {
  LaneId,
  Opportunity,
  OpportunityId,
  Pipeline,
  PipelineId,
  Stage,
  StageId,
} from '../contract/model.ts';
import type { DirectoryView } from '../contract/snapshot.ts';
import { readPage } from '../raze/dialect/page.ts';
import { emptyBook } from '../raze/dialect/stages.ts';
import { failureOf } from '../raze/failures.ts';
import type { Http } from '../raze/http.ts';
import { listPath, pageSize } from '../raze/list.ts';
import { judge } from '../raze/outcome.ts';
import type { Probed } from '../raze/probe.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { Current } from './session.ts';

/** Everything about the opportunities of the account in use: the rows on disk, the catalogue, the pull. */
export interface Desk {
  /** Leaves the account before and opens this one: what is on disk is searchable at once, the pull follows. */
  open(current: Current | null, probed: Probed | null): void;
  /** `shown`: when older than a minute. `asked`: now. Resolves when it is done; failures are in the view. */
  refresh(why: 'shown' | 'asked'): Promise<void>;
  /** Asks the server by name; replies how many rows were new. */
  searchServer(text: string): Promise<Result<number>>;
  /** Looks one opportunity up and keeps it. */
  look(id: OpportunityId): Promise<Result<Hit>>;
  /** What stands in the search box now. */
  typed(text: string): void;
  /** The user chose this row for the letters typed last. */
  picked(id: OpportunityId): void;
  forgetPicks(): void;
  reorder(pipeline: PipelineId, order: readonly StageId[]): void;
  row(id: OpportunityId): { readonly row: Opportunity; readonly fetchedAt: number | null } | null;
  pipelines(): readonly Pipeline[];
  view(): DirectoryView;
  /** An answer to somebody else's request said what the server holds. */
  saw(lane: LaneId, id: OpportunityId, stage: Stage, opportunity: Opportunity | null): void;
  stop(): Promise<void>;
}
export interface DeskDeps {
  readonly http: Http;
  readonly catalogue: Catalogue<Opportunity>;
  readonly onChange: () => void;
  readonly onFound: () => void;
}

/** Pulls the whole list into memory. */
export function createDesk(deps: DeskDeps): Desk {
  let pipelines: Pipeline[] = [];
  let view: DirectoryView = {
    known: 0,
    total: null,
    phase: 'idle',
    failure: null,
    refreshedAt: null,
    unreadable: 0,
  };
  const at = new Map<string, number>();
  let cur: Current | null = null;
  const pull = async () => {
    if (cur === null) return;
    for (let page = 1; ; page++) {
      view = { ...view, phase: 'loading' };
      const ex = await deps.http({
        baseUrl: cur.baseUrl,
        key: cur.key,
        method: 'GET',
        path: listPath({ page }),
      });
      const { result } = judge(ex, Date.now());
      if (result.kind !== 'success') {
        view = {
          ...view,
          phase: 'idle',
          failure: failureOf(result, Date.now()),
        };
        deps.onChange();
        return;
      }
      const p = readPage(result.json, emptyBook, page, pageSize);
      if (!p) return;
      deps.catalogue.put(p.rows);
      for (const r of p.rows) at.set(r.id, Date.now());
      if (p.pipelines.length) pipelines = [...p.pipelines];
      view = { ...view, known: deps.catalogue.size, total: p.total, failure: null };
      deps.onChange();
      deps.onFound();
      if (!p.hasMore) break;
    }
    view = { ...view, phase: 'idle', refreshedAt: Date.now() };
    deps.onChange();
  };
  return {
    open(c) {
      cur = c;
      deps.catalogue.clear();
      view = { known: 0, total: null, phase: 'idle', failure: null, refreshedAt: null, unreadable: 0 };
      void pull();
    },
    refresh: pull,
    searchServer: async () => ok(0),
    look: async () => fail({ code: 'opportunity-unknown' }),
    picked() {},
    forgetPicks() {},
    reorder() {},
    typed() {},
    row: id => {
      const row = deps.catalogue.get(id);
      return row ? { row, fetchedAt: at.get(id) ?? null } : null;
    },
    pipelines: () => pipelines,
    view: () => view,
    saw(_l, id, stage, o) {
      const row = o ?? deps.catalogue.get(id);
      if (row) {
        deps.catalogue.put([{ ...row, stage }]);
        at.set(id, Date.now());
        deps.onFound();
      }
    },
    stop: async () => {},
  };
}
