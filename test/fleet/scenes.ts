import type { Scene } from './fleet-run.ts';

/** Everyone waits for the same moment: the network's return, or the hour's; under one key, or each under their own. */
export function scenes(clients: number): readonly Scene[] {
  return [
    { name: 'outage, a key each', clients, changes: 5, keys: 'each', limit: 1000, after: 'outage' },
    { name: 'outage, one key', clients, changes: 2, keys: 'one', limit: 5 * clients, after: 'outage' },
    { name: 'reset, a key each', clients, changes: 5, keys: 'each', limit: 100, after: 'reset' },
    { name: 'reset, one key', clients, changes: 2, keys: 'one', limit: 5 * clients, after: 'reset' },
  ];
}
