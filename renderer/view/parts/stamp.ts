import type { Stage } from '../../../main/contract/model.ts';

/**
 * The date that the server stamps in this stage, as the key of its sentence; null when it stamps none. In every
 * recorded revision only stages with exactly these names stamp, and nothing in the API removes a stamp.
 */
export function stampOf({ name }: Stage): 'stampWon' | 'stampLost' | null {
  if (name === 'won') return 'stampWon';
  return name === 'lost' ? 'stampLost' : null;
}
