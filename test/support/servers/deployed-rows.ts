import type { Seed, SeedRow } from '../../deployed/seed.ts';

/** What a dialect calls the text that its rows are named by. */
export const namedBy = (dialect: Seed['dialect']): string => (dialect === 'stage_id' ? 'title' : 'name');

/**
 * Gives the account "bulk", whose key is `bulkKey`, so many rows, brought in at the same moment: alike in all times, with a
 * name each. `each` tells what is special about the row of a number, from 0.
 */
export const withRows =
  (count: number, each: (at: number) => Readonly<Record<string, unknown>> = () => ({})) =>
  (seed: Seed): Seed => {
    const like = seed.rows.find(({ account }) => account === 'bulk');
    if (like === undefined) throw new Error('The seed has no bulk rows');
    const rows = Array.from({ length: count }, (_, at): SeedRow => {
      const number = String(at).padStart(6, '0');
      const id = `00000000-0000-4000-8000-${number.padStart(12, '0')}`;
      return { ...like, id, [namedBy(seed.dialect)]: `Carteira ${number}`, contact_id: id, ...each(at) };
    });
    return { ...seed, rows };
  };

export const bulkKey = 'lr_live_bulk';
