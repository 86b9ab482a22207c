/**
 * The room of the directory. Enters: pages of the list. Leaves: every opportunity of the account, kept up to date, and
 * how many are missing.
 */

import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import type {
  Opportunity,
  OpportunityId,
  Pipeline,
  PipelineId,
  StageId,
  StageRole,
} from '../../contract/model.ts';
import type { LightRow } from '../../contract/row-store.ts';
import type { DirectoryView } from '../../contract/snapshot.ts';
import { tellsStages } from '../dialect/registry.ts';
import type { KnownStages, ToldStages } from '../dialect/stages.ts';
import { listFailure } from '../requests/fetch-page.ts';
import { createCore } from './directory-core.ts';
import type { DirectoryDeps } from './directory-ports.ts';
import { type FirstPage, walk } from './page-walk.ts';
import { recounted, wantedAnew } from './progress.ts';
import { isOff, reconcileDue, reconcilePaceMs, reconcileStep } from './reconcile.ts';

/**
 * The local copy of one account's opportunities. It first loads the whole list, newest first, page by page. Then it
 * follows changes, with one request where little changed. Now and then it walks through everything to find what was
 * deleted or skipped by the server's unstable sort. Each page is on disk before the next is asked for, and an
 * interrupted walk resumes where it stopped. One request at a time, beside the user's own search.
 */
export interface Directory {
  /** Every known row, for filling the catalogue at the start. */
  rows(): Iterable<LightRow>;
  get(id: OpportunityId): Opportunity | null;
  /** When the request left that last confirmed this row, epoch ms; null when that was more than a minute ago. */
  fetchedAt(id: OpportunityId): number | null;
  pipelines(): readonly Pipeline[];
  /** The known stages by id, for the courier. */
  knownStages(): KnownStages;
  view(): DirectoryView;
  /** Resumes unfinished work by itself until `stop`. */
  start(): void;
  /** Fetches what changed, or resumes the first load. A call during another joins it. `why`: the user asks for it. */
  refresh(first?: FirstPage | null, why?: 'asked'): Promise<Result<null>>;
  /** Searches the server for this name. Replies how many rows were new. */
  findOnServer(text: string): Promise<Result<number>>;
  /**
   * Takes in rows of other answers; pages that were asked for earlier will not undo them. `askedAt`: when they were
   * asked for (epoch ms), null when the caller does not know.
   */
  learn(rows: readonly Opportunity[], askedAt: number | null): void;
  /** The server no longer has this row. */
  gone(id: OpportunityId): void;
  /**
   * A row seems to be missing: everything is read again soon, at most once an hour. That also finds what was corrected
   * on the server without a newer `updated_at`.
   */
  readAllSoon(): void;
  /** Takes in what an answer other than the list told of stages. */
  learnStages(told: ToldStages): void;
  /** Sets the user's own order of a pipeline's stages. */
  reorder(pipeline: PipelineId, order: readonly StageId[]): void;
  /** Sets the user's own role of a stage; null removes it. False when the pipeline has no such stage. */
  mark(pipeline: PipelineId, stage: StageId, role: StageRole | null): boolean;
  /**
   * The server refused this stage. It leaves the picker unless a known row stands in it or the server lists it. True
   * when it is no longer offered.
   */
  stageRefused(stage: StageId): boolean;
  /** Waits for the request in flight, writes its answer, and tells nobody. */
  stop(): Promise<void>;
}

/** Whether the time has passed until which the server wanted no request. */
function isOver(failure: Failure | null, now: number): boolean {
  return failure?.code === 'rate-limited' && failure.until <= now;
}

/** Milliseconds between two looks for unfinished work. */
const idleMs = 60_000;

