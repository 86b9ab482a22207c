import { fail, ok, type Result } from '../contract/failure.ts';
import type { Fit, Hit } from '../contract/find.ts';
import type {
  Dialect,
  LaneId,
  Opportunity,
  OpportunityId,
  Pipeline,
  PipelineId,
  Stage,
  StageId,
  StageRole,
} from '../contract/model.ts';
import type { LightRow } from '../contract/row-store.ts';
import type { DirectoryView, QuotaView } from '../contract/snapshot.ts';
import type { Clock, Courier, Link } from '../outbox/model/ports.ts';
import { failureOf } from '../outbox/model/trouble.ts';
import { type KnownStages, noKnownStages, type ToldStages } from '../raze/dialect/stages.ts';
import { createDirectory, type Directory } from '../raze/directory/directory.ts';
import type { FirstPage } from '../raze/directory/page-walk.ts';
import type { Http } from '../raze/http/http.ts';
import type { Connection } from '../raze/requests/courier.ts';
import { linkOf } from '../raze/requests/fetch-page.ts';
import type { Probed } from '../raze/requests/probe.ts';
import { askStages } from '../raze/requests/stage-question.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { IndexFile } from '../store/opportunities/index-file.ts';
import type { Opportunities } from '../store/opportunities/opportunities.ts';
import type { PicksStore } from '../store/pick-rows.ts';
import { createIndexKeeper, type IndexKeeper } from './index-keeper.ts';
import { createKeptPicks } from './kept-picks.ts';
import type { Current } from './session.ts';
import { isSame, rolesOf } from './stage-roles.ts';

/** The opportunities of the account in use: the rows on disk, the catalogue, the directory. */
export interface AccountData {
  /** Closes the account before and opens this one. Rows on disk are searchable at once; the server's follow. */
  open(current: Current | null, probed: Probed | null): void;
  /** `shown`: only if the list is older than a minute. `asked`: now. Resolves when done; failures are in the view. */
  refresh(why: 'shown' | 'asked'): Promise<void>;
  /** Asks the server by name; replies how many rows were new. */
  searchServer(text: string): Promise<Result<number>>;
  /** Looks one opportunity up and keeps it. */
  look(id: OpportunityId): Promise<Result<Hit>>;
  /** How well the latest search was answered. If it stays weak for 2 s, the list is read again. */
  answered(fit: Fit): void;
  /** The user picked this row after typing these letters. */
  picked(id: OpportunityId, letters: string): void;
  forgetPicks(): void;
  reorder(pipeline: PipelineId, order: readonly StageId[]): void;
  /** Sets the user's own role of a stage; null removes it. False when the pipeline has no such stage. */
  mark(pipeline: PipelineId, stage: StageId, role: StageRole | null): boolean;
  row(id: OpportunityId): { readonly row: Opportunity; readonly fetchedAt: number | null } | null;
  pipelines(): readonly Pipeline[];
  knownStages(): KnownStages;
  view(): DirectoryView;
  /** An answer to another part's request said what the server holds. */
  saw(lane: LaneId, id: OpportunityId, stage: Stage, opportunity: Opportunity | null): void;
  /** An answer said that the server does not have it. */
  gone(lane: LaneId, id: OpportunityId): void;
  /** The server refused a stage: the stages are fetched anew, and `onStageGone` is called if it is gone. */
  stagesStale(lane: LaneId, stage: StageId): void;
  /** The answer to a PATCH named stages. With a key that may not read there is no other way to learn them. */
  stagesTold(lane: LaneId, told: ToldStages): void;
  /** The newest opportunities of a lane that are stored here. */
  someOf(lane: LaneId): readonly OpportunityId[];
  /** Resolves when nothing works for earlier accounts any more. */
  left(): Promise<void>;
  stop(): Promise<void>;
}

