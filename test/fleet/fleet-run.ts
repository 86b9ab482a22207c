import { defaultPipeline, type LaneId, type OpportunityId } from '../../main/contract/model.ts';
import type { QuotaView } from '../../main/contract/snapshot.ts';
import type { Answer, Courier } from '../../main/outbox/model/ports.ts';
import { createOutbox } from '../../main/outbox/outbox.ts';
import { deaf } from '../support/ports/deaf.ts';
import { createDice } from '../support/ports/dice.ts';
import { createManualClock, type ManualClock, settled } from '../support/ports/manual-clock.ts';
import { createMemoryStore } from '../support/ports/memory-store.ts';
import { opportunityOf, stageOf } from '../support/ports/virtual-api.ts';

export interface Wave {
  readonly scene: string;
  readonly client: 'outbox' | 'naive';
  readonly requests: number;
  readonly peak: number;
  readonly mean: number;
  /** Over which the mean is taken. */
  readonly spanSeconds: number;
  readonly peakOverMean: number;
  /** From the moment all may send again until the last change is delivered, in seconds. */
  readonly drainedSeconds: number;
  readonly limited: number;
}

export interface Scene {
  readonly name: string;
  readonly clients: number;
  readonly changes: number;
  /** One key with one quota, or one for each client. */
  readonly keys: 'one' | 'each';
  readonly limit: number;
  /** What has kept everyone waiting until now. */
  readonly after: 'outage' | 'reset';
}

const second = 1000;
const hour = 3600 * second;
const latency = 100;
const lane = '00000000-0000-4000-8000-00000000000a' as LaneId;

/** The server of all: counts requests by the second, and keeps each key's hourly quota. */
function createServer(clock: ManualClock, scene: Scene) {
  const spent = new Map<string, { window: number; count: number }>();
  const stages = new Map<string, string>();
  const seconds = new Map<number, number>();
  let limited = 0;
  let open = false;
  // Half an hour into a window, so that an outage's end and a reset are different moments.
  const windowOf = (): number => Math.floor((clock.elapsed() + hour / 2) / hour);
  return {
    seconds,
    limited: () => limited,
    setOpen: (is: boolean) => {
      open = is;
    },
    exhaust: (key: string) => void spent.set(key, { window: windowOf(), count: scene.limit }),
    leftMs: () => (windowOf() + 1) * hour - (clock.elapsed() + hour / 2),
    isOpen: () => open,
    ask: (
      key: string,
      id: string,
      to: string | null,
    ): { quota: QuotaView; waitMs: number | null; from: string } => {
      const at = Math.floor(clock.elapsed() / second);
      seconds.set(at, (seconds.get(at) ?? 0) + 1);
      const window = windowOf();
      const known = spent.get(key);
      const count = (known?.window === window ? known.count : 0) + 1;
      spent.set(key, { window, count });
      const leftMs = (window + 1) * hour - (clock.elapsed() + hour / 2);
      const quota = {
        limit: scene.limit,
        remaining: Math.max(0, scene.limit - count),
        resetsAt: Math.ceil(clock.now() + leftMs),
      };
      const from = stages.get(`${key}/${id}`) ?? 'new';
      if (count > scene.limit) {
        limited += 1;
        return { quota, waitMs: Math.ceil(leftMs / second) * second, from };
      }
      if (to !== null) stages.set(`${key}/${id}`, to);
      return { quota, waitMs: null, from };
    },
  };
}

type Server = ReturnType<typeof createServer>;

function courierOf(server: Server, clock: ManualClock, key: string): Courier {
  const request = <Done>(
    id: string,
    to: string | null,
    done: (from: string) => Done,
  ): Promise<Answer<Done>> =>
    new Promise(resolve => {
      if (!server.isOpen()) {
        clock.after(5, () => resolve({ kind: 'unreached', cause: 'refused', quota: null }));
        return;
      }
      clock.after(latency / 2, () => {
        const { quota, waitMs, from } = server.ask(key, id, to);
        clock.after(latency / 2, () =>
          resolve(
            waitMs === null
              ? ({ kind: 'done', quota, ...done(from) } as Answer<Done>)
              : { kind: 'limited', waitMs, quota },
          ),
        );
      });
    });
  return {
    look: (_lane, id) => request(id, null, from => ({ opportunity: opportunityOf(id, from), reason: null })),
    send: (_lane, id, to) =>
      request(id, to, from => ({ opportunity: null, from: stageOf(from), reason: null })),
  };
}

interface Client {
  readonly left: () => number;
  readonly online: () => void;
  readonly stop: () => void;
}

