import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChangeId, defaultPipeline, type OpportunityId } from '../../main/contract/model.ts';
import type { Draft, Entry } from '../../main/outbox/entry.ts';
import { createOutbox } from '../../main/outbox/outbox.ts';
import { createLanes } from '../../main/store/lanes.ts';
import { openStore } from '../../main/store/store.ts';
import { deaf } from '../support/deaf.ts';
import { createDice, type Dice } from '../support/dice.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { createVirtualApi, stageOf } from '../support/virtual-api.ts';
import type { FaultFigures } from './network.ts';

const page = 4096;
const now = Date.UTC(2026, 10, 20, 12);

/** Ways a file comes to harm: bits rot, pages are lost, copies stop half-way, other programs write over it. */
const harms: Readonly<Record<string, (bytes: Buffer, dice: Dice) => Buffer>> = {
  'one bit': (bytes, dice) => {
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
    return bytes;
  },
  'some bytes': (bytes, dice) => {
    for (let n = 1 + dice.below(40); n > 0; n -= 1) bytes[dice.below(bytes.length)] = dice.below(256);
    return bytes;
  },
  'a page of zeros': (bytes, dice) => {
    const at = dice.below(bytes.length / page) * page;
    return bytes.fill(0, at, at + page);
  },
  'a page of noise': (bytes, dice) => {
    const at = dice.below(bytes.length / page) * page;
    for (let i = at; i < at + page; i += 1) bytes[i] = dice.below(256);
    return bytes;
  },
  'two pages exchanged': (bytes, dice) => {
    const [a, b] = [dice.below(bytes.length / page) * page, dice.below(bytes.length / page) * page];
    const kept = Buffer.from(bytes.subarray(a, a + page));
    bytes.copy(bytes, a, b, b + page);
    kept.copy(bytes, b);
    return bytes;
  },
  'cut short': (bytes, dice) => bytes.subarray(0, dice.below(bytes.length)),
  'cut at a page': (bytes, dice) => bytes.subarray(0, dice.below(bytes.length / page) * page),
  'something behind it': (bytes, dice) => Buffer.concat([bytes, Buffer.alloc(1 + dice.below(3 * page), 7)]),
  'the head overwritten': (bytes, dice) => bytes.fill(dice.below(256), 0, 1 + dice.below(100)),
  'text over it': (bytes, dice) => {
    bytes.write('Lorem ipsum dolor sit amet. '.repeat(1 + dice.below(20)), dice.below(bytes.length));
    return bytes;
  },
};