export interface AccountDataDeps {
  readonly opportunities: Opportunities;
  readonly picks: PicksStore;
  readonly catalogue: Catalogue<LightRow>;
  /** Where the catalogue's index is kept between runs. */
  readonly indexFile: IndexFile;
  readonly http: Http;
  readonly courier: Courier;
  readonly clock: Clock;
  /** Milliseconds that have certainly passed since a wall-clock time (`Odometer`). */
  readonly elapsedSince: (at: number) => number;
  readonly connection: (lane: LaneId) => Connection | null;
  /** Whether a background read may leave now. */
  readonly permitRead: () => boolean;
  /** Whether a read that the user asks for may leave now. */
  readonly permitAsked: () => boolean;
  readonly observe: (lane: LaneId, quota: QuotaView | null, link: Link) => void;
  /** Asks to send one request now. Null: it may leave; otherwise until when (epoch ms) nothing of the lane may. */
  readonly askLeave: (lane: LaneId) => number | null;
  readonly onStageGone: (lane: LaneId, stage: StageId) => void;
  readonly onDialect: (lane: LaneId, dialect: Dialect) => void;
  readonly onMayRead: (lane: LaneId, may: boolean) => void;
  /** The view or the pipelines have changed. */
  readonly onChange: () => void;
  /** Rows have changed: repeat a query on the screen. */
  readonly onFound: () => void;
}

const nothing: DirectoryView = {
  known: 0,
  total: null,
  phase: 'idle',
  failure: null,
  refreshedAt: null,
  unreadable: 0,
  missing: 0,
};

/** Showing the popup does not refresh a list younger than this. Milliseconds. */
const fresh = 60_000;

/** A text that stands this long (ms) is taken as final. */
const stillFor = 2_000;

const isUnreadable = (answer: Awaited<ReturnType<Courier['look']>>): boolean =>
  answer.kind === 'forbidden' && answer.permission === 'opportunities:read';

/** The first page as the trial of the key fetched it. */
function firstPageOf(probed: Probed | null): FirstPage | undefined {
  if (probed === null || probed.firstPage === null) return undefined;
  const { firstPage, etag, askedAt } = probed;
  return { page: firstPage, etag, askedAt };
}

interface Opened {
  readonly lane: LaneId;
  readonly directory: Directory;
  readonly keeper: IndexKeeper;
  /** Until an answer shows otherwise. */
  mayRead: boolean;
}