export function createDirectory(deps: DirectoryDeps): Directory {
  const { store, clock, listener } = deps;
  const core = createCore(deps);
  let walking: Promise<Result<null>> | null = null;
  let reconciling: Promise<void> | null = null;
  let started = false;
  let cancelTick = (): void => {};
  /** Monotonic milliseconds before which the reconcile's next page must not be asked for. */
  let nextPageAt = 0;

  const view = (): DirectoryView => core.view(walking === null ? 'idle' : 'loading');
  const tellView = (): void => {
    if (!core.stopped) listener.viewed(view());
  };

  const refresh = (first: FirstPage | null = null, why?: 'asked'): Promise<Result<null>> => {
    if (walking !== null) return walking;
    if (core.stopped) return Promise.resolve(ok(null));
    const run = (async () => {
      await reconciling;
      const walked = await walk(core, first, tellView, why);
      const result = walked.ok ? await makeWhole() : walked;
      walking = null;
      core.failure = result.ok ? null : result.failure;
      tellView();
      schedule();
      return result;
    })();
    walking = run;
    tellView();
    return run;
  };

  /** A first load in which the sort skipped rows continues at once until it has them. */
  const makeWhole = async (): Promise<Result<null>> => {
    while (core.note().reconciledAt === null && isDue()) {
      const failure = await reconcileStep(core);
      if (failure !== null) return fail(failure);
      tellView();
    }
    return ok(null);
  };

  const isDue = (): boolean => reconcileDue(core.note(), store.size, deps.elapsedSince);

  const tick = (): void => {
    if (core.stopped || walking !== null || reconciling !== null) return;
    const note = core.note();
    if (core.barred() || !deps.permit()) schedule();
    else if (!note.complete || isOver(core.failure, clock.now())) void refresh();
    else if (isDue() && clock.monotonic() >= nextPageAt) {
      const isUrgent = isOff(note, store.size);
      // A walk spread over the day may have passed, hours ago, the rows that it is now wanted for.
      if (note.wanted === 'waiting' && note.reconcile !== null && !isUrgent) {
        core.keep({ sighted: 'reset' }, { ...note, reconcile: null });
      }
      const soon = isUrgent || note.wanted !== 'no';
      nextPageAt = clock.monotonic() + reconcilePaceMs(core.limit(), store.size, soon);
      reconciling = reconcileStep(core).then(failure => {
        core.failure = failure;
        reconciling = null;
        tellView();
        schedule();
      });
    } else schedule();
  };

  const schedule = (): void => {
    cancelTick();
    if (core.stopped || !started) return;
    const left = core.note().reconcile === null ? idleMs : nextPageAt - clock.monotonic();
    cancelTick = clock.after(Math.min(idleMs, Math.max(1_000, left)), tick);
  };

  return {
    rows: () => store.rows(),
    get: id => store.get(id),
    fetchedAt: id => core.fresh.at(id),
    pipelines: () => core.pipelines.all(),
    knownStages: core.knownStages,
    view,
    start() {
      started = true;
      tick();
    },
    refresh,
    async findOnServer(text) {
      const fetched = await core.fetch({ page: 1, search: text }, null, 'asked');
      if (fetched === null) return fail(core.noLeave());
      const { pulled, asked } = fetched;
      if (pulled.kind === 'unchanged') return ok(0);
      if (pulled.kind !== 'page') return fail(listFailure(pulled, clock.now()));
      const rows = core.current(pulled.page, asked);
      const added = core.keep({ upsert: rows, ...core.learnStages(pulled.page) }, core.note(), asked);
      tellView();
      return ok(added);
    },
    learnStages: core.keepStages,
    learn(rows, askedAt) {
      const { failure } = core;
      core.learn(rows, askedAt);
      if (core.failure !== failure) tellView();
    },
    gone(id) {
      if (store.get(id) === null) return;
      const note = core.note();
      core.keep({ remove: [id] }, recounted(note, note.total === null ? null : note.total - 1));
      tellView();
    },
    readAllSoon() {
      const note = core.note();
      if (note.wanted !== 'no' || core.stopped || !note.complete) return;
      nextPageAt = Math.min(nextPageAt, clock.monotonic());
      core.keep({}, wantedAnew(note));
      schedule();
    },
    reorder(pipeline, order) {
      core.pipelines.reorder(pipeline, order);
      core.keep({ pipelines: core.pipelines.text() });
      core.tellPipelines();
    },
    mark(pipeline, stage, role) {
      if (!core.pipelines.mark(pipeline, stage, role)) return false;
      core.keep({ pipelines: core.pipelines.text() });
      core.tellPipelines();
      return true;
    },
    stageRefused(stage) {
      if (core.stopped) return false;
      const { dialect } = core.note();
      const listed = tellsStages(dialect);
      if (core.knownStages().find(stage) === null) return true;
      if (listed) return false;
      for (const row of store.rows()) if (row.whole().stage.id === stage) return false;
      if (!core.pipelines.forget(stage)) return false;
      core.keep({ pipelines: core.pipelines.text() });
      core.tellPipelines();
      return true;
    },
    async stop() {
      core.stopped = true;
      cancelTick();
      await walking;
      await reconciling;
    },
  };
}
