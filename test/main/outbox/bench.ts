import { join } from 'node:path';
import type { ChangeView, Receipt } from '../../../main/contract/change.ts';
import {
  defaultPipeline,
  type LaneId,
  type OpportunityId,
  type StageId,
} from '../../../main/contract/model.ts';
import type { Store } from '../../../main/outbox/model/ports.ts';
import { createOutbox, type Outbox, type PickedChange } from '../../../main/outbox/outbox.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createDice } from '../../support/ports/dice.ts';
import { createManualClock, settled } from '../../support/ports/manual-clock.ts';
import { createVirtualApi, stageOf } from '../../support/ports/virtual-api.ts';
import { tempFolder } from '../../support/temp-folder.ts';

import { addLane, laneA } from '../store/rows.ts';

export { laneA };
export const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;

function freshDatabase(): Database {
  return openDatabase(join(tempFolder(), 'test.db'));
}

/** An outbox on a real database, with a manual clock and a server in this process. */
export function createBench(
  start: Readonly<Record<string, string>> = { a: 'new', b: 'new', c: 'new' },
  db = freshDatabase(),
  options: {
    /** What this store does otherwise than the real one. */
    readonly over?: (store: Store) => Partial<Store>;
    readonly failed?: (error: unknown) => void;
  } = {},
) {
  const clock = createManualClock();
  const api = createVirtualApi(clock, start);
  const random = createDice(7);
  const receipts: Receipt[] = [];
  /** Stages the outbox took for refused. */
  const stale: StageId[] = [];
  /** What answers said the server holds: `a:won`. */
  const seen: string[] = [];
  let changes = 0;
  addLane(db, laneA);
  addLane(db, laneB);
  const disk = createOutboxRows(db);
  const store: Store = { ...disk, ...options.over?.(disk) };
  let generation = 0;
  const make = (online: boolean): Outbox => {
    generation += 1;
    const mine = generation;
    const gone = new Promise<never>(() => {});
    const outbox = createOutbox({
      store,
      // A process that has ended sets no timers and sends nothing more.
      courier: {
        look: (...asked) => (mine === generation ? api.courier.look(...asked) : gone),
        send: (...asked) => (mine === generation ? api.courier.send(...asked) : gone),
      },
      clock: {
        ...clock,
        after: (ms, callback) => (mine === generation ? clock.after(ms, callback) : () => {}),
      },
      random,
      listener: {
        changed: () => {
          changes += 1;
        },
        receipt: receipt => receipts.push(receipt),
        seen: (_lane, id, stage) => seen.push(`${id}:${stage.id}`),
        stagesStale: (_lane, stage) => stale.push(stage),
        failed: error => {
          if (options.failed === undefined) throw error;
          options.failed(error);
        },
      },
    });
    outbox.use({ id: laneA, fingerprint: `print-${laneA}` });
    if (!online) outbox.offline();
    outbox.start();
    return outbox;
  };
  let outbox = make(true);
  const pick = (id: string, to: string, seen: string | null, ageMs = 0, note = ''): PickedChange => ({
    lane: laneA,
    opportunity: { id: id as OpportunityId, name: `Deal ${id}`, company: 'Acme', pipeline: defaultPipeline },
    to: stageOf(to),
    note,
    seen: seen === null ? null : { stage: stageOf(seen), fetchedAt: clock.now() - ageMs },
  });
  return {
    clock,
    api,
    db,
    store,
    receipts,
    stale,
    seen,
    /** How often it was told that something is no longer what it was. */
    changes: (): number => changes,
    pick,
    get outbox(): Outbox {
      return outbox;
    },
    /** Accepts or throws. */
    accept: (id: string, to: string, seen: string | null, ageMs = 0, note = ''): ChangeView => {
      const accepted = outbox.accept(pick(id, to, seen, ageMs, note));
      if (!accepted.ok) throw new Error(accepted.failure.code);
      return accepted.value;
    },
    /** The process dies and starts again on the same disk. */
    restart: async (online = true): Promise<void> => {
      generation += 1;
      clock.drop();
      await settled();
      outbox = make(online);
    },
    /** How each PATCH the server met went: `a:won`. */
    sent: (): readonly string[] => api.met.filter(({ to }) => to !== null).map(({ id, to }) => `${id}:${to}`),
    looks: (): number => api.met.filter(({ to }) => to === null).length,
    states: (): readonly string[] => outbox.open().map(({ opportunity, state }) => `${opportunity}:${state}`),
    ended: (): readonly string[] =>
      outbox.history('', null, 100).map(({ opportunity, to, state }) => `${opportunity}:${to.id}:${state}`),
    stageId: (name: string) => name as StageId,
  };
}
