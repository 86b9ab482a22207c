import type { Failure } from '../../contract/failure.ts';
import type { Opportunity, OpportunityId } from '../../contract/model.ts';
import type { RowBatch } from '../../contract/row-store.ts';
import type { DirectoryView, QuotaView } from '../../contract/snapshot.ts';
import { reserveShare } from '../../outbox/model/policy.ts';
import { failureOf } from '../../outbox/model/trouble.ts';
import { type ListRequest, rowsPerPage } from '../dialect/list-request.ts';
import { withKnown } from '../dialect/members.ts';
import type { Page } from '../dialect/page.ts';
import { readOne } from '../dialect/single.ts';
import { type KnownStages, knownStagesOf, type ToldStages } from '../dialect/stages.ts';
import { judge } from '../http/outcome.ts';
import type { Connection } from '../requests/courier.ts';
import { linkOf, type Pulled, pull } from '../requests/fetch-page.ts';
import { censusOf } from '../stages/census.ts';
import { createPipelines, type Pipelines } from '../stages/pipelines.ts';
import type { DirectoryDeps } from './directory-ports.ts';
import { createFreshness, type Freshness } from './freshness.ts';
import { emptyNote, missingOf, type Note, readNote } from './progress.ts';
import { pullInParts } from './split-page.ts';

/** What the walks of a directory share: the row store with its note, the known stages, and access to the server. */
export interface Core {
  readonly deps: DirectoryDeps;
  readonly fresh: Freshness;
  readonly pipelines: Pipelines;
  note(): Note;
  knownStages(): KnownStages;
  /**
   * Writes the batch and the note and tells what changed. Returns how many rows were new. `asked`: when the rows were
   * asked for; without it they do not count as freshly fetched.
   */
  keep(batch: RowBatch, next?: Note, asked?: AskedMoment): number;
  /** Takes in what a page tells of stages; returns what to write with its rows. */
  learnStages(page: Pick<Page, 'dialect' | 'pipelines'>): Pick<RowBatch, 'pipelines'>;
  /** Takes in what an answer other than a page told of stages. */
  keepStages(told: ToldStages): void;
  /** Counts in which stages all rows stand; returns what to write at the end of a walk. */
  settleStages(): Promise<Pick<RowBatch, 'pipelines'>>;
  /** Tells the listener that the pipelines have changed. */
  tellPipelines(): void;
  /** Takes in what a page that did not come by `fetch` shows of its server: the dialect and the page length. */
  heed(page: Pick<Page, 'dialect' | 'size'>): void;
  /** Fetches one page of the list; null when no request may be made now. `why`: the user asks for it. */
  fetch(request: ListRequest, etag: string | null, why?: 'asked'): Promise<Fetched | null>;
  /** Whether the server no longer has a row; null when that cannot be known now. */
  isGone(id: OpportunityId): Promise<boolean | null>;
  /**
   * The rows of a page that was asked for then, without those of which something newer was learnt since. Details that a
   * row does not have stay as they were known.
   */
  current(page: Page, asked: AskedMoment): readonly Opportunity[];
  /** Notes the rows of the first page, for which the noted entity tag holds. */
  tagged(rows: readonly Opportunity[]): void;
  /** The tag still held when it was asked for, so every row of that page counts as fetched then. */
  renew(asked: AskedMoment): void;
  /** Takes in rows of other answers. `askedAt` (epoch ms): when they were asked for, null when unknown. */
  learn(rows: readonly Opportunity[], askedAt: number | null): void;
  /** Why `fetch` made no request: no key, no requests left for reading, or sending is paused. */
  noLeave(): Failure;
  /** True after an answer that no further attempt can change: the key, its permission. */
  barred(): boolean;
  /** The hour's limit of requests; null when unknown. */
  limit(): number | null;
  /** Why the last fetch of the list failed; null after a success. */
  failure: Failure | null;
  /** True once stopped: nobody is told anything more and nothing is asked for. */
  stopped: boolean;
  view(phase: DirectoryView['phase']): DirectoryView;
}

