import {
  defaultPipeline,
  type LaneId,
  type Opportunity,
  type OpportunityId,
  type PipelineId,
  type StageId,
} from '../../main/contract/model.ts';
import type { QuotaView } from '../../main/contract/snapshot.ts';
import type { Trouble } from '../../main/outbox/model/trouble.ts';
import type { Dice } from '../support/ports/dice.ts';
import type { ManualClock } from '../support/ports/manual-clock.ts';
import { opportunityOf } from '../support/ports/virtual-api.ts';

/** A stage an opportunity came to hold, and through whom; times are true time. */
export interface Held {
  readonly stage: StageId;
  readonly pipeline: PipelineId;
  readonly at: number;
  readonly by: 'start' | 'colleague' | 'client';
  /** What the PATCH that set it was sent with. */
  readonly ticket: Ticket | null;
}

/** What is noted of a PATCH as it leaves. */
export interface Ticket {
  readonly lane: LaneId;
  /** The order in which the user willed it. */
  readonly will: number;
  /** Stages it may rightly replace: the base the user saw, and what this outbox sent since. */
  readonly allowed: readonly StageId[];
  /** When the server was last known to hold one of them (true time); null: never looked. */
  readonly seenAt: number | null;
  readonly unchecked: boolean;
}

/** What an answer of the server is, before the way back changes it. */
export type Served =
  | {
      readonly kind: 'row';
      readonly opportunity: Opportunity;
      readonly from: StageId;
      /** Why it is lost, as the server has it. */
      readonly reason: string | null;
      readonly quota: QuotaView | null;
    }
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly quota: QuotaView | null };

/** How the server is just now. */
export type Mood =
  | 'well'
  | 'failing' // 500 now and then
  | 'down' // 503, sometimes with a hint
  | 'contended' // 409 now and then
  | 'odd' // a status no rule covers
  | 'revoked'; // 401

/** The server: one account's opportunities, its keys, its quota, its mood. */
export interface World {
  mood: Mood;
  /** Whether answers name what a PATCH replaced. */
  readonly namesFrom: boolean;
  /** Whether a PATCH may say why something is lost. */
  readonly takesReasons: boolean;
  /** Keys of this server: the lane, and what it may do. */
  readonly keys: ReadonlyMap<LaneId, { readonly sees: boolean; readonly reads: boolean }>;
  readonly limit: number;
  readonly ids: readonly OpportunityId[];
  readonly restamps: () => number;
  serve(lane: LaneId, id: OpportunityId, to: StageId | null, ticket: Ticket | null, reason?: string): Served;
  history(id: OpportunityId): readonly Held[];
  stage(id: OpportunityId): StageId;
  /** Where every opportunity begins. */
  readonly home: PipelineId;
  /** Sets a stage; of another pipeline, it moves there. */
  colleague(id: OpportunityId, stage: string, pipeline: PipelineId): void;
}

const stages = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'] as const;
const [sales, service] = ['sales' as PipelineId, 'service' as PipelineId];
/** Each pipeline's stages. A server that knows one only does not name it. */
const pipelines = new Map<PipelineId, readonly string[]>([
  [defaultPipeline, stages],
  [sales, stages],
  [service, ['triage', 'visit', 'repaired', 'closed']],
]);
export const stagesIn = (pipeline: PipelineId): readonly string[] => pipelines.get(pipeline) ?? [];
/** Where a colleague may move an opportunity of a server whose opportunities begin there. */
export const pipelinesBeside = (home: PipelineId): readonly PipelineId[] =>
  home === defaultPipeline ? [home] : [sales, sales, service];

const hour = 3_600_000;

export interface WorldOptions {
  readonly keys: World['keys'];
  readonly limit: number;
  readonly namesFrom: boolean;
  readonly takesReasons: boolean;
  /** Whether the server fails (500) at every reason, as one does that has no place for it. */
  readonly failsAtReasons: boolean;
  readonly hasPipelines: boolean;
  /** Opportunities whose PATCH the server answers with 500 as long as this says so. */
  readonly poisons: (id: OpportunityId) => boolean;
}

