import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type LaneId, type OpportunityId, unverified } from '../../../main/contract/model.ts';
import type { Draft } from '../../../main/outbox/model/entry.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createMovedIn, type MovedInDeps } from '../../../main/usecase/moved-in.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraftIn, addLane, laneA } from '../store/rows.ts';

const laneB = '00000000-0000-4000-8000-00000000000b' as LaneId;
const worth = (value: number | null, currency = 'BRL') => ({ value, currency });

/** Writes changes to disk and counts them; `values`: what the list knows of opportunities. */
function counting(
  changes: readonly Draft[],
  values: Readonly<Record<string, ReturnType<typeof worth>>> = {},
) {
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  onTestFinished(() => db.close());
  for (const lane of [laneA, laneB]) addLane(db, lane);
  expect(createOutboxRows(db).commit({ insert: changes }).ok).toBe(true);
  const row: MovedInDeps['accountData']['row'] = id => {
    const known = values[id];
    return known === undefined ? null : { row: { ...unverified(id), ...known }, fetchedAt: null };
  };
  return createMovedIn({
    store: { db },
    session: { shownLanes: () => lane => lane === laneA },
    accountData: { row },
  });
}

const moved = (opportunity: string, to: string, endedAt: number, more: Partial<Draft> = {}): Draft => ({
  ...aDraftIn('delivered', opportunity as OpportunityId),
  to: stageOf(to),
  endedAt,
  ...more,
});

test('each period counts what was delivered in it, from its first moment on and before its end', () => {
  const count = counting([
    moved('a', 'proposal', 99),
    moved('b', 'proposal', 100),
    moved('c', 'won', 199),
    moved('d', 'won', 200),
  ]);
  expect(
    count([
      { from: 100, until: 200 },
      { from: 0, until: 300 },
      { from: 300, until: 400 },
    ]),
  ).toEqual([
    { from: 100, until: 200, moved: 2, won: 1, sums: [] },
    { from: 0, until: 300, moved: 4, won: 2, sums: [] },
    { from: 300, until: 400, moved: 0, won: 0, sums: [] },
  ]);
});

test('an opportunity counts once, by its last move: one that was won and put back is not won', () => {
  const count = counting(
    [
      moved('a', 'proposal', 10),
      moved('a', 'won', 20),
      moved('b', 'won', 30),
      moved('b', 'proposal', 40),
      moved('c', 'lost', 50),
    ],
    { a: worth(100), b: worth(900), c: worth(900) },
  );
  const [all, before] = count([
    { from: 0, until: 60 },
    { from: 0, until: 35 },
  ]);
  expect(all).toMatchObject({ moved: 3, won: 1, sums: [{ currency: 'BRL', sum: 100 }] });
  expect(before).toMatchObject({ moved: 2, won: 2, sums: [{ currency: 'BRL', sum: 1000 }] });
});

test('what is won is summed for each currency, the greatest first, as far as values are known', () => {
  const count = counting(
    ['a', 'b', 'c', 'd', 'e'].map((id, at) => moved(id, 'won', at)),
    { a: worth(5), b: worth(70, 'USD'), c: worth(60), d: worth(null) },
  );
  expect(count([{ from: 0, until: 9 }])[0]).toMatchObject({
    won: 5,
    sums: [
      { currency: 'USD', sum: 70 },
      { currency: 'BRL', sum: 65 },
    ],
  });
});

test('what was not delivered counts not, nor what the history does not show', () => {
  const count = counting([
    moved('a', 'won', 10),
    { ...aDraftIn('cancelled', 'b' as OpportunityId), endedAt: 10 },
    { ...aDraftIn('superseded', 'c' as OpportunityId), endedAt: 10 },
    moved('d', 'won', 10, { lane: laneB, fingerprint: `print-${laneB}` }),
  ]);
  expect(count([{ from: 0, until: 20 }])[0]).toMatchObject({ moved: 1, won: 1 });
});