/**
 * When a request left; its answer is at least that recent. `moment` counts requests and lessons, so that a page never
 * undoes what was learnt after it was asked for. `at` is epoch milliseconds.
 */
export interface AskedMoment {
  readonly moment: number;
  readonly at: number;
}

export interface Fetched {
  readonly pulled: Pulled;
  readonly asked: AskedMoment;
}

/** No request takes longer, in milliseconds: rows learnt before that are in every page that may still come. */
const outlives = 60_000;

/** Failures of the connection or of the whole server; over as soon as any request succeeds. */
const endsWithAnyAnswer: ReadonlySet<Failure['code']> = new Set([
  'offline',
  'unreachable',
  'timeout',
  'tls',
  'not-our-api',
  'server-failing',
  'server-unexpected',
]);

export function createCore(deps: DirectoryDeps): Core {
  const { store, clock, listener } = deps;
  const pipelines = createPipelines(store.pipelines());
  const fresh = createFreshness(clock);
  let note = readNote(store.note());
  let knownStages = knownStagesOf(pipelines.all());
  let quota: QuotaView | null = null;
  /** A failure that no further attempt can change: the key, its permission. */
  let barrier: Failure | null = null;
  let refusedUntil = 0;
  let moment = 0;
  /** Rows asked for in a page; fewer once the server gave fewer. */
  let pageLimit = rowsPerPage;
  /** Why the last write failed; null after a successful one. */
  let diskFailure: Failure | null = null;
  let firstPage: readonly Opportunity[] = [];
  /** When something was last learnt of each row, in that order. `at` is monotonic milliseconds. */
  const learnt = new Map<OpportunityId, { readonly moment: number; readonly at: number }>();

  const observe: DirectoryDeps['observe'] = (told, link) => {
    quota = told ?? quota;
    deps.observe(told, link);
  };

  /** The connection, or null when there is none or no request may be made now. */
  const leave = (why?: 'asked'): Connection | null => {
    if (core.stopped || !deps.permit(why) || deps.askLeave() !== null) return null;
    return deps.connection();
  };

  const heed = ({ dialect, size }: Pick<Page, 'dialect' | 'size'>): void => {
    pageLimit = Math.min(pageLimit, size);
    if (dialect === null) return;
    if (!core.stopped && deps.connection()?.dialect !== dialect) listener.dialect(dialect);
    // Another dialect has other ids and other times, so the note of the walk means nothing in it.
    if (note.dialect !== null && note.dialect !== dialect) note = emptyNote;
    note = { ...note, dialect };
  };

  const core: Core = {
    deps,
    fresh,
    pipelines,
    failure: null,
    stopped: false,
    note: () => note,
    knownStages: () => knownStages,
    keep(batch, next = note, asked) {
      note = next;
      if (asked !== undefined) fresh.note(batch.upsert ?? [], asked.at);
      const { changed, removed, added, failure } = store.keep({ ...batch, note: JSON.stringify(note) });
      diskFailure = failure;
      if (!core.stopped && changed.length + removed.length > 0) listener.changed(changed, removed);
      return added;
    },
    learnStages({ dialect, pipelines: told }) {
      const before = pipelines.text();
      if (pipelines.learn(dialect, told)) core.tellPipelines();
      const text = pipelines.text();
      return text === before ? {} : { pipelines: text };
    },
    keepStages(told) {
      heed({ ...told, size: pageLimit });
      core.keep(core.learnStages(told));
    },
    async settleStages() {
      const counting = censusOf(store.rows());
      let step = counting.next();
      while (step.done !== true) {
        await new Promise<void>(resolve => clock.after(0, resolve));
        step = counting.next();
      }
      const before = pipelines.text();
      if (pipelines.settle(step.value)) core.tellPipelines();
      const text = pipelines.text();
      return text === before ? {} : { pipelines: text };
    },
    heed,
    tellPipelines() {
      knownStages = knownStagesOf(pipelines.all());
      if (!core.stopped) listener.pipelines(pipelines.all());
    },
    async fetch(request, etag, why) {
      moment += 1;
      const asked = { moment, at: clock.now() };
      // A filtered list does not show the page length; the unfiltered list shows it again with its first page.
      const isPart = request.search !== undefined || request.status !== undefined;
      const isFirst = request.page === 1 && !isPart;
      const whole: ListRequest = { limit: isFirst ? rowsPerPage : pageLimit, ...request };
      const ask = async (part: ListRequest): Promise<Pulled | null> => {
        const connection = leave(why);
        if (connection === null) return null;
        const tag = part === whole ? etag : null;
        return pull({ http: deps.http, now: clock.now, observe }, connection, part, knownStages, tag);
      };
      const pulled = await pullInParts(ask, whole);
      if (pulled === null) return null;
      if (pulled.kind === 'limited') refusedUntil = clock.now() + pulled.waitMs;
      const isBarred = pulled.kind === 'unauthorised' || pulled.kind === 'forbidden';
      barrier = isBarred ? failureOf(pulled, clock.now()) : null;
      const isRead = pulled.kind === 'page' || pulled.kind === 'unchanged';
      if (!core.stopped && (isRead || pulled.kind === 'forbidden')) listener.mayRead(isRead);
      if (pulled.kind === 'page') {
        if (isFirst) pageLimit = rowsPerPage;
        heed(isPart ? { ...pulled.page, size: pageLimit } : pulled.page);
      }
      if (isRead) core.failure = null;
      return { pulled, asked };
    },
    async isGone(id) {
      const connection = leave();
      if (connection === null) return null;
      const { baseUrl, key, dialect } = connection;
      const exchange = await deps.http({ baseUrl, key, method: 'GET', path: `/opportunities/${id}` });
      const { result, quota: told } = judge(exchange, clock.now());
      const link = linkOf(result);
      if (link !== null) observe(told, link);
      if (result.kind !== 'success') return result.kind === 'missing' ? true : null;
      const row = readOne(result.json, id, dialect, knownStages, store.get(id))?.opportunity ?? null;
      if (row !== null) core.keep({ upsert: [row] });
      return false;
    },
    current: ({ rows, untold }, asked) =>
      rows
        .filter(({ id }) => (learnt.get(id)?.moment ?? 0) <= asked.moment)
        .map(row => {
          const left = untold.get(row.id);
          return left === undefined ? row : withKnown(row, left, store.get(row.id));
        }),
    tagged(rows) {
      firstPage = rows;
    },
    renew({ at }) {
      const same = ({ id, stage, updatedAt }: Opportunity): boolean => {
        const known = store.get(id);
        return known?.stage.id === stage.id && known.updatedAt === updatedAt;
      };
      fresh.note(firstPage.filter(same), at);
    },
    learn(rows, askedAt) {
      if (core.failure !== null && endsWithAnyAnswer.has(core.failure.code)) core.failure = null;
      moment += 1;
      const now = clock.monotonic();
      for (const { id } of rows) {
        learnt.delete(id);
        learnt.set(id, { moment, at: now });
      }
      for (const [id, { at }] of learnt) {
        if (now - at <= outlives) break;
        learnt.delete(id);
      }
      const sighted = note.reconcile === null ? {} : { sighted: rows.map(row => row.id) };
      core.keep({ upsert: rows, ...sighted }, note, askedAt === null ? undefined : { moment, at: askedAt });
    },
    noLeave() {
      if (deps.connection() === null) return { code: 'key-none' };
      if (barrier !== null) return barrier;
      if (refusedUntil > clock.now()) return { code: 'rate-limited', until: refusedUntil };
      // With more requests left than are ever kept for the writes, the quota is not the reason.
      const spent = quota !== null && quota.remaining <= quota.limit * reserveShare;
      if (quota !== null && spent && quota.resetsAt > clock.now()) {
        return { code: 'rate-limited', until: quota.resetsAt };
      }
      return { code: 'offline' };
    },
    barred: () => barrier !== null,
    limit: () => quota?.limit ?? null,
    view: phase => ({
      known: store.size,
      total: note.total,
      phase,
      failure: core.failure ?? diskFailure,
      refreshedAt: note.refreshedAt,
      unreadable: note.unreadable,
      missing: missingOf(note, store.size),
    }),
  };
  return core;
}
