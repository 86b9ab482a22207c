import { writeSync } from 'node:fs';
import { defaultPipeline, type LaneId, type OpportunityId } from '../../main/contract/model.ts';
import { createOutbox } from '../../main/outbox/outbox.ts';
import { knownStagesOf } from '../../main/raze/dialect/stages.ts';
import { createHttp } from '../../main/raze/http/http.ts';
import { createCourier } from '../../main/raze/requests/courier.ts';
import { createLaneRows } from '../../main/store/changes/lane-rows.ts';
import { openStore } from '../../main/store/store.ts';
import { insist } from '../support/insisting.ts';
import { deaf } from '../support/ports/deaf.ts';
import { createDice } from '../support/ports/dice.ts';
import { realClock, realRandom } from '../support/ports/system.ts';
import { stageOf } from '../support/ports/virtual-api.ts';
import { noteOn } from './note-on.ts';

/** What the parent tells the process that is going to be killed. */
export interface Orders {
  readonly path: string;
  readonly url: string;
  readonly key: string;
  readonly seed: number;
  readonly ids: readonly string[];
  /** False: make no more picks, deliver what is there, and end. */
  readonly picks: boolean;
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const stages = ['new', 'contacted', 'qualified', 'proposal', 'negotiation', 'won', 'lost'];

/** Straight to the pipe: what was said before the kill is heard after it. */
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`);

const opened = openStore(orders.path, Date.now);
if (!opened.ok) throw new Error(opened.failure.code);
const { db, rows } = opened.value;
const lane = createLaneRows(db, Date.now).forKey(orders.url, orders.key);
const http = createHttp({ timeoutMs: 2_000 });
const dice = createDice(orders.seed);
/** What the popup shows: the newest pick, else what an answer said. */
const shown = new Map<string, { readonly stage: string; readonly at: number }>();

const outbox = createOutbox({
  store: rows,
  courier: createCourier({
    http,
    connection: () => ({ baseUrl: orders.url, key: orders.key, dialect: 'documented' }),
    stages: () => knownStagesOf([]),
    now: Date.now,
  }),
  clock: realClock,
  random: realRandom,
  listener: {
    ...deaf,
    seen: (_lane: LaneId, id, stage) => void shown.set(id, { stage: stage.id, at: Date.now() - 2_000 }),
  },
});

outbox.use(lane);
outbox.undoSeconds(0);
outbox.start();
say({ ready: true });

const pick = (): void => {
  const id = dice.pick(orders.ids) as OpportunityId;
  const open = outbox.newest(id);
  const seen = open?.to.id ?? shown.get(id)?.stage ?? null;
  const to = dice.pick(stages.filter(stage => stage !== seen));
  const known = shown.get(id);
  const accepted = outbox.accept({
    lane: lane.id,
    opportunity: { id, name: id, company: '', pipeline: defaultPipeline },
    to: stageOf(to),
    note: noteOn(id, to),
    seen: known === undefined ? null : { stage: stageOf(known.stage), fetchedAt: known.at },
  });
  if (accepted.ok) say({ accepted: accepted.value.id, opportunity: id, to: accepted.value.to.id });
  setTimeout(pick, dice.below(8));
};

const finish = (): void => {
  const open = outbox.open();
  insist(outbox);
  if (open.length > 0) setTimeout(finish, 200);
  else void outbox.stop().then(() => opened.value.close());
};

if (orders.picks) pick();
else finish();
