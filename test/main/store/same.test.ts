import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeId, StageId } from '../../../main/contract/model.ts';
import { type Entry, isEnded, transitions } from '../../../main/outbox/model/entry.ts';
import type { Batch, Store } from '../../../main/outbox/model/ports.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createMemoryStore } from '../../support/ports/memory-store.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

/** One thing done to both stores: a new pick, a row moved on, a pause, or a forgotten month. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), opportunity: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
  fc.record({ kind: fc.constant('move' as const), which: fc.nat(20), to: fc.nat(8), stale: fc.boolean() }),
  fc.record({ kind: fc.constant('pause' as const), until: fc.option(fc.nat(1e9)) }),
  fc.record({ kind: fc.constant('prune' as const), before: fc.nat(100) }),
);

type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

let made = 0;
const idOf = (): ChangeId => {
  made += 1;
  return `00000000-0000-4000-8000-${made.toString().padStart(12, '0')}` as ChangeId;
};

/** Makes the row fit the state it moves to, as the outbox does. */
function moved(row: Entry, to: number, at: number): Entry | null {
  const targets = transitions[row.state];
  const state = targets[to % Math.max(1, targets.length)];
  if (state === undefined) return null;
  return {
    ...row,
    state,
    sentAt: state === 'sending' || state === 'verify' ? at : row.sentAt,
    inDoubt: state === 'verify' ? { at, setAt: at } : row.inDoubt,
    reason: state === 'parked' ? 'conflict' : row.reason,
    theirs: state === 'parked' ? stageOf('lost') : null,
    trouble: state === 'waiting' ? { code: 'rate-limited', until: at } : null,
    endedAt: isEnded(state) ? at : null,
  };
}

/** What a deed asks of a store, decided from one of the two: both hold the same. */
function batchOf(store: Store, what: Deed, at: number): Batch | null {
  const open = store.open();
  switch (what.kind) {
    case 'insert':
      return {
        insert: [
          {
            ...aDraft(what.opportunity),
            id: idOf(),
            to: stageOf(`won${at % 3}`),
            note: at % 2 === 0 ? '' : `Note ${at}`,
            markedAt: at,
          },
        ],
      };
    case 'move': {
      const row = open[what.which % Math.max(1, open.length)];
      const next = row === undefined ? null : moved(row, what.to, at);
      return next === null ? null : { update: [what.stale ? { ...next, rev: next.rev + 1 } : next] };
    }
    case 'pause': {
      const pause = { pause: { kind: 'auth' } as const, setAt: at, until: what.until, opensAt: null };
      return { pause: { lane: laneA, pause: what.until === null ? null : pause } };
    }
    case 'prune':
      return null;
  }
}

const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch {
    return 'refused';
  }
};

test('the memory store of the simulation behaves as SQLite does', () => {
  const db = openDatabase(join(tempFolder(), 'same.db'));
  addLane(db, laneA);
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 30 }), deeds => {
      db.exec(
        "DELETE FROM outbox; DELETE FROM lane_pauses; DELETE FROM sqlite_sequence WHERE name = 'outbox'",
      );
      const real = createOutboxRows(db);
      const memory = createMemoryStore();
      deeds.forEach((what, at) => {
        const batch = batchOf(real, what, at);
        const isOver = (endedAt: number) => what.kind === 'prune' && endedAt < what.before;
        expect(memory.prune(isOver)).toBe(real.prune(isOver));
        if (batch === null) return;
        expect(outcome(() => memory.commit(batch))).toEqual(outcome(() => real.commit(batch)));
        expect(memory.open()).toEqual(real.open());
        expect([...memory.pauses()]).toEqual([...real.pauses()]);
        expect(memory.history('', null, 50)).toEqual(real.history('', null, 50));
        expect(memory.history('DEAL B', at, 2)).toEqual(real.history('DEAL B', at, 2));
        for (const among of [() => true, () => false]) {
          expect(memory.noted(among)).toEqual(real.noted(among));
        }
        for (const row of real.open()) {
          const sorted = (stages: readonly StageId[]) => [...stages].sort();
          expect(sorted(memory.sentBefore(row, at / 2))).toEqual(sorted(real.sentBefore(row, at / 2)));
        }
      });
    }),
    { numRuns: 150, seed: 20261122 },
  );
});
