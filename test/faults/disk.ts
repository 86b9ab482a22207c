import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChangeId, defaultPipeline, type OpportunityId } from '../../main/contract/model.ts';
import { isEnded } from '../../main/outbox/model/entry.ts';
import type { Store } from '../../main/outbox/model/ports.ts';
import { createOutbox } from '../../main/outbox/outbox.ts';
import { createLaneRows } from '../../main/store/changes/lane-rows.ts';
import { StoreError } from '../../main/store/sqlite/database.ts';
import { openStore } from '../../main/store/store.ts';
import { insist } from '../support/insisting.ts';
import { deaf } from '../support/ports/deaf.ts';
import { createDice } from '../support/ports/dice.ts';
import { createManualClock } from '../support/ports/manual-clock.ts';
import { realRandom } from '../support/ports/system.ts';
import { createVirtualApi, stageOf } from '../support/ports/virtual-api.ts';
import type { FaultFigures } from './network.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** How a disk refuses; each is turned on before one write and off some writes later. */
interface Refusal {
  on(): void;
  off(): void;
}

/** Counts writes, and has the disk refuse those from `first` on, `many` of them. */
function refusing(
  store: Store,
  refusal: Refusal,
  first: number,
  many: number,
): Store & { readonly writes: number } {
  let writes = 0;
  return {
    ...store,
    writable: store.writable,
    get writes() {
      return writes;
    },
    commit: batch => {
      writes += 1;
      const refused = writes >= first && writes < first + many;
      if (refused) refusal.on();
      try {
        return store.commit(batch);
      } finally {
        if (refused) refusal.off();
      }
    },
  };
}

/**
 * A short working day over a disk that refuses from one write on. Answers what went wrong (null: nothing) and
 * how many writes there were.
 */
async function day(
  folder: string,
  make: (store: ReturnType<typeof openStoreAt>) => Refusal,
  first: number,
  many: number,
): Promise<{ readonly writes: number; readonly said: string | null }> {
  const opened = openStoreAt(folder);
  const clock = createManualClock();
  const api = createVirtualApi(clock, { a: 'new', b: 'new', c: 'new', d: 'new' });
  const lane = createLaneRows(opened.db, Date.now).forKey('http://127.0.0.1', 'key').id;
  const store = refusing(opened.rows, make(opened), first, many);
  const outbox = createOutbox({
    store,
    courier: api.courier,
    clock,
    random: { ...createDice(first), uuid: realRandom.uuid },
    listener: {
      ...deaf,
      failed: error => {
        if (!(error instanceof StoreError)) throw error;
      },
    },
  });
  const accepted = new Map<ChangeId, string>();
  const refused: string[] = [];
  const pick = (id: string, to: string): ChangeId | null => {
    const result = outbox.accept({
      lane,
      opportunity: { id: id as OpportunityId, name: id, company: '', pipeline: defaultPipeline },
      to: stageOf(to),
      note: '',
      seen: { stage: stageOf('new'), fetchedAt: null },
    });
    if (result.ok) accepted.set(result.value.id, `${id}:${to}`);
    else refused.push(`${id}:${to}`);
    return result.ok ? result.value.id : null;
  };
  let lost = true;
  api.fate = asked => {
    if (asked === 'look' || !lost) return null;
    lost = false;
    return { acts: true, answer: { kind: 'lost', cause: 'reset' } };
  };

  outbox.use({ id: lane, fingerprint: 'print' });
  outbox.start();
  pick('a', 'won');
  pick('b', 'lost');
  const third = pick('c', 'won');
  const undone = third !== null && outbox.undo(third).ok ? third : null;
  api.set('b', 'qualified');
  await clock.advance(3 * 60_000);
  insist(outbox);
  pick('d', 'contacted');
  for (let round = 0; round < 5; round += 1) {
    await clock.advance(10 * 60_000);
    insist(outbox);
  }
  await clock.advance(10 * 60_000);
  await outbox.stop();
  opened.close();
  // What the next start finds, where it looks for it.
  const found = openStoreAt(folder);

  const sent = api.met.filter(({ to }) => to !== null).map(({ id, to }) => `${id}:${to}`);
  const problems: string[] = [];
  for (const [id, what] of accepted) {
    const row = found.rows.find(id);
    if (row === null) problems.push(`${what} is gone`);
    else if (!isEnded(row.state)) problems.push(`${what} never ended: ${row.state}`);
    else if (row.state === 'delivered' && sent.filter(one => one === what).length !== 1)
      problems.push(`${what} sent ${sent.join()}`);
    else if (row.state === 'cancelled' && id !== undone) problems.push(`${what} cancelled`);
  }
  for (const what of refused) if (sent.includes(what)) problems.push(`${what} was refused and sent`);
  if (found.rows.open().length > 0) problems.push('rows are left open');
  if (undone !== null && sent.includes('c:won')) problems.push('an undone change was sent');
  const integrity = found.db.prepare('PRAGMA integrity_check').get();
  if (integrity?.integrity_check !== 'ok') problems.push('the file is damaged');
  found.close();
  for (const name of readdirSync(folder)) if (name.startsWith('raze.db')) rmSync(join(folder, name));
  return { writes: store.writes, said: problems[0] ?? null };
}

