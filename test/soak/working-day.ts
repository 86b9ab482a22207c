import type { Engine } from '../../main/engine.ts';
import type { Dice } from '../support/ports/dice.ts';
import type { ManualClock } from '../support/ports/manual-clock.ts';
import type { Server } from '../support/servers/server.ts';
import type { Colleagues } from './colleagues.ts';
import type { User } from './user.ts';

export interface Office {
  readonly engine: Engine;
  readonly server: Server;
  readonly clock: ManualClock;
  readonly dice: Dice;
  readonly user: User;
  readonly colleagues: Colleagues;
  /** Opportunities of the account. */
  readonly rows: number;
}

const minute = 60_000;
const hour = 60 * minute;

const searches = 200;
const moves = 40;
/** With the night's they are twenty. */
const naps = 19;
const longestNap = 15 * minute;
const length = 10 * hour;
/** How often a day the colleagues' work is seen. */
const bursts = 20;
/** When the network is gone for an hour, each time in another way. */
const outages = { cable: 1.5 * hour, silent: 4 * hour, captive: 7 * hour } as const;
/** How often a colleague has moved what the user moves without a network. */
const crossed = 0.3;

interface Event {
  readonly at: number;
  readonly act: () => Promise<unknown> | unknown;
}

/**
 * One day from eight to six: 200 searches, 40 moves, 19 sleeps, three hours without a network, and every row changed by
 * somebody else.
 */
export async function workingDay(office: Office): Promise<void> {
  const { clock, dice, colleagues, user, rows } = office;
  const began = clock.now();
  const some = (count: number, act: Event['act']): Event[] =>
    Array.from({ length: count }, () => ({ at: dice.below(length), act }));
  const events = [
    ...outageEvents(office),
    ...some(moves, () => move(office)),
    ...some(searches - moves, () => user.search(false)),
    ...some(naps, () => sleep(office, dice.below(longestNap))),
    ...some(bursts, () => colleagues.work(rows / bursts)),
    ...some(1, user.rummage),
    ...some(2, user.answer),
    ...some(1, () => office.server.faults.add({ kind: 'reset', acted: true }, { method: 'PATCH' })),
  ];
  for (const { at, act } of events.sort((a, b) => a.at - b.at)) {
    await clock.advance(Math.max(0, began + at - clock.now()));
    await act();
  }
}

/** The machine sleeps for so many milliseconds; the network is there again before the program knows. */
export async function sleep({ clock, engine }: Office, ms: number): Promise<void> {
  await clock.sleep(ms);
  engine.wake('resume');
}

async function move({ engine, user, colleagues, dice }: Office): Promise<void> {
  const id = await user.search(true);
  const isAway = engine.snapshot().network === 'offline';
  if (id !== null && isAway && dice.chance(crossed)) colleagues.move(id);
}

function outageEvents({ engine, server }: Office): Event[] {
  let readmit = (): void => {};
  const hourFrom = (at: number, begin: Event['act'], end: Event['act']): Event[] => [
    { at, act: begin },
    { at: at + hour, act: end },
  ];
  return [
    ...hourFrom(
      outages.cable,
      async () => {
        await server.offline();
        engine.offline();
      },
      async () => {
        await server.online();
        engine.wake('online');
      },
    ),
    // Nothing tells that it is gone, nor that it is back.
    ...hourFrom(outages.silent, server.offline, server.online),
    ...hourFrom(
      outages.captive,
      () => {
        readmit = server.faults.add({ kind: 'captive' }, { times: Number.POSITIVE_INFINITY });
      },
      () => readmit(),
    ),
  ];
}
