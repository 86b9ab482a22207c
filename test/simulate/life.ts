import { answers, type Resolution as UserAnswer } from '../../main/contract/change.ts';
import type { ChangeId, LaneId, OpportunityId, PipelineId, StageId } from '../../main/contract/model.ts';
import { answersTo } from '../../main/contract/offers.ts';
import { ends } from '../../main/outbox/changes/resolution.ts';
import type { Signal } from '../../main/outbox/lanes/gate.ts';
import type { Clock, Courier, Store } from '../../main/outbox/model/ports.ts';
import { createOutbox, type Outbox } from '../../main/outbox/outbox.ts';
import { createDice, type Dice } from '../support/ports/dice.ts';
import { createManualClock, type ManualClock } from '../support/ports/manual-clock.ts';
import { createMemoryStore, type MemoryStore } from '../support/ports/memory-store.ts';
import { stageOf } from '../support/ports/virtual-api.ts';
import { Crash, mortal, type Point } from './crash.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createNetwork, type Weather, weathers } from './network.ts';
import { createWorld, type Mood, pipelinesBeside, stagesIn, type World } from './world.ts';

export const laneA = '00000000-0000-4000-8000-00000000000a' as LaneId;
export const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;

/** What a control may spoil. Each of these is how another program does it. */
export interface Spoil {
  /** Puts something between the outbox and the way to the server. */
  readonly courier?: (courier: Courier, life: Life) => Courier;
  /** Puts something between the outbox and its disk. */
  readonly store?: (store: Store, life: Life) => Store;
  /** What the disk looks like after the process, and the machine with it, went down. */
  readonly afterCrash?: (store: MemoryStore, life: Life) => void;
  /** What the program takes for the machine's clocks. */
  readonly clock?: (clock: ManualClock) => Clock;
  /** Every life has its wall clock set. */
  readonly setsClock?: true;
}

export interface LifeReport {
  readonly violations: readonly string[];
  readonly steps: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly pointsSeen: ReadonlySet<string>;
  readonly pointsCrashed: ReadonlySet<string>;
  readonly requests: number;
  readonly delivered: number;
  readonly restamps: number;
}

