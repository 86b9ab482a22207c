import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPipeline, type LaneId, type OpportunityId } from '../../main/contract/model.ts';
import { createOutbox } from '../../main/outbox/outbox.ts';
import { knownStagesOf } from '../../main/raze/dialect/stages.ts';
import { createHttp, type Http } from '../../main/raze/http/http.ts';
import { createCourier } from '../../main/raze/requests/courier.ts';
import { createLaneRows } from '../../main/store/changes/lane-rows.ts';
import { openStore } from '../../main/store/store.ts';
import { deaf } from '../support/ports/deaf.ts';
import { createDice } from '../support/ports/dice.ts';
import { createManualClock, settled } from '../support/ports/manual-clock.ts';
import { realRandom } from '../support/ports/system.ts';
import { stageOf } from '../support/ports/virtual-api.ts';
import { type Fault, type FaultServer, startFaultServer } from './fault-server.ts';
import { type NetworkCase, networkCases } from './network-cases.ts';

export interface FaultFigures {
  readonly cases: number;
  readonly violations: readonly string[];
}

/** How long the courier waits: shorter where no answer is going to come. */
const timeoutOf = ({ fault }: NetworkCase): number =>
  typeof fault !== 'string' && (fault.kind === 'silence' || fault.kind === 'trickle' || isMute(fault))
    ? 150
    : 5_000;

const isMute = (fault: Exclude<NetworkCase['fault'], string>): boolean =>
  fault.kind === 'proxy' && fault.does === 'silent';

/**
 * One change a case, through the real store and real HTTP: its look or its PATCH meets the fault, the outcome is
 * compared with the rules, the fault passes, the user answers what is asked; in the end the change must be
 * delivered, and have taken effect exactly once.
 */
export async function networkFaults(every = 1): Promise<FaultFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-faults-'));
  const opened = openStore(join(folder, 'raze.db'), Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  const server = await startFaultServer();
  const lane = createLaneRows(opened.value.db, Date.now).forKey(server.url, 'gr_live_faults').id;
  const violations: string[] = [];
  const cases = networkCases(server.otherUrl, every);
  try {
    for (const [at, one] of cases.entries()) {
      const said = await runCase(one, at, { server, lane, rows: opened.value.rows });
      if (said !== null && violations.length < 20) violations.push(`${one.name} (${one.asked}): ${said}`);
    }
    // Whatever was sent is over: nothing of it may be left. The ends here close a turn after the others.
    for (let turns = 0; turns < 1_000 && server.connections() > 0; turns += 1) await settled();
    if (server.connections() > 0) violations.push(`connections were left open: ${server.connections()}`);
    if (server.visitors() > 0) violations.push(`redirects were followed: ${server.visitors()}`);
  } finally {
    opened.value.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { cases: cases.length, violations };
}

interface Stage {
  readonly server: Awaited<ReturnType<typeof startFaultServer>>;
  readonly lane: LaneId;
  readonly rows: Parameters<typeof createOutbox>[0]['store'];
}

async function runCase(one: NetworkCase, at: number, { server, lane, rows }: Stage): Promise<string | null> {
  const id = `opp_${at}` as OpportunityId;
  const clock = createManualClock();
  const isProxied = typeof one.fault !== 'string' && one.fault.kind === 'proxy';
  const proxy = isProxied ? server.proxyUrl : null;
  const wire = createHttp({ timeoutMs: timeoutOf(one), resolveProxy: async () => proxy });
  let [out, asked, faulted] = [0, 0, false];
  const http: Http = async request => {
    out += 1;
    asked += 1;
    try {
      return await wire(request);
    } finally {
      out -= 1;
      settledOne();
    }
  };
  let settledOne = (): void => {};
  const method = one.asked === 'look' ? 'GET' : 'PATCH';
  server.put(id, 'new');
  if (typeof one.fault !== 'string') {
    if (one.fault.kind === 'proxy') server.proxyDoes = one.fault.does;
    else server.next = { method, fault: bodyFor(one.fault, id) };
  }
  const faulty = faultyUrl(one.fault, server);

  const real = createCourier({
    http,
    connection: () => {
      return { baseUrl: faulted ? server.url : faulty, key: 'gr_live_faults', dialect: 'documented' };
    },
    stages: () => knownStagesOf([]),
    now: clock.now,
  });
  const outbox = createOutbox({
    store: rows,
    courier: real,
    clock,
    random: { ...createDice(at), uuid: realRandom.uuid },
    listener: deaf,
  });
  /** Until no request is out and what its answer started has run. */
  const quiet = async (): Promise<void> => {
    await settled();
    while (out > 0) {
      await new Promise<void>(resolve => {
        settledOne = resolve;
      });
      await settled();
    }
    await settled();
  };
  outbox.use({ id: lane, fingerprint: 'print' });
  outbox.undoSeconds(0);
  outbox.start();
  const fresh = one.asked === 'send';
  const accepted = outbox.accept({
    lane,
    opportunity: { id, name: id, company: '', pipeline: defaultPipeline },
    to: stageOf('won'),
    note: '',
    seen: { stage: stageOf('new'), fetchedAt: fresh ? clock.now() : null },
  });
  if (!accepted.ok) return `not accepted: ${accepted.failure.code}`;
  const change = accepted.value.id;
  const now = () => rows.find(change);

  const judge = async (): Promise<string | null> => {
    while (asked === 0) await settled();
    await quiet();
    faulted = true;
    const row = now();
    const actual = `${row?.state} ${row?.reason ?? ''} ${outbox.pause()?.kind ?? ''}`;
    if (row === null || !one.expected.states.includes(row.state)) return `is ${actual}`;
    if (one.expected.reason !== undefined && row.reason !== one.expected.reason) return `is ${actual}`;
    if (one.expected.pause !== undefined && outbox.pause()?.kind !== one.expected.pause)
      return `is ${actual}`;
    if (row.state === 'delivered' && server.stage(id) !== 'won')
      return 'delivered, but the server does not hold it';

    outbox.wake('key');
    for (let minutes = 0; minutes < 120 && now()?.state !== 'delivered'; minutes += 1) {
      const parked = now();
      if (parked?.state === 'parked') outbox.resolve(change, 'retry', parked.rev);
      outbox.wake('user');
      await quiet();
      await clock.nextWithin(60_000);
      await quiet();
    }
    if (now()?.state !== 'delivered') return `never delivered: ${now()?.state} ${now()?.reason ?? ''}`;
    if (server.stage(id) !== 'won') return 'delivered, but the server does not hold it';
    return server.acted(id) === 1 ? null : `took effect ${server.acted(id)} times`;
  };
  try {
    return await judge();
  } finally {
    await outbox.stop();
    // A case that went wrong leaves nothing for the next one's outbox to send.
    const left = now();
    if (left !== null && left.endedAt === null) {
      rows.commit({ update: [{ ...left, state: 'cancelled', endedAt: clock.now() }] });
    }
  }
}

/** An answer about another opportunity is another case: where it is to be about this one, it is. */
function bodyFor(fault: Fault, id: string): Fault {
  if (fault.kind !== 'raw' || typeof fault.body !== 'string') return fault;
  return { ...fault, body: fault.body.replaceAll('opp_x', id) };
}

/** Where the request goes that meets the fault. */
function faultyUrl(fault: NetworkCase['fault'], server: FaultServer): string {
  if (fault === 'refused') return server.closedUrl;
  if (fault === 'bad-tls') return server.badTlsUrl;
  return fault.kind === 'proxy' ? 'https://crm.example.invalid' : server.url;
}