export function createWorld(clock: ManualClock, dice: Dice, options: WorldOptions): World {
  const home = options.hasPipelines ? sales : defaultPipeline;
  const ids = ['a', 'b', 'c', 'd'].map(name => `opp_${name}` as OpportunityId);
  const books = new Map<OpportunityId, Held[]>(
    ids.map(id => [id, [{ stage: 'new' as StageId, pipeline: home, at: 0, by: 'start', ticket: null }]]),
  );
  const spent = new Map<LaneId, { window: number; count: number }>();
  const reasons = new Map<OpportunityId, string>();
  let restamps = 0;

  const history = (id: OpportunityId): Held[] => books.get(id) ?? [];
  const last = (id: OpportunityId): Held => {
    const held = history(id).at(-1);
    if (held === undefined) throw new Error(`No such opportunity: ${id}`);
    return held;
  };
  const rowOf = (id: OpportunityId): Opportunity => opportunityOf(id, last(id).stage, last(id).pipeline);

  /** Spends one request; the client's clock may be off, so the end of the window is told in its terms. */
  const spend = (
    lane: LaneId,
  ): { readonly quota: QuotaView; readonly over: boolean; readonly leftMs: number } => {
    const window = Math.floor(clock.elapsed() / hour);
    const known = spent.get(lane);
    const count = (known?.window === window ? known.count : 0) + 1;
    spent.set(lane, { window, count });
    const leftMs = (window + 1) * hour - clock.elapsed();
    const remaining = Math.max(0, options.limit - count);
    return {
      quota: { limit: options.limit, remaining, resetsAt: Math.ceil(clock.now() + leftMs) },
      over: count > options.limit,
      leftMs,
    };
  };

  const moodily = (id: OpportunityId, to: StageId | null): Trouble | null => {
    if (to !== null && options.poisons(id)) return { kind: 'failing', status: 500, waitMs: null };
    switch (world.mood) {
      case 'failing':
        return dice.chance(0.6)
          ? { kind: 'failing', status: dice.pick([500, 500, 502, 504, 408, 425]), waitMs: null }
          : null;
      case 'down':
        return {
          kind: 'failing',
          status: 503,
          waitMs: dice.chance(0.5) ? 1000 * (1 + dice.below(600)) : null,
        };
      case 'contended':
        return to !== null && dice.chance(0.5) ? { kind: 'conflicting' } : null;
      case 'odd':
        return dice.chance(0.3) ? { kind: 'unexpected', status: 418 } : null;
      default:
        return null;
    }
  };

  const world: World = {
    mood: 'well',
    namesFrom: options.namesFrom,
    takesReasons: options.takesReasons,
    keys: options.keys,
    limit: options.limit,
    ids,
    restamps: () => restamps,
    history,
    stage: id => last(id).stage,
    home,
    colleague: (id, stage, pipeline) => {
      if (last(id).stage === stage && last(id).pipeline === pipeline) return;
      const at = clock.elapsed();
      history(id).push({ stage: stage as StageId, pipeline, at, by: 'colleague', ticket: null });
    },
    serve: (lane, id, to, ticket, reason = '') => {
      const key = options.keys.get(lane);
      if (key === undefined || world.mood === 'revoked') {
        return { kind: 'trouble', quota: null, trouble: { kind: 'unauthorised', why: 'invalid' } };
      }
      const { quota, over, leftMs } = spend(lane);
      const trouble = (is: Trouble): Served => ({ kind: 'trouble', quota, trouble: is });
      if (over) return trouble({ kind: 'limited', waitMs: Math.ceil(leftMs / 1000) * 1000 });
      if (to === null && !key.reads) return trouble({ kind: 'forbidden', permission: 'opportunities:read' });
      if (!key.sees || !books.has(id)) return trouble({ kind: 'missing' });
      if (reason !== '' && options.failsAtReasons)
        return trouble({ kind: 'failing', status: 500, waitMs: null });
      const upset = moodily(id, to);
      // A gateway's word says nothing of whether the server behind it acted.
      const mayHaveActed =
        upset?.kind === 'failing' && upset.status !== 503 && dice.chance(0.3) && !options.poisons(id);
      if (upset !== null && !mayHaveActed) return trouble(upset);
      const { stage: from, pipeline } = last(id);
      if (to === ('bogus' as StageId)) return trouble({ kind: 'rejected', allowed: [...stages] });
      if (to !== null) {
        if (from === to) restamps += 1;
        if (reason !== '') reasons.set(id, reason);
        // A stage of any pipeline is taken, and the opportunity stays in its own.
        history(id).push({ stage: to, pipeline, at: clock.elapsed(), by: 'client', ticket });
      }
      if (upset !== null) return trouble(upset);
      const isLost = last(id).stage === 'lost';
      return {
        kind: 'row',
        opportunity: rowOf(id),
        from,
        reason: isLost ? (reasons.get(id) ?? null) : null,
        quota,
      };
    },
  };
  return world;
}