function openStoreAt(folder: string) {
  const opened = openStore(join(folder, 'raze.db'), Date.now);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

const readOnly = ({ db }: ReturnType<typeof openStoreAt>): Refusal => ({
  on: () => db.exec('PRAGMA query_only = ON'),
  off: () => db.exec('PRAGMA query_only = OFF'),
});

/** The real thing where a small file system can be mounted; else SQLite's own limit on its size. */
const full =
  (disk: SmallDisk | null) =>
  ({ db }: ReturnType<typeof openStoreAt>): Refusal =>
    disk === null
      ? {
          on: () =>
            db.exec(`PRAGMA max_page_count = ${Number(db.prepare('PRAGMA page_count').get()?.page_count)}`),
          off: () => db.exec('PRAGMA max_page_count = 1073741823'),
        }
      : { on: disk.fill, off: disk.free };

/** Somebody deletes the file, with its log or without, or puts another in its place, just before the write. */
const takenAway = {
  deleted: ({ db }: ReturnType<typeof openStoreAt>): Refusal => ({
    on: () => rmSync(db.path),
    off: () => {},
  }),
  'deleted with its log': ({ db }: ReturnType<typeof openStoreAt>): Refusal => ({
    on: () => [db.path, `${db.path}-wal`].map(file => rmSync(file)),
    off: () => {},
  }),
  replaced: ({ db }: ReturnType<typeof openStoreAt>): Refusal => ({
    on: () => {
      copyFileSync(db.path, `${db.path}.copy`);
      renameSync(`${db.path}.copy`, db.path);
    },
    off: () => {},
  }),
} as const;

/**
 * Every write of the day meets a full and a read-only disk, for one write and for several, and a file that is not there
 * any more.
 */
export async function diskFaults(every = 1): Promise<FaultFigures & { readonly realDisk: boolean }> {
  const disk = mountSmallDisk();
  const folder = disk?.folder ?? mkdtempSync(join(tmpdir(), 'raze-disk-'));
  const violations: string[] = [];
  let cases = 0;
  try {
    const { writes } = await day(folder, readOnly, 0, 0);
    for (const [word, refusal] of [
      ['read-only', readOnly],
      ['full', full(disk)],
    ] as const) {
      for (const many of [1, 2, 5]) {
        for (let first = 1; first <= writes; first += every) {
          const { said } = await day(folder, refusal, first, many);
          cases += 1;
          if (said !== null && violations.length < 20)
            violations.push(`${word} at write ${first}, ${many}: ${said}`);
        }
      }
    }
    for (const [word, refusal] of Object.entries(takenAway)) {
      for (let first = 1; first <= writes; first += every) {
        const { said } = await day(folder, refusal, first, 1);
        cases += 1;
        if (said !== null && violations.length < 20)
          violations.push(`${word} before write ${first}: ${said}`);
      }
    }
  } finally {
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  return { cases, violations, realDisk: disk !== null };
}
