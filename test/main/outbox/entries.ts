import type { Entry } from '../../../main/outbox/model/entry.ts';
import { aDraft } from '../store/rows.ts';

/** A row as it comes from the disk: ready to go from `new` to `won`, seen at 1,000 and picked at 2,000. */
export const anEntry = (patch: Partial<Entry> = {}): Entry => ({ ...aDraft('a'), seq: 5, rev: 1, ...patch });