/** One simulated life: a user, colleagues, a server, a network and a process that ends when it should not. */
export interface Life {
  readonly clock: ManualClock;
  readonly dice: Dice;
  readonly world: World;
  readonly store: MemoryStore;
  readonly ledger: Ledger;
  weather: Weather;
  lane: LaneId | null;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
/** What the server's clock showed when the life began. */
const serverBegan = Date.UTC(2026, 10, 20, 12);
const moods: readonly Mood[] = ['well', 'failing', 'down', 'contended', 'odd', 'revoked'];
const signals: readonly Signal[] = ['online', 'resume', 'unlock', 'poll', 'user', 'user', 'key'];

/** Points that every life passes often; the others are worth ending at whenever they come. */
const common = /^(look|send)|held>ready|ready>sending|>held$|sending>delivered/;

export async function live(seed: number, spoil: Spoil = {}): Promise<LifeReport> {
  const dice = createDice(seed);
  const clock = createManualClock();
  const store = createMemoryStore();
  const faults: Record<string, number> = {};
  const count = (fault: string): void => {
    faults[fault] = (faults[fault] ?? 0) + 1;
  };
  const pointsSeen = new Set<string>();
  const pointsCrashed = new Set<string>();
  /** How readily the process ends at an uncommon point. */
  const deadliness = dice.pick([0.02, 0.02, 0.3, 0.8]);
  const setsClock = spoil.setsClock === true || dice.chance(0.1);
  let judgesTime = true;
  let healed = false;
  let requests = 0;
  let notes = 0;
  const poisoned: OpportunityId | null = dice.chance(0.15) ? ('opp_a' as OpportunityId) : null;

  const world = createWorld(clock, dice, {
    keys: new Map([
      [laneA, { sees: true, reads: dice.chance(0.85) }],
      [laneB, { sees: dice.chance(0.6), reads: true }],
    ]),
    limit: dice.pick([6, 15, 40, 100, 1000]),
    namesFrom: dice.chance(0.5),
    takesReasons: dice.chance(0.5),
    failsAtReasons: dice.chance(0.3),
    hasPipelines: dice.chance(0.4),
    poisons: id => !healed && id === poisoned,
  });
  const ledger = createLedger({ store, world, clock, judgesTime: () => judgesTime });
  const life: Life = { clock, dice, world, store, ledger, weather: 'clear', lane: laneA };

  let generation = 0;
  let outbox: Outbox | null = null;
  /** What the popup shows of each opportunity, and when it was fetched (true time). */
  const directory = new Map<OpportunityId, { stage: StageId; pipeline: PipelineId; at: number }>();

  const end = (mine: number): void => {
    if (mine !== generation) return;
    generation += 1;
    outbox = null;
    clock.drop();
    spoil.afterCrash?.(store, life);
    ledger.crashed();
  };

  const boot = (): void => {
    ledger.audit();
    const mine = generation;
    const point: Point = name => {
      if (mine !== generation) throw new Crash();
      pointsSeen.add(name);
      if (healed || !dice.chance(common.test(name) ? 0.01 : deadliness)) return;
      pointsCrashed.add(name);
      count('crash');
      end(mine);
      throw new Crash();
    };
    const network = createNetwork({
      clock,
      dice,
      world,
      weather: () => life.weather,
      leaves: request => {
        point(`${request.to === null ? 'look' : 'send'} leaves`);
        requests += 1;
        return ledger.leaves(request, life.lane);
      },
      returns: (request, answer) => {
        if (mine !== generation) return false;
        ledger.returns(request, answer);
        const isServers = !['unreached', 'lost', 'not-our-api'].includes(answer.kind);
        if (isServers) act(running => running.serverTime(serverBegan + clock.elapsed()));
        try {
          point(`${request.to === null ? 'look' : 'send'} returns`);
        } catch {
          return false;
        }
        return true;
      },
      served: ledger.served,
      count,
    });
    const disk = mortal(store, point);
    try {
      outbox = createOutbox({
        store: spoil.store?.(disk, life) ?? disk,
        courier: spoil.courier?.(network, life) ?? network,
        // A process that has ended sets no more timers.
        clock: {
          ...(spoil.clock?.(clock) ?? clock),
          after: (ms, callback) => (mine === generation ? clock.after(ms, callback) : () => {}),
        },
        random: dice,
        listener: {
          changed: () => {},
          receipt: ({ kind, change }) => {
            if (kind === 'delivered' || kind === 'overwrote') ledger.audit();
            if (kind === 'delayed') ledger.tired(change.id, 'told of');
            if (kind === 'parked' && change.reason === 'expired') ledger.tired(change.id, 'given up');
            const lost = change.overwrote;
            const isTold = kind === 'overwrote' || change.reason === 'misplaced';
            if (lost !== null && !isTold) ledger.violate('3: overwritten and not told');
          },
          seen: (_lane, id, stage, opportunity) => {
            const pipeline = opportunity?.pipeline ?? directory.get(id)?.pipeline ?? world.home;
            directory.set(id, { stage: stage.id, pipeline, at: clock.elapsed() - second });
          },
          stagesStale: () => {},
          failed: error => {
            if (!(error instanceof Crash)) ledger.violate(`exception: ${String(error)}`);
          },
        },
      });
      use(life.lane);
      outbox?.undoSeconds(dice.pick([0, 5, 5, 30]));
      outbox?.start();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  };

  const use = (lane: LaneId | null): void => {
    life.lane = lane;
    outbox?.use(lane === null ? null : { id: lane, fingerprint: `print-${lane}` });
  };

  /** The user, or the system, does something; the process may end in the middle of it. */
  const act = (work: (running: Outbox) => void): void => {
    if (outbox === null) return;
    try {
      work(outbox);
    } catch (error) {
      if (!(error instanceof Crash)) ledger.violate(`exception: ${String(error)}`);
    }
  };

  const fetchDirectory = (): void => {
    if (life.weather !== 'clear' || life.lane === null) return;
    const lane = life.lane;
    act(running => {
      if (!running.permitRead()) return;
      const quota = running.quota();
      const queued = running.open().filter(row => row.currentLane && row.state !== 'parked').length;
      const reserve = Math.min(Math.max(10, 2 * queued), Math.floor(world.limit * 0.4));
      if (quota !== null && quota.remaining <= reserve) ledger.violate('6: a read from the writes’ share');
      const id = dice.pick(world.ids);
      const served = world.serve(lane, id, null, null);
      if (served.kind === 'row') {
        const { stage, pipeline } = served.opportunity;
        directory.set(id, { stage: stage.id, pipeline, at: clock.elapsed() });
        ledger.read(id);
      }
      running.observe(lane, served.quota, served.kind === 'row' ? 'key-accepted' : 'proven');
    });
  };

  const pick = (): void =>
    act(running => {
      if (life.lane === null) return;
      const id = dice.pick(world.ids);
      const known = directory.get(id);
      const pipeline = known?.pipeline ?? world.home;
      const to = dice.chance(0.03) ? 'bogus' : dice.pick(stagesIn(pipeline));
      const unsent = store.open().filter(row => row.opportunity === id);
      const lane = life.lane;
      notes += 1;
      const note = dice.chance(0.5) ? `note ${notes}` : '';
      ledger.picks(id, note);
      withdrawing(
        unsent.map(row => row.id),
        () => {
          const accepted = running.accept({
            lane,
            opportunity: { id, name: `Deal ${id}`, company: 'Acme', pipeline },
            to: stageOf(to),
            note,
            seen:
              known === undefined || dice.chance(0.05)
                ? null
                : { stage: stageOf(known.stage), fetchedAt: clock.now() - (clock.elapsed() - known.at) },
          });
          if (!accepted.ok) return;
          ledger.accepted(accepted.value);
          if (!accepted.value.note.endsWith(note)) ledger.violate('13: accepted without its note');
        },
      );
    });

  const undo = (): void =>
    act(running => {
      const shown = [...running.open(), ...running.history('', null, 3)];
      if (shown.length === 0) return;
      const chosen = dice.pick(shown);
      withdrawing([chosen.id, ...store.open().map(row => row.id)], () => {
        const undone = running.undo(chosen.id);
        if (undone.ok) ledger.accepted(undone.value);
      });
    });

  /** The user's word counts from when it is on disk, also where the process ended before it could say so. */
  const withdrawing = (ids: readonly ChangeId[], work: () => void): void => {
    const open = ids.filter(id => store.find(id)?.state !== 'cancelled');
    try {
      work();
    } finally {
      for (const id of open) if (store.find(id)?.state === 'cancelled') ledger.withdrawn(id);
    }
  };

  const resolve = (choose: (offered: readonly UserAnswer[]) => UserAnswer): void =>
    act(running => {
      const parked = running.open().filter(({ state }) => state === 'parked');
      if (parked.length === 0) return;
      const asked = dice.pick(parked);
      const { id, rev } = asked;
      const offered = answersTo(asked);
      const answer = choose(offered);
      withdrawing([id], () => {
        const resolved = running.resolve(id, answer, rev);
        if (!resolved.ok) return;
        if (!offered.includes(answer)) ledger.violate(`10: ${answer} was taken and is not offered`);
        if (resolved.value.id === id) ledger.reasserted(id);
        else ledger.accepted(resolved.value);
      });
    });

  const wake = (signal: Signal): void => {
    if (signal === 'key' && life.lane !== null) ledger.rekeyed(life.lane);
    act(running => running.wake(signal));
  };

  const colleague = (): void => {
    const pipeline = dice.pick(pipelinesBeside(world.home));
    world.colleague(dice.pick(world.ids), dice.pick(stagesIn(pipeline)), pipeline);
  };

  const rebind = (): void =>
    act(running => {
      const other = life.lane === laneA ? laneB : laneA;
      // Its reply is for the user; what it does is on disk, where the ledger looks.
      running.rebind(other).then(
        () => {},
        () => {},
      );
    });

  const something = async (): Promise<void> => {
    const chance = dice.below(100);
    if (chance < 36) pick();
    else if (chance < 42) undo();
    else if (chance < 50) resolve(() => dice.pick(answers));
    else if (chance < 58) colleague();
    else if (chance < 66) fetchDirectory();
    else if (chance < 74) life.weather = dice.chance(0.5) ? 'clear' : dice.pick(weathers);
    else if (chance < 79) world.mood = dice.chance(0.6) ? 'well' : dice.pick(moods);
    else if (chance < 85) wake(dice.pick(signals));
    else if (chance < 87) act(running => running.offline());
    else if (chance < 89) use(dice.pick([laneA, laneA, laneB, null]));
    else if (chance < 92) rebind();
    else if (chance < 93) await clock.sleep(dice.pick([20 * second, 10 * minute, 8 * hour]));
    else if (chance < 95) end(generation);
    else if (chance < 96) await stopRightly();
    else if (chance < 98 && setsClock) {
      judgesTime = false;
      jump();
    } else if (chance < 99) await shutDown();
    else pick();
  };

  /** Somebody, or a dead battery, sets the wall clock. */
  const jump = (): void => {
    const to = dice.pick([0, Date.UTC(1970, 0, 2), Date.UTC(2038, 0, 20), Date.UTC(2100, 1, 1)]);
    clock.jump(
      to > 0 ? to - clock.now() : dice.pick([-2 * year, -40 * day, -hour, hour, 2 * day, 40 * day, 2 * year]),
    );
  };

  /** The machine is off for a while; sometimes its clock is another when it starts. */
  const shutDown = async (): Promise<void> => {
    end(generation);
    await clock.off(dice.pick([5 * minute, 12 * hour, 3 * day, 10 * day, 40 * day]));
    if (!setsClock || !dice.chance(0.5)) return;
    judgesTime = false;
    jump();
  };

  /** Quits as from the menu: the request in flight ends and is written down, then nothing moves any more. */
  const stopRightly = async (): Promise<void> => {
    if (outbox === null) return;
    const mine = generation;
    let stopped = false;
    outbox.stop().then(() => {
      stopped = true;
    });
    await clock.advance(30 * second);
    if (mine !== generation) return;
    if (!stopped) ledger.violate('the outbox did not stop');
    if (store.open().some(({ state }) => state === 'sending'))
      ledger.violate('stopped with a request unsettled');
    end(mine);
  };

  boot();
  const steps = 10 + dice.below(40);
  for (let step = 0; step < steps; step += 1) {
    await something();
    await clock.advance(
      dice.pick([0, 20, 200, 2 * second, 6 * second, 6 * second, 40 * second, 5 * minute, hour]),
    );
    if (outbox === null && dice.chance(0.7)) boot();
    act(running => ledger.looksRight(running.open()));
  }

  // The faults stop, and the user answers what is asked: now everything must end.
  healed = true;
  world.mood = 'well';
  life.weather = 'clear';
  for (let round = 0; round < 12 && store.open().length > 0; round += 1) {
    const lane = round % 2 === 0 ? laneA : laneB;
    if (outbox === null) boot();
    use(lane);
    wake('online');
    wake('key');
    for (let wait = 0; wait < 60 && store.open().some(row => row.lane === lane); wait += 1) {
      await clock.advance(15 * minute);
      const waiting = store.open().filter(row => row.lane === lane && row.state === 'parked');
      for (const _ of waiting) {
        resolve(offered =>
          round < 4 && offered.length > 0 ? dice.pick(offered) : (offered.find(ends) ?? 'cancel'),
        );
      }
    }
  }
  for (const row of store.open())
    ledger.violate(`9: never ended: ${row.state} ${row.reason ?? ''} ${row.opportunity}`);
  ledger.audit();
  await clock.advance(5 * minute);
  ledger.finalStages();
  await stopRightly();
  return {
    violations: ledger.violations,
    steps,
    faults,
    pointsSeen,
    pointsCrashed,
    requests,
    delivered: store.history('', null, 10_000).filter(({ state }) => state === 'delivered').length,
    restamps: world.restamps(),
  };
}
