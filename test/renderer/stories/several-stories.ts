import { fail, ok } from '../../../main/contract/failure.ts';
import { one, press, type, until } from '../support/hands.ts';
import { boardOf, changeOf, opportunities, pipeline, snapshot, stageOf } from '../support/samples.ts';
import type { Story } from './stories.ts';

const long = 'Maria Aparecida Fernandes de Albuquerque Cavalcanti do Nascimento e Silva';
const rows = opportunities.map((row, at) => (at === 1 ? { ...row, name: long } : row));
const theirs = boardOf('posvenda', [stageOf('lead'), stageOf('renewal')], 'Pós-venda');
const hour = 3_600_000;
const fewLeft = () => ({
  ...snapshot,
  pipelines: [pipeline, theirs],
  quota: { limit: 1000, remaining: 3, resetsAt: Date.now() + hour },
});
const mixed = rows.map((row, at) =>
  at === 3 ? { ...row, pipeline: theirs.id, stage: stageOf('lead') } : row,
);

/** Marks so many rows by key. */
async function mark(count: number): Promise<void> {
  await one('[role=option]');
  for (let pressed = 0; pressed < count; pressed += 1) press('Shift+ArrowDown');
  await until(() => document.querySelectorAll('.tick .icon').length === count);
}

async function openStages(count: number): Promise<void> {
  await mark(count);
  press('Enter');
  await until(() => document.activeElement?.id === 'stages');
}

async function move(count: number, digit: string): Promise<void> {
  await openStages(count);
  press(digit);
}

/** Several rows at once: marking them, their stages, and what came of it. */
export const severalStories: readonly Story[] = [
  { name: 'several-marked', world: () => ({ opportunities: rows }), act: () => mark(3) },
  {
    name: 'several-marked-across',
    world: () => ({ opportunities: rows }),
    act: async () => {
      await mark(2);
      type('#search', 'acme');
      await until(() => document.querySelector('[role=option] mark'));
    },
  },
  {
    name: 'several-alone',
    world: () => ({ opportunities: rows }),
    act: async () => {
      await mark(2);
      (await one('.marks button')).click();
      await until(() => document.querySelectorAll('[role=option]').length === 2);
    },
  },
  { name: 'several-stages', world: () => ({ opportunities: rows }), act: () => openStages(5) },
  {
    name: 'several-meaning',
    world: () => ({ opportunities: mixed, snapshot: fewLeft() }),
    act: async () => {
      await openStages(6);
      press('ArrowDown');
      press('ArrowDown');
      press('ArrowDown');
      press('ArrowDown');
    },
  },
  {
    name: 'several-closing',
    world: () => ({ opportunities: rows }),
    act: async () => {
      await move(6, '6');
      press('Enter');
      await one('.notice');
    },
  },
  {
    name: 'several-saved',
    world: () => ({ opportunities: mixed, snapshot: fewLeft() }),
    act: async () => {
      await move(6, '4');
      await one('.undo');
    },
  },
  {
    name: 'several-in-part',
    world: () => ({ opportunities: rows }),
    act: async bridge => {
      bridge.answer('move.several', ({ moves }) =>
        moves.map(({ opportunity }, at) => {
          const row = rows.find(({ id }) => id === opportunity);
          return row && at < 2 ? ok(changeOf(row, 'proposal')) : fail({ code: 'disk-full' });
        }),
      );
      await move(5, '4');
      await one('.notice.trouble');
    },
  },
  {
    name: 'several-undone',
    world: () => ({ opportunities: rows }),
    act: async () => {
      await move(5, '4');
      (await one('.undo')).click();
      await until(() => document.querySelector('.toast .undo') === null && document.querySelector('.toast'));
    },
  },
];
