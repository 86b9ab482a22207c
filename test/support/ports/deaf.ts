import type { Listener } from '../../../main/outbox/model/ports.ts';

/** Hears nothing of what an outbox tells, and lets no exception pass. */
export const deaf: Listener = {
  changed: () => {},
  receipt: () => {},
  seen: () => {},
  stagesStale: () => {},
  failed: error => {
    throw error;
  },
};