/** One account is open at a time; `open` changes it. */
export function createAccountData(deps: AccountDataDeps): AccountData {
  const { catalogue, clock } = deps;
  const picks = createKeptPicks({ catalogue, store: deps.picks, clock });
  let opened: Opened | null = null;
  let cancelMissed = (): void => {};
  let leaving: Promise<void> = Promise.resolve();

  const openLane = (lane: LaneId, mayRead: boolean): Opened => {
    const store = deps.opportunities.open(lane);
    const mine = (work: () => void) => {
      if (opened?.lane === lane) work();
    };
    const keeper = createIndexKeeper({ lane, rowStore: store, catalogue, file: deps.indexFile, clock });
    const directory = createDirectory({
      lane,
      store,
      http: deps.http,
      clock,
      elapsedSince: deps.elapsedSince,
      connection: () => deps.connection(lane),
      permit: why => (why === 'asked' ? deps.permitAsked() : deps.permitRead()),
      askLeave: () => deps.askLeave(lane),
      observe: (quota, link) => deps.observe(lane, quota, link),
      listener: {
        changed: (upserted, removed) =>
          mine(() => {
            keeper.changed(upserted, removed);
            deps.onFound();
          }),
        viewed: () => mine(deps.onChange),
        pipelines: pipelines => mine(() => judge(pipelines)),
        dialect: dialect => mine(() => deps.onDialect(lane, dialect)),
        mayRead: may =>
          mine(() => {
            if (opened !== null) opened.mayRead = may;
            deps.onMayRead(lane, may);
          }),
      },
    });
    let roles = rolesOf(directory.pipelines());
    void keeper.judgeBy(roles);
    const judge = (pipelines: readonly Pipeline[]): void => {
      const next = rolesOf(pipelines);
      if (!isSame(next, roles)) void keeper.judgeBy(next).then(deps.onFound);
      roles = next;
      deps.onChange();
    };
    return { lane, directory, keeper, mayRead };
  };

  const leave = (): void => {
    const before = opened;
    opened = null;
    cancelMissed();
    const kept = before?.keeper.leave();
    catalogue.clear();
    if (before !== null) leaving = Promise.all([leaving, kept, before.directory.stop()]).then(() => {});
  };

  /** A key that may not read fetches no rows, only the stages to which it may move one. */
  const askForStages = async ({ lane, directory }: Opened): Promise<Result<never>> => {
    const connection = deps.connection(lane);
    if (connection === null) return fail({ code: 'key-none' });
    const { quota, result } = await askStages(deps.http, connection, clock.now);
    const link = result.kind === 'told' ? 'key-accepted' : linkOf(result);
    if (link !== null) deps.observe(lane, quota, link);
    if (result.kind !== 'told') return fail(failureOf(result, clock.now()));
    directory.learnStages(result);
    return fail({ code: 'permission-missing', permission: 'opportunities:read' });
  };

  return {
    open(current, probed) {
      leave();
      if (current === null) return;
      opened = openLane(current.lane.id, current.read !== 'no');
      const { directory, keeper } = opened;
      picks.open(current.lane.id);
      if (probed !== null && probed.told !== null) directory.learnStages(probed.told);
      void keeper.fill().then(deps.onFound);
      if (!opened.mayRead) return;
      void directory.refresh(firstPageOf(probed)).then(() => directory.start());
    },
    async refresh(why) {
      // The key may have been permitted to read meanwhile; only the user's own request tries that.
      if (opened === null || (!opened.mayRead && why === 'shown')) return;
      const { refreshedAt, phase } = opened.directory.view();
      const age = refreshedAt === null ? null : clock.now() - refreshedAt;
      // After the clock was set back, a negative age must not count as young.
      const young = age !== null && age >= 0 && age < fresh;
      if (why === 'shown' && (young || phase === 'loading')) return;
      const { directory, mayRead } = opened;
      const refreshed = await directory.refresh(undefined, why === 'asked' ? why : undefined);
      if (refreshed.ok && !mayRead) directory.start();
      if (why === 'asked') directory.readAllSoon();
    },
    async searchServer(text) {
      return opened === null ? fail({ code: 'key-none' }) : opened.directory.findOnServer(text);
    },
    async look(id) {
      if (opened === null) return fail({ code: 'key-none' });
      const { directory, lane } = opened;
      const until = deps.askLeave(lane);
      if (until !== null) return fail({ code: 'rate-limited', until });
      const askedAt = clock.now();
      if (!opened.mayRead) return askForStages(opened);
      const answer = await deps.courier.look(lane, id);
      const link = answer.kind === 'done' ? 'key-accepted' : linkOf(answer);
      if (link !== null) deps.observe(lane, answer.quota, link);
      if (isUnreadable(answer)) {
        opened.mayRead = false;
        return askForStages(opened);
      }
      if (answer.kind !== 'done') return fail(failureOf(answer, clock.now()));
      directory.learn([answer.opportunity], askedAt);
      return ok({ opportunity: answer.opportunity, highlights: [], change: null, verified: true, to: null });
    },
    answered(fit) {
      cancelMissed();
      if (fit === 'weak') cancelMissed = clock.after(stillFor, () => opened?.directory.readAllSoon());
    },
    picked(id, letters) {
      if (opened !== null) picks.learn(opened.lane, letters, id);
    },
    forgetPicks: picks.forget,
    reorder: (pipeline, order) => opened?.directory.reorder(pipeline, order),
    mark: (pipeline, stage, role) => opened?.directory.mark(pipeline, stage, role) ?? false,
    row(id) {
      const row = opened?.directory.get(id) ?? null;
      return row === null ? null : { row, fetchedAt: opened?.directory.fetchedAt(id) ?? null };
    },
    pipelines: () => opened?.directory.pipelines() ?? [],
    knownStages: () => opened?.directory.knownStages() ?? noKnownStages,
    view: () => opened?.directory.view() ?? nothing,
    saw(lane, id, stage, opportunity) {
      if (opened?.lane !== lane) return;
      const { directory } = opened;
      const known = directory.get(id);
      // A documented PATCH answers with a few members instead of the row: it was changed just now.
      const row = opportunity ?? (known === null ? null : { ...known, updatedAt: clock.now() });
      if (row !== null) directory.learn([{ ...row, stage }], null);
    },
    gone(lane, id) {
      if (opened?.lane === lane) opened.directory.gone(id);
    },
    stagesStale(lane, stage) {
      if (opened?.lane !== lane || !opened.mayRead) return;
      const { directory } = opened;
      void directory.refresh().then(refreshed => {
        if (refreshed.ok && directory.stageRefused(stage)) deps.onStageGone(lane, stage);
      });
    },
    stagesTold(lane, told) {
      if (opened?.lane === lane && !opened.mayRead) opened.directory.learnStages(told);
    },
    someOf: lane =>
      [...deps.opportunities.open(lane).rows()]
        .sort((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0))
        .slice(0, 3)
        .map(({ id }) => id),
    left: () => leaving,
    async stop() {
      // Before closing: what the directory learns from here on is written and reported to nobody.
      await opened?.keeper.save();
      leave();
      await leaving;
    },
  };
}
