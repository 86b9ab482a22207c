import type { LaneId, Opportunity, OpportunityId, StageId } from '../../main/contract/model.ts';
import type { Answer, Courier } from '../../main/outbox/model/ports.ts';
import type { Trouble } from '../../main/outbox/model/trouble.ts';
import type { Dice } from '../support/ports/dice.ts';
import type { ManualClock } from '../support/ports/manual-clock.ts';
import { stageOf } from '../support/ports/virtual-api.ts';
import type { Served, Ticket, World } from './world.ts';

/** How the way to the server is just now. */
export type Weather = 'clear' | 'cut' | 'tls' | 'portal' | 'redirect' | 'black-hole' | 'stormy';

export const weathers: readonly Weather[] = [
  'clear',
  'cut',
  'tls',
  'portal',
  'redirect',
  'black-hole',
  'stormy',
];

/** How long a courier waits for an answer. */
const timeout = 10_000;
/** How late after it was sent a request whose answer was lost may still arrive. */
const latest = 60_000;

/** One request on its way, told to whoever keeps the books. */
export interface Leaving {
  readonly lane: LaneId;
  readonly id: OpportunityId;
  readonly to: StageId | null;
  /** The reason that goes along with a PATCH; '' for none. */
  readonly reason: string;
}

export type Returning = Answer<{ readonly opportunity: Opportunity | null }>;

export interface NetworkDeps {
  readonly clock: ManualClock;
  readonly dice: Dice;
  readonly world: World;
  readonly weather: () => Weather;
  /** Called as a request leaves; for a PATCH, answers what is to be noted of it. */
  leaves(request: Leaving): Ticket | null;
  /** Called as an answer comes back; false: the process is gone, nobody hears it. */
  returns(request: Leaving, answer: Returning): boolean;
  served(request: Leaving, what: Served): void;
  count(fault: string): void;
}

/** The way to the server and back, with every way of getting lost on it. */
export function createNetwork(deps: NetworkDeps): Courier {
  const { clock, dice, world } = deps;

  const request = <Done extends { readonly opportunity: Opportunity | null }>(
    asked: Leaving,
    done: (served: Served & { kind: 'row' }) => Done,
  ): Promise<Answer<Done>> =>
    new Promise(resolve => {
      const ticket = deps.leaves(asked);
      const answer = (after: number, value: Answer<Done>): void => {
        clock.after(after, () => {
          if (deps.returns(asked, value)) resolve(value);
        });
      };
      const trouble = (after: number, name: string, is: Trouble): void => {
        deps.count(name);
        answer(after, { quota: null, ...is });
      };
      const arrive = (after: number): void => {
        clock.later(after, () =>
          deps.served(asked, world.serve(asked.lane, asked.id, asked.to, ticket, asked.reason)),
        );
      };
      const roundTrip = 20 + dice.below(400);
      const clear = (): void => {
        clock.later(roundTrip / 2, () => {
          const served = world.serve(asked.lane, asked.id, asked.to, ticket, asked.reason);
          deps.served(asked, served);
          if (served.kind === 'trouble') {
            deps.count(served.trouble.kind);
            answer(roundTrip / 2, { quota: served.quota, ...served.trouble });
          } else
            answer(roundTrip / 2, { quota: served.quota, kind: 'done', ...done(served) } as Answer<Done>);
        });
      };
      switch (deps.weather()) {
        case 'cut':
          return trouble(10, 'unreached', {
            kind: 'unreached',
            cause: dice.pick(['dns', 'refused', 'connect-timeout']),
          });
        case 'tls':
          return trouble(50, 'tls', { kind: 'unreached', cause: 'tls' });
        case 'portal':
          return trouble(50, 'portal', { kind: 'not-our-api', status: 200 });
        case 'redirect':
          return trouble(50, 'redirect', { kind: 'not-our-api', status: 302 });
        case 'black-hole':
          return trouble(timeout, 'black-hole', { kind: 'lost', cause: 'timeout' });
        case 'clear':
          return clear();
        case 'stormy': {
          const fate = dice.below(6);
          if (fate === 0) return trouble(30, 'reset-before', { kind: 'lost', cause: 'reset' });
          if (fate === 1) {
            arrive(20);
            return trouble(40, 'reset-after', { kind: 'lost', cause: 'reset' });
          }
          if (fate === 2) {
            // In flight: given up on, and then it arrives.
            arrive(dice.below(latest));
            return trouble(timeout, 'ghost', { kind: 'lost', cause: 'timeout' });
          }
          if (fate === 3) {
            arrive(20);
            return trouble(60, 'truncated', { kind: 'lost', cause: 'truncated' });
          }
          if (fate === 4) return trouble(60, 'unreached', { kind: 'unreached', cause: 'other' });
          return clear();
        }
      }
    });

  return {
    look: (lane: LaneId, id: OpportunityId) =>
      request({ lane, id, to: null, reason: '' }, ({ opportunity, reason }) => ({ opportunity, reason })),
    send: (lane: LaneId, id: OpportunityId, to: StageId, reason = '') =>
      request({ lane, id, to, reason: to === 'lost' && world.takesReasons ? reason : '' }, served => ({
        opportunity: served.opportunity,
        from: world.namesFrom ? stageOf(served.from) : null,
        reason: served.reason,
      })),
  };
}
