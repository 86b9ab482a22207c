import { type Entry, transitioned } from '../model/entry.ts';
import * as policy from '../model/policy.ts';

/** Rows that were being sent when the program ended, as `verify`: the server has to be asked whether the request arrived. */
export function interrupted(rows: readonly Entry[]): readonly Entry[] {
  return rows
    .filter(({ state }) => state === 'sending')
    .map(row => {
      const sentAt = row.sentAt ?? row.markedAt;
      const doubt = { at: sentAt + policy.ghostFor, setAt: sentAt };
      return transitioned(row, { state: 'verify', inDoubt: doubt, due: null, attempts: row.attempts + 1 });
    });
}
