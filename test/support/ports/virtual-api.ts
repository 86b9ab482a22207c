import {
  defaultPipeline,
  type LaneId,
  type Opportunity,
  type OpportunityId,
  type PipelineId,
  type Stage,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import type { QuotaView } from '../../../main/contract/snapshot.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';
import type { Answer, Clock, Courier } from '../../../main/outbox/model/ports.ts';
import type { Trouble } from '../../../main/outbox/model/trouble.ts';

/** The stage of this name; '' for none. */
export const stageOf = (name: string): Stage => ({ id: name as StageId, name, role: roleOf(name) });

/** An opportunity of which only the stage and its pipeline matter. */
export const opportunityOf = (
  id: OpportunityId,
  stage: string,
  pipeline: PipelineId = defaultPipeline,
): Opportunity => ({
  ...unverified(id),
  name: `Deal ${id}`,
  pipeline,
  stage: stageOf(stage),
});

/** One request as the server met it. */
export interface Met {
  readonly at: number;
  readonly lane: LaneId;
  readonly id: OpportunityId;
  /** Null for a look. */
  readonly to: StageId | null;
  /** The reason that came with a PATCH; '' for none. */
  readonly reason: string;
  /** What the server held before; null where it does not know the opportunity. */
  readonly from: StageId | null;
}

/** What becomes of one request. `answer` replaces the server's; `acts` is whether the server got to it. */
export interface Fate {
  readonly acts: boolean;
  readonly answer: Trouble | null;
}

/** A server and the way there, in this process: opportunities with a stage, a quota, and a fate for each request. */
export interface VirtualApi {
  readonly courier: Courier;
  readonly met: readonly Met[];
  stage(id: string): string | undefined;
  /** A colleague sets a stage, in another pipeline where one is named. */
  set(id: string, stage: string, pipeline?: PipelineId): void;
  quota: QuotaView | null;
  /** Asked for each request; null: all goes well. */
  fate: (asked: 'look' | 'send', id: OpportunityId) => Fate | null;
  /** Whether answers name what a PATCH replaced. */
  namesFrom: boolean;
  /** What becomes of the reason of a loss. `kept-back`: the courier sends none. `fails`: 500, as at a server that has no place for it. */
  reasons: 'kept-back' | 'taken' | 'fails';
  /** How many requests were ever out at the same time. */
  readonly mostAtOnce: number;
}

const failed: Fate = { acts: false, answer: { kind: 'failing', status: 500, waitMs: null } };

export function createVirtualApi(
  clock: Clock,
  start: Readonly<Record<string, string>>,
  latency = 50,
): VirtualApi {
  const stages = new Map(Object.entries(start));
  const pipelines = new Map<string, PipelineId>();
  const met: Met[] = [];
  const held = new Map<string, string>();
  let out = 0;
  const wait = (ms: number): Promise<void> => new Promise(resolve => void clock.after(ms, resolve));
  const api = {
    met,
    quota: null as QuotaView | null,
    namesFrom: false,
    reasons: 'kept-back' as VirtualApi['reasons'],
    mostAtOnce: 0,
    fate: (_asked: 'look' | 'send', _id: OpportunityId): Fate | null => null,
    stage: (id: string) => stages.get(id),
    set: (id: string, stage: string, pipeline?: PipelineId) => {
      stages.set(id, stage);
      if (pipeline !== undefined) pipelines.set(id, pipeline);
    },
  };
  const spend = (): QuotaView | null => {
    if (api.quota !== null) api.quota = { ...api.quota, remaining: Math.max(0, api.quota.remaining - 1) };
    return api.quota;
  };
  const request = async <Done>(
    lane: LaneId,
    id: OpportunityId,
    to: StageId | null,
    why: string,
    done: (from: string, reason: string | null) => Done,
  ): Promise<Answer<Done>> => {
    out += 1;
    api.mostAtOnce = Math.max(api.mostAtOnce, out);
    const fate =
      api.fate(to === null ? 'look' : 'send', id) ??
      (why !== '' && api.reasons === 'fails' ? failed : { acts: true, answer: null });
    await wait(latency);
    const from = stages.get(id);
    if (fate.acts) {
      met.push({ at: clock.now(), lane, id, to, reason: why, from: (from ?? null) as StageId | null });
      if (why !== '') held.set(id, why);
      if (to !== null && from !== undefined) stages.set(id, to);
    }
    out -= 1;
    const quota = fate.acts ? spend() : null;
    if (fate.answer !== null) return { ...fate.answer, quota };
    if (from === undefined) return { kind: 'missing', quota };
    return { kind: 'done', quota, ...done(from, held.get(id) ?? null) } as Answer<Done>;
  };
  const courier: Courier = {
    look: (lane, id) =>
      request(lane, id, null, '', (from, reason) => ({
        opportunity: opportunityOf(id, from, pipelines.get(id)),
        reason,
      })),
    send: (lane, id, to, reason = '') =>
      request(lane, id, to, to === 'lost' && api.reasons !== 'kept-back' ? reason : '', (from, reason) => ({
        opportunity: opportunityOf(id, to, pipelines.get(id)),
        from: api.namesFrom ? stageOf(from) : null,
        reason,
      })),
  };
  return Object.assign(api, { courier });
}
