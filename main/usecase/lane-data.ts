import { fail, ok, type Result } from '../contract/failure.ts';
import type { Hit } from '../contract/find.ts';
import type { LaneId, Opportunity, OpportunityId, Pipeline, Stage, StageId } from '../contract/model.ts';
import type { LightRow } from '../contract/row-store.ts';
import type { Clock, Courier } from '../outbox/model/ports.ts';
import { failureOf } from '../outbox/model/trouble.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ToldStages } from '../raze/dialect/stages.ts';
import { createDirectory } from '../raze/directory/directory.ts';
import type { Http } from '../raze/http/http.ts';
import { linkOf } from '../raze/requests/fetch-page.ts';
import type { FirstPage } from '../raze/requests/probe.ts';
import { askStages } from '../raze/requests/stage-question.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { IndexFile } from '../store/opportunities/index-file.ts';
import type { RowStore } from '../store/opportunities/opportunities.ts';
import { createIndexKeeper } from './index-keeper.ts';
import type { Session } from './session.ts';
import { isSame, rolesOf } from './stage-roles.ts';

export interface LaneDataDeps {
  readonly openRows: (lane: LaneId) => RowStore;
  readonly catalogue: Catalogue<LightRow>;
  /** Where the catalogue's index is kept between runs. */
  readonly indexFile: IndexFile;
  readonly http: Http;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly session: Pick<Session, 'current' | 'connection' | 'learn'>;
  readonly outbox: Pick<Outbox, 'elapsedSince' | 'permitRead' | 'permitAsked' | 'observe' | 'askLeave'>;
  /** The view or the pipelines have changed. */
  readonly onChange: () => void;
  /** Rows have changed: repeat a query on the screen. */
  readonly onFound: () => void;
}

export type LaneData = ReturnType<typeof createLaneData>;

/** Showing the popup does not refresh a list younger than this. Milliseconds. */
const fresh = 60_000;

/** The opportunities of one lane while it is in use: the rows on disk, the catalogue, the directory. */
export function createLaneData(deps: LaneDataDeps, lane: LaneId) {
  const { http, clock, session, outbox, catalogue, onChange, onFound } = deps;
  const rowStore = deps.openRows(lane);
  const keeper = createIndexKeeper({ lane, rowStore, catalogue, file: deps.indexFile, clock });
  const directory = createDirectory({
    store: rowStore,
    http,
    clock,
    elapsedSince: outbox.elapsedSince,
    connection: () => session.connection(lane),
    permit: why => (why === 'asked' ? outbox.permitAsked() : outbox.permitRead()),
    askLeave: () => outbox.askLeave(lane),
    observe: (quota, link) => outbox.observe(lane, quota, link),
    listener: {
      changed(upserted, removed) {
        keeper.changed(upserted, removed);
        onFound();
      },
      viewed: onChange,
      pipelines: pipelines => judge(pipelines),
      dialect: dialect => session.learn(lane, { dialect }),
      mayRead: may => session.learn(lane, { read: may ? 'yes' : 'no' }),
    },
  });
  let roles = rolesOf(directory.pipelines());
  void keeper.judgeBy(roles);
  const judge = (pipelines: readonly Pipeline[]): void => {
    const next = rolesOf(pipelines);
    if (!isSame(next, roles)) void keeper.judgeBy(next).then(onFound);
    roles = next;
    onChange();
  };

  /** Until an answer shows otherwise. */
  const mayRead = (): boolean => session.current()?.read !== 'no';

  /** A key that may not read fetches no rows, only the stages to which it may move one. */
  const askForStages = async (): Promise<Result<never>> => {
    const connection = session.connection(lane);
    if (connection === null) return fail({ code: 'key-none' });
    const { quota, result } = await askStages(http, connection, clock.now);
    const link = linkOf(result);
    if (link !== null) outbox.observe(lane, quota, link);
    if (result.kind !== 'told') return fail(failureOf(result, clock.now()));
    directory.learnStages(result);
    return fail({ code: 'permission-missing', permission: 'opportunities:read' });
  };

  return {
    lane,
    rowStore,
    directory,
    keeper,
    /** Fetches what changed, after the first page as the trial of the key fetched it; then keeps up by itself. */
    async begin(first: FirstPage | null): Promise<void> {
      if (!mayRead()) return;
      await directory.refresh(first);
      directory.start();
    },
    /** `shown`: only if the list is older than a minute. `asked`: now. */
    async refresh(why: 'shown' | 'asked'): Promise<void> {
      const might = mayRead();
      if (why === 'shown') {
        const { refreshedAt, phase } = directory.view();
        const age = refreshedAt === null ? null : clock.now() - refreshedAt;
        // After the clock was set back, a negative age must not count as young.
        const isYoung = age !== null && age >= 0 && age < fresh;
        // The key may have been permitted to read meanwhile; only the user's own request tries that.
        if (!might || isYoung || phase === 'loading') return;
      }
      const refreshed = await directory.refresh(null, why === 'asked' ? why : undefined);
      if (refreshed.ok && !might) directory.start();
      if (why === 'asked') directory.readAllSoon();
    },
    /** Looks one opportunity up and keeps it. */
    async look(id: OpportunityId): Promise<Result<Hit>> {
      const until = outbox.askLeave(lane);
      if (until !== null) return fail({ code: 'rate-limited', until });
      if (!mayRead()) return askForStages();
      const askedAt = clock.now();
      const answer = await deps.courier.look(lane, id);
      const link = linkOf(answer);
      if (link !== null) outbox.observe(lane, answer.quota, link);
      if (answer.kind === 'forbidden' && !mayRead()) return askForStages();
      if (answer.kind !== 'done') return fail(failureOf(answer, clock.now()));
      directory.learn([answer.opportunity], askedAt);
      return ok({
        opportunity: answer.opportunity,
        highlights: [],
        change: null,
        verified: true,
        command: null,
        pinned: false,
      });
    },
    /** An answer to another part's request said what the server holds. */
    saw(id: OpportunityId, stage: Stage, opportunity: Opportunity | null): void {
      const known = directory.get(id);
      // A documented PATCH answers with a few members instead of the row: it was changed just now.
      const row = opportunity ?? (known === null ? null : { ...known, updatedAt: clock.now() });
      if (row !== null) directory.learn([{ ...row, stage }], null);
    },
    /** The server refused a stage: the stages are fetched anew. True when it is gone. */
    async isStageGone(stage: StageId): Promise<boolean> {
      return mayRead() && (await directory.refresh()).ok && directory.stageRefused(stage);
    },
    /** The answer to a PATCH named stages. With a key that may not read there is no other way to learn them. */
    stagesTold(told: ToldStages): void {
      if (!mayRead()) directory.learnStages(told);
    },
    /** Resolves when nothing works for the lane any more. */
    leave: (): Promise<unknown> => Promise.all([keeper.leave(), directory.stop()]),
  };
}
