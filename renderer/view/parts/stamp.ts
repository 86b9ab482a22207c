import type { Stage } from '../../../main/contract/model.ts';

/**
 * The date that the server stamps on what comes to a stage, as the key of its sentence; null where it stamps none. Only
 * stages with exactly these names do, in every revision that was recorded, and nothing in the API takes a stamp away.
 */
export function stampOf({ name }: Stage): 'stampWon' | 'stampLost' | null {
  if (name === 'won') return 'stampWon';
  return name === 'lost' ? 'stampLost' : null;
}
