import { defaultPipeline, type LaneId, type OpportunityId } from '../../../main/contract/model.ts';
import { createOutbox, type Outbox } from '../../../main/outbox/outbox.ts';
import { deaf } from '../../support/ports/deaf.ts';
import { createDice } from '../../support/ports/dice.ts';
import { createManualClock } from '../../support/ports/manual-clock.ts';
import { createMemoryStore } from '../../support/ports/memory-store.ts';
import { createVirtualApi, stageOf } from '../../support/ports/virtual-api.ts';

const hour = 3_600_000;
/** Picks won for an opportunity that was new when it was fetched; throws when that is not accepted. */
export const take = (outbox: Outbox, lane: LaneId, id: string, fetchedAt: number | null): void => {
  const taken = outbox.accept({
    lane,
    opportunity: { id: id as OpportunityId, name: `Deal ${id}`, company: 'Acme', pipeline: defaultPipeline },
    to: stageOf('won'),
    note: '',
    seen: { stage: stageOf('new'), fetchedAt },
  });
  if (!taken.ok) throw new Error(taken.failure.code);
};

/** The same backlog under a quota, in virtual time: how long it takes, and how often the server had to say no. */
export async function quotaDrain(
  queued: number,
  limit: number,
): Promise<{ hours: number; ideal_hours: number; refused: number; requests: number }> {
  const clock = createManualClock(Date.UTC(2026, 10, 20, 12));
  const lane = '00000000-0000-4000-8000-00000000000a' as LaneId;
  const ids = Array.from({ length: queued }, (_, at) => `opp_${at}`);
  const api = createVirtualApi(clock, Object.fromEntries(ids.map(id => [id, 'new'])));
  let refused = 0;
  const renew = (): void => {
    api.quota = { limit, remaining: limit, resetsAt: clock.now() + hour };
    clock.later(hour, renew);
  };
  renew();
  api.fate = () => {
    if ((api.quota?.remaining ?? 1) > 0) return null;
    refused += 1;
    return { acts: false, answer: { kind: 'limited', waitMs: (api.quota?.resetsAt ?? 0) - clock.now() } };
  };
  const rows = createMemoryStore();
  const outbox = createOutbox({
    store: rows,
    courier: api.courier,
    clock,
    random: createDice(1),
    listener: deaf,
  });
  outbox.use({ id: lane, fingerprint: 'print' });
  outbox.undoSeconds(0);
  for (const id of ids) take(outbox, lane, id, null);
  await clock.advance(10 * 60_000);
  const began = clock.elapsed();
  outbox.start();
  while (rows.open().length > 0 && clock.elapsed() - began < 100 * hour) await clock.advance(60_000);
  await outbox.stop();
  const round = (ms: number): number => Math.round((ms / hour) * 100) / 100;
  return {
    hours: round(clock.elapsed() - began),
    // The first window has what is left of it; each later one opens an hour after the last.
    ideal_hours: Math.ceil((2 * queued) / limit) - 1,
    refused,
    requests: api.met.length,
  };
}

/** Requests one delivery costs, by how old the user's sight of the row was. */
export async function requestsPerDelivery(fetchedMsAgo: number): Promise<number> {
  const clock = createManualClock();
  const lane = '00000000-0000-4000-8000-00000000000a' as LaneId;
  const ids = Array.from({ length: 20 }, (_, at) => `opp_${at}`);
  const api = createVirtualApi(clock, Object.fromEntries(ids.map(id => [id, 'new'])));
  const outbox = createOutbox({
    store: createMemoryStore(),
    courier: api.courier,
    clock,
    random: createDice(1),
    listener: deaf,
  });
  outbox.use({ id: lane, fingerprint: 'print' });
  outbox.start();
  for (const id of ids) {
    take(outbox, lane, id, clock.now() - fetchedMsAgo);
    await clock.advance(10_000);
  }
  await outbox.stop();
  return api.met.length / ids.length;
}
