import { type Failure, fail, ok, type Result } from '../contract/failure.ts';
import type { Opportunity, OpportunityId, Pipeline, PipelineId, StageId } from '../contract/model.ts';
import type { DirectoryView } from '../contract/snapshot.ts';
import type { Page } from './dialect/page.ts';
import { readOne } from './dialect/single.ts';
import { bookOf, type StageBook } from './dialect/stages.ts';
import type { DirectoryDeps, LightRow, ShelfBatch } from './directory-ports.ts';
import { failureOf } from './failures.ts';
import { createFreshness } from './freshness.ts';
import { emptyNote, type Note, readNote } from './note.ts';
import { judge } from './outcome.ts';
import { createPipelines } from './pipelines.ts';
import { linkOf, type Pulled, pull } from './pull.ts';
import { beginReconcile, endReconcile, reconcileDue, reconcilePaceMs } from './reconcile.ts';

/** The first page as `tryKey` brought it, so that it is not asked for twice. */
export interface FirstPage {
  readonly page: Page;
  readonly etag: string | null;
}

/**
 * The local copy of one account's opportunities. Loads the whole list once, newest first, page by page; then
 * follows changes with one request where little changed; and now and then walks through everything to find
 * what was deleted, or skipped by the server's unstable sort. Every page is on disk before the next is asked
 * for; an interrupted walk goes on where it stopped. One request at a time, beside the user's own search.
 */
export interface Directory {
  /** Every row known, for filling the catalogue at the start. */
  rows(): Iterable<LightRow>;
  get(id: OpportunityId): Opportunity | null;
  /** When the server last said what this row is, epoch ms; null when that is more than a minute ago. */
  fetchedAt(id: OpportunityId): number | null;
  pipelines(): readonly Pipeline[];
  /** The known stages by id, for the courier. */
  book(): StageBook;
  view(): DirectoryView;
  /** Goes on by itself with what is unfinished, until `stop`. */
  start(): void;
  /** Fetches what changed, or goes on with the first load. A call during another joins it. */
  refresh(first?: FirstPage): Promise<Result<null>>;
  /** Asks the server for this name. Answers how many rows were new. */
  findOnServer(text: string): Promise<Result<number>>;
  /** Takes in rows that other answers brought; pages that were asked for earlier will not undo them. */
  learn(rows: readonly Opportunity[]): void;
  /** The user's own order of a pipeline's stages. */
  reorder(pipeline: PipelineId, order: readonly StageId[]): void;
  /** The server refused this stage: it leaves the picker unless a known row stands in it. */
  stageRefused(stage: StageId): void;
  /** Lets the request in flight end, writes it down, tells nobody. */
  stop(): Promise<void>;
}

/** Between looks for unfinished work. */
const idleMs = 60_000;