/** A database as it lies after a working week. */
function makeOriginal(path: string): { readonly lane: Entry['lane']; readonly rows: readonly Entry[] } {
  const opened = openStore(path, () => now);
  if (!opened.ok) throw new Error(opened.failure.code);
  const { db, rows, close } = opened.value;
  const lane = createLanes(db, () => now).forKey('http://127.0.0.1', 'key').id;
  const states = [
    'held',
    'ready',
    'waiting',
    'verify',
    'parked',
    'delivered',
    'cancelled',
    'delivered',
  ] as const;
  for (let at = 0; at < 120; at += 1) {
    const state = states[at % states.length] ?? 'ready';
    const ended = state === 'delivered' || state === 'cancelled';
    const row: Draft = {
      id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` as ChangeId,
      lane,
      fingerprint: 'print',
      opportunity: `opp_${at}` as OpportunityId,
      name: `Deal ${at} of Ação & Cia`,
      company: 'Acme',
      pipeline: defaultPipeline,
      base: stageOf('new'),
      baseAt: now,
      to: stageOf('won'),
      state,
      reason: state === 'parked' ? 'conflict' : null,
      trouble: null,
      markedAt: now,
      since: now,
      held: state === 'held' ? { at: now + 5000, setAt: now } : null,
      due: null,
      attempts: 0,
      failures: 0,
      failingSince: null,
      contended: 0,
      sentAt: state === 'verify' ? now : null,
      doubt: state === 'verify' ? { at: now, setAt: now } : null,
      theirs: null,
      overwrote: null,
      unchecked: false,
      toldAt: null,
      endedAt: ended ? now : null,
    };
    const written = rows.commit({ insert: [row] });
    if (!written.ok) throw new Error(written.failure.code);
  }
  const all = rows.open();
  close();
  return { lane, rows: all };
}

/**
 * Opens damaged copies of one database. Whatever the damage: no exception; either every open change is exactly as
 * it was, or the file was set aside byte for byte, and what could be read is parked and not sent by itself.
 */
export async function damagedFiles(
  count: number,
  seed = 1,
): Promise<FaultFigures & { readonly setAside: number; readonly salvaged: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-damage-'));
  const dice = createDice(seed);
  const violations: string[] = [];
  let [setAside, salvaged] = [0, 0];
  try {
    const source = join(folder, 'original.db');
    const { lane, rows } = makeOriginal(source);
    const names = Object.keys(harms);
    for (let at = 0; at < count; at += 1) {
      const name = names[at % names.length] ?? '';
      const one = join(folder, 'one.db');
      copyFileSync(source, one);
      copyFileSync(join(folder, 'original.db.ballast'), `${one}.ballast`);
      const damaged = harms[name]?.(readFileSync(one), dice) ?? Buffer.alloc(0);
      writeFileSync(one, damaged);
      const result = await openOne(one, damaged, lane, rows, at % 50 === 0);
      if (result.said !== null && violations.length < 20) violations.push(`${name} (${at}): ${result.said}`);
      if (result.setAside) setAside += 1;
      salvaged += result.salvaged;
      for (const left of readdirSync(folder)) if (left.startsWith('one.db')) rmSync(join(folder, left));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { cases: count, violations, setAside, salvaged };
}

async function openOne(
  path: string,
  damaged: Buffer,
  lane: Entry['lane'],
  before: readonly Entry[],
  lives: boolean,
): Promise<{ readonly said: string | null; readonly setAside: boolean; readonly salvaged: number }> {
  const opened = openStore(path, () => now);
  if (!opened.ok) return { said: `refused: ${opened.failure.code}`, setAside: false, salvaged: 0 };
  const { view, rows, close } = opened.value;
  const none = { setAside: view.setAside, salvaged: view.salvaged };
  try {
    const open = rows.open();
    if (!view.setAside) {
      const same = JSON.stringify(open) === JSON.stringify(before);
      return { ...none, said: same ? null : 'taken for good, and rows are missing or different' };
    }
    const aside = readdirSync(join(path, '..')).find(
      name => name.includes('.damaged-') && !/-(wal|shm)$/.test(name),
    );
    if (aside === undefined || !readFileSync(join(path, '..', aside)).equals(damaged)) {
      return { ...none, said: 'the damaged file was not set aside as it was' };
    }
    if (open.length !== view.salvaged)
      return { ...none, said: `told ${view.salvaged}, there are ${open.length}` };
    const loose = open.find(({ state, reason }) => state !== 'parked' || reason !== 'salvaged');
    if (loose !== undefined) return { ...none, said: `a salvaged change is ${loose.state}` };
    if (lives && (await requestsOf(rows, lane)) > 0) return { ...none, said: 'a salvaged change was sent' };
    return { ...none, said: null };
  } finally {
    close();
  }
}

/** Lets the outbox run on what was salvaged for a day; answers how many requests it made. */
async function requestsOf(
  store: Parameters<typeof createOutbox>[0]['store'],
  lane: Entry['lane'],
): Promise<number> {
  const clock = createManualClock(now);
  const api = createVirtualApi(clock, {});
  const outbox = createOutbox({
    store,
    courier: api.courier,
    clock,
    random: createDice(1),
    listener: {
      ...deaf,
      failed: () => {},
    },
  });
  outbox.use({ id: lane, fingerprint: 'print' });
  outbox.start();
  outbox.wake('user');
  await clock.advance(24 * 3_600_000);
  await outbox.stop();
  return api.met.length;
}
