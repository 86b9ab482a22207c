import { fail, type Result } from '../contract/failure.ts';
import type { Fit, Hit } from '../contract/find.ts';
import type {
  LaneId,
  Opportunity,
  OpportunityId,
  Pipeline,
  PipelineId,
  Stage,
  StageId,
  StageRole,
} from '../contract/model.ts';
import type { StandingCount, StandingQuery, StandingRows } from '../contract/row-store.ts';
import type { DirectoryView, OwnerCount } from '../contract/snapshot.ts';
import { nameIn } from '../line/reading.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { tellsOwners } from '../raze/dialect/registry.ts';
import { type KnownStages, noKnownStages, type ToldStages } from '../raze/dialect/stages.ts';
import type { Probed } from '../raze/requests/probe.ts';
import type { PicksStore } from '../store/pick-rows.ts';
import type { PinsStore } from '../store/pin-rows.ts';
import type { Current } from './account-in-use.ts';
import { createKeptPicks } from './kept-picks.ts';
import { createKeptPins } from './kept-pins.ts';
import { createLaneData, type LaneData, type LaneDataDeps } from './lane-data.ts';

export interface AccountDataDeps extends LaneDataDeps {
  readonly picks: PicksStore;
  readonly pins: PinsStore;
  readonly outbox: LaneDataDeps['outbox'] & Pick<Outbox, 'stageGone'>;
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

/** A text that stands this long (ms) is taken as final. */
const stillFor = 2_000;

export type AccountData = ReturnType<typeof createAccountData>;

/** The data of the account in use; `open` changes it. Answers about another lane than the open one change nothing. */
export function createAccountData(deps: AccountDataDeps) {
  const { catalogue, clock, outbox } = deps;
  const picks = createKeptPicks(deps);
  const pins = createKeptPins({ ...deps, isKnown: id => catalogue.get(id) !== undefined });
  let opened: LaneData | null = null;
  let cancelMissed = (): void => {};
  let leaving: Promise<unknown> = Promise.resolve();
  let filling: Promise<unknown> = Promise.resolve();

  const of = (lane: LaneId): LaneData | null => (opened?.lane === lane ? opened : null);
  const leave = (): void => {
    cancelMissed();
    const left = opened?.leave();
    opened = null;
    catalogue.clear();
    leaving = Promise.all([leaving, left]);
  };

  return {
    /** Closes the account before and opens this one. Rows on disk are searchable at once; the server's follow. */
    open(current: Current | null, probed: Probed | null): void {
      leave();
      pins.open(current?.lane.id ?? null);
      if (current === null) return;
      const lane = current.lane.id;
      opened = createLaneData(deps, lane);
      picks.open(lane);
      if (probed?.told) opened.directory.learnStages(probed.told);
      filling = opened.keeper.fill().then(() => {
        deps.onFound();
        deps.onChange();
      });
      void opened.begin(probed?.firstPage ?? null);
    },
    /** Settles when the rows on disk can be searched. */
    filled: (): Promise<unknown> => filling,
    /** `shown`: only if the list is older than a minute. `asked`: now. Resolves when done; failures are in the view. */
    refresh: async (why: 'shown' | 'asked'): Promise<void> => opened?.refresh(why),
    /** Asks the server by name; replies how many rows were new. */
    searchServer: async (text: string): Promise<Result<number>> =>
      opened === null ? fail({ code: 'key-none' }) : opened.directory.findOnServer(text),
    /** Looks one opportunity up and keeps it. */
    look: async (id: OpportunityId): Promise<Result<Hit>> =>
      opened === null ? fail({ code: 'key-none' }) : opened.look(id),
    /** How well the latest search was answered. If it stays weak for 2 s, the list is read again. */
    answered(fit: Fit): void {
      cancelMissed();
      if (fit === 'weak') cancelMissed = clock.after(stillFor, () => opened?.directory.readAllSoon());
    },
    /** The user picked this row after typing these letters. A stage that they name is no part of what is learnt. */
    picked(id: OpportunityId, letters: string): void {
      if (opened === null) return;
      const row = opened.directory.get(id);
      const pipeline = opened.directory.pipelines().find(one => one.id === row?.pipeline);
      picks.learn(opened.lane, pipeline === undefined ? letters : nameIn(letters, pipeline), id);
    },
    forgetPicks: picks.forget,
    /** The rows that the user keeps at the top, the one that was pinned first coming first. */
    pins: pins.ids,
    /** Pins a row or lets it go; replies all pins (`createKeptPins`). */
    pin: (id: OpportunityId, on: boolean): Result<readonly OpportunityId[]> =>
      opened === null ? fail({ code: 'key-none' }) : pins.set(opened.lane, id, on),
    reorder: (pipeline: PipelineId, order: readonly StageId[]) => opened?.directory.reorder(pipeline, order),
    /** Sets the user's own role of a stage; null removes it. False when the pipeline has no such stage. */
    mark: (pipeline: PipelineId, stage: StageId, role: StageRole | null): boolean =>
      opened?.directory.mark(pipeline, stage, role) ?? false,
    row(id: OpportunityId): { readonly row: Opportunity; readonly fetchedAt: number | null } | null {
      const row = opened?.directory.get(id) ?? null;
      return row === null ? null : { row, fetchedAt: opened?.directory.fetchedAt(id) ?? null };
    },
    /** A list of the account's rows, the longest untouched first. */
    list: (query: StandingQuery): StandingRows =>
      opened?.rowStore.list(query) ?? { count: 0, sums: [], valued: 0, rows: [] },
    /** How many of the account's rows stand in each stage, and whose. */
    counts: (): readonly StandingCount[] => opened?.rowStore.counts() ?? [],
    /** Whose the account's rows are, those with the most first; null where the server does not tell. */
    owners(): readonly OwnerCount[] | null {
      if (!tellsOwners(deps.session.current()?.dialect ?? null)) return null;
      const counts = new Map<string, number>();
      for (const { owner, rows } of opened?.rowStore.counts() ?? []) {
        if (owner !== '') counts.set(owner, (counts.get(owner) ?? 0) + rows);
      }
      return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
    },
    pipelines: (): readonly Pipeline[] => opened?.directory.pipelines() ?? [],
    knownStages: (): KnownStages => opened?.directory.knownStages() ?? noKnownStages,
    view: (): DirectoryView => opened?.directory.view() ?? nothing,
    /** An answer to another part's request said what the server holds. */
    saw: (lane: LaneId, id: OpportunityId, stage: Stage, opportunity: Opportunity | null) =>
      of(lane)?.saw(id, stage, opportunity),
    /** An answer said that the server does not have it. */
    gone: (lane: LaneId, id: OpportunityId) => of(lane)?.directory.gone(id),
    /** The server refused a stage: the stages are fetched anew, and the outbox is told if it is gone. */
    async stagesStale(lane: LaneId, stage: StageId): Promise<void> {
      if (await of(lane)?.isStageGone(stage)) outbox.stageGone(lane, stage);
    },
    /** The answer to a PATCH named stages. */
    stagesTold: (lane: LaneId, told: ToldStages) => of(lane)?.stagesTold(told),
    /** The newest opportunities of a lane that are stored here. */
    someOf: (lane: LaneId): readonly OpportunityId[] =>
      [...deps.openRows(lane).rows()]
        .sort((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0))
        .slice(0, 3)
        .map(({ id }) => id),
    /** Resolves when nothing works for earlier accounts any more. */
    left: (): Promise<unknown> => leaving,
    async stop(): Promise<void> {
      // Before closing: what the directory learns from here on is written and reported to nobody.
      await opened?.keeper.save();
      leave();
      await leaving;
    },
  };
}