export function createDirectory(deps: DirectoryDeps): Directory {
  const { shelf, clock, listener } = deps;
  const pipelines = createPipelines(shelf.pipelines());
  let note: Note = readNote(shelf.note());
  let book = bookOf(pipelines.all());
  let walking: Promise<Result<null>> | null = null;
  let reconciling: Promise<void> | null = null;
  let failure: Failure | null = null;
  let limit: number | null = null;
  let resetsAt = 0;
  /** Set by answers that no further try can change: the key, its permission. */
  let barred = false;
  let started = false;
  let stopped = false;
  let cancelTick = (): void => {};
  /** Monotonic: the reconcile's next page may not be asked for earlier. */
  let nextPageAt = 0;
  /** Counts requests and lessons, so that a page never undoes what was learnt after it was asked for. */
  let moment = 0;
  const learntAt = new Map<OpportunityId, number>();
  const fetched = createFreshness();

  const view = (): DirectoryView => ({
    known: shelf.size,
    total: note.total,
    phase: walking !== null ? 'loading' : 'idle',
    failure,
    refreshedAt: note.refreshedAt,
    unreadable: note.unreadable,
  });
  const tellView = (): void => {
    if (!stopped) listener.viewed(view());
  };

  /** Writes, and tells what changed. */
  const keep = (batch: ShelfBatch, next: Note = note): number => {
    note = next;
    fetched.note(batch.upsert ?? [], clock.now());
    const {
      changed,
      removed,
      added,
      failure: trouble,
    } = shelf.keep({ ...batch, note: JSON.stringify(note) });
    if (trouble !== null) failure = trouble;
    if (!stopped && changed.length + removed.length > 0) listener.changed(changed, removed);
    return added;
  };

  const learnPipelines = (page: Page): Pick<ShelfBatch, 'pipelines'> => {
    const before = pipelines.text();
    if (pipelines.learn(page.dialect, page.pipelines, page.rows)) tellPipelines();
    return pipelines.text() === before ? {} : { pipelines: pipelines.text() };
  };
  const tellPipelines = (): void => {
    book = bookOf(pipelines.all());
    if (!stopped) listener.pipelines(pipelines.all());
  };

  const observe: DirectoryDeps['observe'] = (quota, link) => {
    if (quota !== null) {
      limit = quota.limit;
      resetsAt = quota.resetsAt;
    }
    deps.observe(quota, link);
  };

  /** The rows of a page that was asked for at `asked`, without those that something newer was learnt of. */
  const current = (rows: readonly Opportunity[], asked: number): readonly Opportunity[] =>
    rows.filter(({ id }) => (learntAt.get(id) ?? 0) <= asked);

  /** One page of the list; null when no request may be made now. */
  const fetchPage = async (
    request: { readonly page: number; readonly search?: string },
    etag: string | null,
  ): Promise<{ readonly pulled: Pulled; readonly asked: number } | null> => {
    const connection = deps.connection();
    if (stopped || connection === null || !deps.permit()) return null;
    moment += 1;
    const asked = moment;
    const pulled = await pull({ http: deps.http, now: clock.now, observe }, connection, request, book, etag);
    if (pulled.kind === 'page') heedDialect(pulled.page);
    barred = pulled.kind === 'unauthorised' || pulled.kind === 'forbidden';
    return { pulled, asked };
  };

  const heedDialect = ({ dialect }: Page): void => {
    if (dialect === null) return;
    if (!stopped && deps.connection()?.dialect !== dialect) listener.dialect(dialect);
    if (note.dialect !== null && note.dialect !== dialect) note = emptyNote;
    note = { ...note, dialect };
  };

  const noLeave = (): Failure =>
    deps.connection() === null
      ? { code: 'key-none' }
      : { code: 'rate-limited', until: Math.max(resetsAt, clock.now()) };

  /** Newest first until rows are met that the last walk knew, or the list ends. */
  const walk = async (first: FirstPage | null): Promise<Result<null>> => {
    let next = 1;
    let given: Pulled | null = first === null ? null : { kind: 'page', ...first };
    while (true) {
      // The tag is worth asking with only when its page would end the walk or send it on to the cursor.
      const etag = next === 1 && shelf.size > 0 ? note.etag : null;
      const answer: Awaited<ReturnType<typeof fetchPage>> =
        given === null ? await fetchPage({ page: next }, etag) : { pulled: given, asked: moment };
      given = null;
      if (answer === null) return fail(noLeave());
      const { pulled, asked } = answer;
      if (pulled.kind !== 'page' && pulled.kind !== 'unchanged') return fail(failureOf(pulled, clock.now()));
      const step = pulled.kind === 'page' ? takePage(pulled, next, asked) : { same: true, last: false };
      const settled = pulled.kind === 'unchanged' ? note.cursor === null && note.complete : step.last;
      if (settled) {
        finishWalk();
        return ok(null);
      }
      next = step.same ? Math.max(next + 1, note.cursor ?? 0) : next + 1;
      keep({}, { ...note, cursor: Math.max(next, note.cursor ?? 0) });
      tellView();
    }
  };

  /** Puts a page on the shelf. `same`: nothing in it was new. `last`: the walk ends here. */
  const takePage = (
    { page, etag }: Extract<Pulled, { kind: 'page' }>,
    number: number,
    asked: number,
  ): { readonly same: boolean; readonly last: boolean } => {
    const rows = current(page.rows, asked);
    const oldest = page.rows.at(-1);
    const oldestAt = oldest?.updatedAt ?? null;
    const known = oldest === undefined ? null : shelf.get(oldest.id);
    const metKnown =
      note.watermark !== null &&
      oldestAt !== null &&
      oldestAt <= note.watermark &&
      known?.updatedAt === oldestAt &&
      known.stage.id === oldest?.stage.id;
    const before = shelf.size;
    const highest = Math.max(note.highest ?? 0, ...page.rows.map(row => row.updatedAt ?? 0));
    let differing = 0;
    for (const row of rows) if (shelf.get(row.id)?.updatedAt !== row.updatedAt) differing += 1;
    keep(
      {
        upsert: rows,
        ...learnPipelines(page),
        ...(note.reconcile === null ? {} : { sighted: page.rows.map(row => row.id) }),
      },
      {
        ...note,
        total: page.total ?? note.total,
        highest: highest === 0 ? note.highest : highest,
        unreadable: note.complete
          ? Math.max(note.unreadable, page.unreadable)
          : note.unreadable + page.unreadable,
        etag: number === 1 ? etag : note.etag,
      },
    );
    const same = differing === 0 && shelf.size === before;
    return { same, last: !page.hasMore || metKnown };
  };

  const finishWalk = (): void => {
    const ended = !note.complete && pipelines.settle();
    if (ended) tellPipelines();
    keep(ended ? { pipelines: pipelines.text() } : {}, {
      ...note,
      complete: true,
      cursor: null,
      watermark: note.highest ?? note.watermark,
      highest: null,
      refreshedAt: clock.now(),
    });
  };

  const refresh = (first: FirstPage | null): Promise<Result<null>> => {
    if (walking !== null) return walking;
    if (stopped) return Promise.resolve(ok(null));
    failure = null;
    const run = (async () => {
      await reconciling;
      const result = await walk(first);
      walking = null;
      if (!result.ok) failure = result.failure;
      tellView();
      schedule();
      return result;
    })();
    walking = run;
    tellView();
    return run;
  };

  /** One page of the walk that finds deletions. */
  const reconcile = async (): Promise<void> => {
    if (note.reconcile === null) keep({ sighted: 'reset' }, beginReconcile(note));
    const number = note.reconcile ?? 1;
    const answer = await fetchPage({ page: number }, null);
    if (answer === null || answer.pulled.kind !== 'page') return;
    const { page } = answer.pulled;
    keep(
      {
        upsert: current(page.rows, answer.asked),
        sighted: page.rows.map(row => row.id),
        ...learnPipelines(page),
      },
      {
        ...note,
        reconcile: number + 1,
        skipped: note.skipped + page.unreadable,
        total: page.total ?? note.total,
      },
    );
    if (page.hasMore) return;
    const verdict = endReconcile(note, shelf, clock.now());
    const gone = [...verdict.gone];
    for (const id of verdict.doubtful) if ((await isGone(id)) === true) gone.push(id);
    const resettled = pipelines.settle();
    if (resettled) tellPipelines();
    keep(
      { remove: gone, sighted: 'reset', ...(resettled ? { pipelines: pipelines.text() } : {}) },
      verdict.note,
    );
    tellView();
  };

  /** Asks for one row that a whole walk has not met; null when that cannot be known now. */
  const isGone = async (id: OpportunityId): Promise<boolean | null> => {
    const connection = deps.connection();
    if (stopped || connection === null || !deps.permit()) return null;
    const { baseUrl, key, dialect } = connection;
    const exchange = await deps.http({ baseUrl, key, method: 'GET', path: `/opportunities/${id}` });
    const { result, quota } = judge(exchange, clock.now());
    observe(quota, linkOf(result));
    if (result.kind !== 'success') return result.kind === 'missing' ? true : null;
    const row = readOne(result.json, id, dialect, book)?.opportunity ?? null;
    if (row !== null) keep({ upsert: [row] });
    return false;
  };

  const tick = (): void => {
    if (stopped || walking !== null || reconciling !== null) return;
    const now = clock.now();
    if (barred || !deps.permit()) schedule();
    else if (!note.complete) void refresh(null);
    else if (reconcileDue(note, shelf.size, now) && clock.monotonic() >= nextPageAt) {
      nextPageAt = clock.monotonic() + reconcilePaceMs(limit);
      reconciling = reconcile().finally(() => {
        reconciling = null;
        schedule();
      });
    } else schedule();
  };

  const schedule = (): void => {
    cancelTick();
    if (stopped || !started) return;
    const left = note.reconcile === null ? idleMs : nextPageAt - clock.monotonic();
    cancelTick = clock.after(Math.min(idleMs, Math.max(1_000, left)), tick);
  };

  return {
    rows: () => shelf.rows(),
    get: id => shelf.get(id),
    fetchedAt: id => fetched.at(id, clock.now()),
    pipelines: () => pipelines.all(),
    book: () => book,
    view,
    start() {
      started = true;
      tick();
    },
    refresh: (first = undefined) => refresh(first ?? null),
    async findOnServer(text) {
      const answer = await fetchPage({ page: 1, search: text }, null);
      if (answer === null) return fail(noLeave());
      const { pulled, asked } = answer;
      if (pulled.kind === 'unchanged') return ok(0);
      if (pulled.kind !== 'page') return fail(failureOf(pulled, clock.now()));
      const added = keep({ upsert: current(pulled.page.rows, asked), ...learnPipelines(pulled.page) });
      tellView();
      return ok(added);
    },
    learn(rows) {
      moment += 1;
      for (const { id } of rows) learntAt.set(id, moment);
      keep({ upsert: rows, ...(note.reconcile === null ? {} : { sighted: rows.map(row => row.id) }) });
    },
    reorder(pipeline, order) {
      pipelines.reorder(pipeline, order);
      keep({ pipelines: pipelines.text() });
      tellPipelines();
    },
    stageRefused(stage) {
      for (const row of shelf.rows()) if (row.whole().stage.id === stage) return;
      if (!pipelines.forget(stage)) return;
      keep({ pipelines: pipelines.text() });
      tellPipelines();
    },
    async stop() {
      stopped = true;
      cancelTick();
      await walking;
      await reconciling;
    },
  };
}
