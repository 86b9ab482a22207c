import { one, press, until } from '../support/hands.ts';
import { changeOf, opportunities, opportunityOf, snapshot } from '../support/samples.ts';
import type { Story } from './stories.ts';

const hour = 3_600_000;
const long = 'Maria Aparecida Fernandes de Albuquerque Cavalcanti do Nascimento e Silva';
const people = [...opportunities, opportunityOf({ name: long, company: `${long.slice(0, 40)} Ltda.` })];

/** Moves of some weeks, several a day. */
const weeks = Array.from({ length: 60 }, (_, at) => {
  const who = people[at % people.length] ?? people[0];
  if (who === undefined) throw new Error('no samples');
  const endedAt = Date.now() - at * 5 * hour;
  const to = ['won', 'proposal', 'negotiation', 'lost'][at % 4] ?? 'won';
  return changeOf(who, to, {
    state: at % 7 === 3 ? 'cancelled' : 'delivered',
    markedAt: endedAt - 2000,
    endedAt,
  });
});

const openHistory = async (): Promise<void> => {
  await one('#search');
  press('Ctrl+y');
  await until(() => document.querySelector('.lately span'));
};

/** The first lines of the sample data, and the history, day by day. */
export const dayStories: readonly Story[] = [
  {
    name: 'sample-first',
    world: () => ({ snapshot: { ...snapshot, account: { kind: 'none' } } }),
    act: async () => {
      (await until(() => document.querySelector<HTMLElement>('.or + button'))).click();
      await one('.first-lines');
      await one('[role=option]');
    },
  },
  { name: 'history-days', world: () => ({ history: weeks }), act: openHistory },
  {
    name: 'history-days-below',
    world: () => ({ history: weeks }),
    act: async bridge => {
      bridge.answer('history.sums', ({ periods }) =>
        periods.map(period => ({
          ...period,
          moved: 1234,
          won: 96,
          sums: [
            { currency: 'BRL', sum: 1_284_000 },
            { currency: 'MXN', sum: 920_000 },
            { currency: 'USD', sum: 48_500 },
          ],
        })),
      );
      await openHistory();
      for (let presses = 0; presses < 3; presses += 1) press('Ctrl+ArrowDown');
      press('ArrowDown');
      await until(() => document.activeElement?.matches('.past'));
    },
  },
];
