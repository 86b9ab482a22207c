/**
 * The room of single requests. Enters: a key, an id, a stage. Leaves: an opportunity looked up or moved, and what a key
 * or an address can do.
 */

import type { Dialect, LaneId, Opportunity, OpportunityId } from '../../contract/model.ts';
import type { Courier } from '../../outbox/model/ports.ts';
import type { Trouble } from '../../outbox/model/trouble.ts';
import { tellsStages } from '../dialect/registry.ts';
import { readOne, readPatched, type Single, stageBody } from '../dialect/single.ts';
import type { KnownStages, ToldStages } from '../dialect/stages.ts';
import type { Http, HttpRequest } from '../http/http.ts';
import { judge, type Outcome } from '../http/outcome.ts';

/** Where a lane's requests go, with which key and in which dialect. */
export interface Connection {
  /** As `parseApiUrl` returns it. */
  readonly baseUrl: string;
  readonly key: string;
  /** Null until an answer has shown it. */
  readonly dialect: Dialect | null;
}

export interface CourierDeps {
  readonly http: Http;
  /** Null when the lane's key is not available: nothing is sent and the answer is `unauthorised`. */
  connection(lane: LaneId): Connection | null;
  /** The known stages of a lane, for answers that name a stage by its id only. */
  stages(lane: LaneId): KnownStages;
  /** The row as it is known, for answers that contain a part of it. */
  known?(lane: LaneId, id: OpportunityId): Opportunity | null;
  /** Whether the user lets the reason of a loss go along; false without it. */
  sendsReasons?(): boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** An answer showed another dialect than the connection's. */
  onDialect?(lane: LaneId, dialect: Dialect): void;
  /** The answer to a PATCH named stages. */
  onStages?(lane: LaneId, told: ToldStages): void;
}

/**
 * The courier over HTTP: exactly one request per call, no retry, never a throw. The key goes to the lane's own address
 * only. An answer about another id (or, for `send`, another stage) counts as not our API's.
 */
export function createCourier(deps: CourierDeps): Courier {
  const ask = async (
    connection: Connection | null,
    request: Pick<HttpRequest, 'method' | 'path' | 'body'>,
  ): Promise<Outcome> => {
    if (connection === null) {
      return { quota: null, error: null, result: { kind: 'unauthorised', why: 'missing' } };
    }
    const { baseUrl, key } = connection;
    return judge(await deps.http({ baseUrl, key, ...request }), deps.now());
  };
  const heed = (lane: LaneId, single: Single, expected: Dialect | null): void => {
    if (single.dialect !== expected) deps.onDialect?.(lane, single.dialect);
  };
  const known = (lane: LaneId, id: OpportunityId): Opportunity | null => deps.known?.(lane, id) ?? null;
  return {
    async look(lane, id) {
      const connection = deps.connection(lane);
      const { quota, result } = await ask(connection, { method: 'GET', path: `/opportunities/${id}` });
      if (result.kind !== 'success') return { quota, ...result };
      const expected = connection?.dialect ?? null;
      const single = readOne(result.json, id, expected, deps.stages(lane), known(lane, id));
      if (single?.opportunity == null) return { quota, ...stranger };
      heed(lane, single, expected);
      return { quota, kind: 'done', opportunity: single.opportunity, reason: single.reason };
    },
    async send(lane, id, to, reason = '') {
      const connection = deps.connection(lane);
      const expected = connection?.dialect ?? null;
      const { quota, result } = await ask(connection, {
        method: 'PATCH',
        path: `/opportunities/${id}/stage`,
        body: stageBody(expected, to, deps.sendsReasons?.() ? reason : ''),
      });
      if (result.kind !== 'success') return { quota, ...result };
      const single = readPatched(result.json, id, expected, deps.stages(lane), known(lane, id));
      if (single === null || single.stage !== to) return { quota, ...stranger };
      heed(lane, single, expected);
      const told = stagesIn(single);
      if (told !== null) deps.onStages?.(lane, told);
      const { opportunity, from } = single;
      return { quota, kind: 'done', opportunity, from, reason: single.reason };
    },
  };
}

/** The stages that a PATCH went from and to, in the dialect that lists no stages. */
function stagesIn({ dialect, opportunity, from }: Single): ToldStages | null {
  if (tellsStages(dialect) || opportunity === null) return null;
  const stages = from === null ? [opportunity.stage] : [from, opportunity.stage];
  return { dialect, pipelines: [{ id: opportunity.pipeline, name: '', stages }] };
}

const stranger: Trouble = { kind: 'not-our-api', status: 200 };