/** The product's own outbox, with changes that have waited since before. */
function outboxClient(server: Server, clock: ManualClock, key: string, seed: number, scene: Scene): Client {
  const store = createMemoryStore();
  const outbox = createOutbox({
    store,
    courier: courierOf(server, clock, key),
    clock,
    random: createDice(seed),
    listener: {
      ...deaf,
      failed: () => {},
    },
  });
  outbox.use({ id: lane, fingerprint: 'print' });
  if (scene.after === 'outage') outbox.offline();
  outbox.start();
  for (let at = 0; at < scene.changes; at += 1) {
    outbox.accept({
      lane,
      opportunity: {
        id: `opp_${seed}_${at}` as OpportunityId,
        name: '',
        company: '',
        pipeline: defaultPipeline,
      },
      to: stageOf('won'),
      note: '',
      seen: { stage: stageOf('new'), fetchedAt: null },
    });
  }
  return {
    left: () => store.open().length,
    online: () => outbox.wake('online'),
    stop: () => void outbox.stop(),
  };
}

/** What a queue without manners does: everything at once when the network is back, again every five seconds. */
function naiveClient(server: Server, clock: ManualClock, key: string, seed: number, scene: Scene): Client {
  const courier = courierOf(server, clock, key);
  const queue = Array.from({ length: scene.changes }, (_, at) => `opp_${seed}_${at}` as OpportunityId);
  let stopped = false;
  let running = false;
  const flush = async (): Promise<void> => {
    if (running || stopped) return;
    running = true;
    for (const id of [...queue]) {
      const answer = await courier.send(lane, id, stageOf('won').id);
      if (answer.kind !== 'done') break;
      queue.splice(queue.indexOf(id), 1);
    }
    running = false;
    if (queue.length > 0 && !stopped) clock.after(5 * second, () => void flush());
  };
  if (scene.after === 'reset') void flush();
  return {
    left: () => queue.length,
    online: () => void flush(),
    stop: () => {
      stopped = true;
    },
  };
}

/** Lets all clients of a scene go at the same moment and watches the server until everything is delivered. */
export async function wave(
  scene: Scene,
  kind: Wave['client'],
  spanSeconds: number | null = null,
): Promise<Wave> {
  const clock = createManualClock();
  const server = createServer(clock, scene);
  const make = kind === 'outbox' ? outboxClient : naiveClient;
  const keyOf = (at: number): string => (scene.keys === 'one' ? 'key' : `key-${at}`);
  if (scene.after === 'reset') {
    server.setOpen(true);
    for (let at = 0; at < scene.clients; at += 1) server.exhaust(keyOf(at));
  }
  const clients = Array.from({ length: scene.clients }, (_, at) =>
    make(server, clock, keyOf(at), at + 1, scene),
  );
  await clock.advance(scene.after === 'reset' ? server.leftMs() : 60 * second);
  // The waiting is over for all at once.
  server.seconds.clear();
  const start = clock.elapsed();
  if (scene.after === 'outage') {
    server.setOpen(true);
    for (const client of clients) client.online();
  }
  await settled();
  let drainedAt = start;
  for (let waited = 0; waited < 24 * 3600; waited += 1) {
    if (clients.every(client => client.left() === 0)) break;
    await clock.advance(second);
    drainedAt = clock.elapsed();
  }
  for (const client of clients) client.stop();
  return {
    scene: scene.name,
    client: kind,
    ...shape(server.seconds, spanSeconds),
    limited: server.limited(),
    drainedSeconds: Math.round((drainedAt - start) / second),
  };
}

/**
 * The first wave: what came until a quiet minute, so that the empty hour between two resets does not count as
 * calm. Its mean is over `spanSeconds` where that is given: the time another client took for the same work.
 */
function shape(
  seconds: ReadonlyMap<number, number>,
  spanSeconds: number | null,
): Pick<Wave, 'requests' | 'peak' | 'mean' | 'spanSeconds' | 'peakOverMean'> {
  const at = [...seconds.keys()].sort((a, b) => a - b);
  const ends = at.findIndex((moment, index) => (at[index + 1] ?? Number.POSITIVE_INFINITY) - moment > 60);
  const counts = at.slice(0, ends + 1).map(moment => seconds.get(moment) ?? 0);
  const requests = counts.reduce((sum, count) => sum + count, 0);
  const span = spanSeconds ?? (at[ends] ?? 0) - (at[0] ?? 0) + 1;
  const peak = Math.max(0, ...counts);
  const mean = requests / span;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    requests,
    peak,
    mean: round(mean),
    spanSeconds: span,
    peakOverMean: round(mean === 0 ? 0 : peak / mean),
  };
}
