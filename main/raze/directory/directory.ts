/**
 * The room of the directory. Enters: pages of the list. Leaves: every opportunity of the account, kept up to date, and
 * how many are missing.
 */

import { type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import type { Opportunity, OpportunityId, PipelineId, StageId, StageRole } from '../../contract/model.ts';
import type { LightRow } from '../../contract/row-store.ts';
import type { DirectoryView } from '../../contract/snapshot.ts';
import { tellsStages } from '../dialect/registry.ts';
import type { FirstPage } from '../requests/probe.ts';
import type { DirectoryDeps } from './directory-ports.ts';
import { createLocalCopy } from './local-copy.ts';
import { walk } from './page-walk.ts';
import { endsWithAnyAnswer } from './passing-failures.ts';
import { missingOf, recounted, wantedAnew } from './progress.ts';
import { isOff, reconcileDue, reconcilePaceMs, reconcileStep } from './reconcile.ts';
import { createServerList } from './server-list.ts';

/** Milliseconds between two looks for unfinished work. */
const idleMs = 60_000;

export type Directory = ReturnType<typeof createDirectory>;

/**
 * The local copy of one account's opportunities. It first loads the whole list, newest first, page by page. Then it
 * follows changes, with one request where little changed. Now and then it walks through everything to find what was
 * deleted or skipped by the server's unstable sort. Each page is on disk before the next is asked for, and an
 * interrupted walk resumes where it stopped. One request at a time, beside the user's own search.
 */
export function createDirectory(deps: DirectoryDeps) {
  const { store, clock, listener } = deps;
  /** Once stopped, nobody is told anything more and nothing is asked for. */
  let stopped = false;
  const copy = createLocalCopy(deps, () => stopped);
  const list = createServerList(deps, copy, () => stopped);
  /** Why the list could not be read; null after a page of it. */
  let failure: Failure | null = null;
  let walking: Promise<Result<null>> | null = null;
  let reconciling: Promise<void> | null = null;
  let started = false;
  let cancelTick = (): void => {};
  /** Monotonic milliseconds before which the reconcile's next page must not be asked for. */
  let nextPageAt = 0;

  const view = (): DirectoryView => {
    const { total, refreshedAt, unreadable } = copy.note();
    const [known, missing] = [store.size, missingOf(copy.note(), store.size)];
    const phase = walking === null ? 'idle' : 'loading';
    return { known, total, phase, failure: failure ?? copy.failure(), refreshedAt, unreadable, missing };
  };
  const tellView = (): void => {
    if (!stopped) listener.viewed(view());
  };
  const pageCame = (): void => {
    failure = null;
    tellView();
  };

  const refresh = (first: FirstPage | null = null, why?: 'asked'): Promise<Result<null>> => {
    if (walking !== null) return walking;
    if (stopped) return Promise.resolve(ok(null));
    const run = (async () => {
      await reconciling;
      const walked = await walk(copy, list, first, pageCame, why);
      const result = walked.ok ? await makeWhole() : walked;
      walking = null;
      failure = result.ok ? null : result.failure;
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
    while (copy.note().reconciledAt === null && isDue()) {
      const failed = await reconcileStep(copy, list);
      if (failed !== null) return fail(failed);
      pageCame();
    }
    return ok(null);
  };

  const isDue = (): boolean => reconcileDue(copy.note(), store.size, deps.elapsedSince);

  const tick = (): void => {
    if (stopped || walking !== null || reconciling !== null) return;
    const note = copy.note();
    const mayGoOn = failure?.code === 'rate-limited' && failure.until <= clock.now();
    if (list.barred() || !deps.permit()) schedule();
    else if (!note.complete || mayGoOn) void refresh();
    else if (isDue() && clock.monotonic() >= nextPageAt) {
      const isUrgent = isOff(note, store.size);
      // A walk spread over the day may have passed, hours ago, the rows that it is now wanted for.
      if (note.wanted === 'waiting' && note.reconcile !== null && !isUrgent) {
        copy.keep({ sighted: 'reset' }, { ...note, reconcile: null });
      }
      const soon = isUrgent || note.wanted !== 'no';
      nextPageAt = clock.monotonic() + reconcilePaceMs(list.limit(), store.size, soon);
      reconciling = reconcileStep(copy, list).then(failed => {
        failure = failed;
        reconciling = null;
        tellView();
        schedule();
      });
    } else schedule();
  };

  const schedule = (): void => {
    cancelTick();
    if (stopped || !started) return;
    const left = copy.note().reconcile === null ? idleMs : nextPageAt - clock.monotonic();
    cancelTick = clock.after(Math.min(idleMs, Math.max(1_000, left)), tick);
  };

  return {
    /** Every known row. */
    rows: (): Iterable<LightRow> => store.rows(),
    get: (id: OpportunityId): Opportunity | null => store.get(id),
    /** When the request left that last confirmed this row, epoch ms; null when that was more than a minute ago. */
    fetchedAt: copy.fetchedAt,
    pipelines: copy.pipelines,
    /** The known stages by id, for the courier. */
    knownStages: copy.knownStages,
    view,
    /** Resumes unfinished work by itself until `stop`. */
    start(): void {
      started = true;
      tick();
    },
    /** Fetches what changed, or resumes the first load. A call during another joins it. `why`: the user asks for it. */
    refresh,
    /** Searches the server for this name. Replies how many rows were new. */
    async findOnServer(text: string): Promise<Result<number>> {
      const fetched = await list.fetch({ page: 1, search: text }, null, 'asked');
      if (fetched.kind === 'failed') return fail(fetched.failure);
      const added = fetched.kind === 'page' ? copy.keepPage(fetched, copy.note()) : 0;
      pageCame();
      return ok(added);
    },
    /** Takes in what an answer other than the list told of stages. */
    learnStages: copy.keepStages,
    /** Takes in rows of other answers. `askedAt`: when they were asked for (epoch ms), null when unknown. */
    learn(rows: readonly Opportunity[], askedAt: number | null): void {
      copy.learn(rows, askedAt);
      if (failure !== null && endsWithAnyAnswer[failure.code]) pageCame();
    },
    /** The server no longer has this row. */
    gone(id: OpportunityId): void {
      if (store.get(id) === null) return;
      const note = copy.note();
      copy.keep({ remove: [id] }, recounted(note, note.total === null ? null : note.total - 1));
      tellView();
    },
    /**
     * A row seems to be missing: everything is read again soon, at most once an hour. That also finds what was corrected
     * on the server without a newer `updated_at`.
     */
    readAllSoon(): void {
      const note = copy.note();
      if (note.wanted !== 'no' || stopped || !note.complete) return;
      nextPageAt = Math.min(nextPageAt, clock.monotonic());
      copy.keep({}, wantedAnew(note));
      schedule();
    },
    /** Sets the user's own order of a pipeline's stages. */
    reorder: (pipeline: PipelineId, order: readonly StageId[]): boolean =>
      copy.changeStages(pipelines => pipelines.reorder(pipeline, order)),
    /** Sets the user's own role of a stage; null removes it. False when the pipeline has no such stage. */
    mark: (pipeline: PipelineId, stage: StageId, role: StageRole | null): boolean =>
      copy.changeStages(pipelines => pipelines.mark(pipeline, stage, role)),
    /**
     * The server refused this stage. It leaves the picker unless a known row stands in it or the server lists it. True
     * when it is no longer offered.
     */
    stageRefused(stage: StageId): boolean {
      if (stopped) return false;
      if (copy.knownStages().find(stage) === null) return true;
      if (tellsStages(copy.note().dialect)) return false;
      for (const row of store.rows()) if (row.standing().stage === stage) return false;
      return copy.changeStages(pipelines => pipelines.forget(stage));
    },
    /** Waits for the request in flight, writes its answer, and tells nobody. */
    async stop(): Promise<void> {
      stopped = true;
      cancelTick();
      await walking;
      await reconciling;
    },
  };
}
