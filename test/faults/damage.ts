import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChangeId, defaultPipeline, type OpportunityId } from '../../main/contract/model.ts';
import type { Draft, Entry } from '../../main/outbox/model/entry.ts';
import { createOutbox } from '../../main/outbox/outbox.ts';
import { createLaneRows } from '../../main/store/changes/lane-rows.ts';
import { openStore } from '../../main/store/store.ts';
import { deaf } from '../support/ports/deaf.ts';
import { createDice, type Dice } from '../support/ports/dice.ts';
import { createManualClock } from '../support/ports/manual-clock.ts';
import { createVirtualApi, stageOf } from '../support/ports/virtual-api.ts';
import type { FaultFigures } from './network.ts';

const page = 4096;
const now = Date.UTC(2026, 10, 20, 12);

const flip = (bytes: Buffer, at: number, dice: Dice): Buffer => {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
  return bytes;
};

/** Ways a file comes to harm: bits rot, pages are lost, copies stop half-way, other programs write over it. */
const harms: Readonly<Record<string, (bytes: Buffer, dice: Dice) => Buffer>> = {
  'one bit': (bytes, dice) => flip(bytes, dice.below(bytes.length), dice),
  'one bit of a row': (bytes, dice) => {
    const found = bytes.indexOf('Deal ', dice.below(bytes.length));
    return flip(bytes, (found < 0 ? bytes.indexOf('Deal ') : found) + dice.below(16), dice);
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
  const lane = createLaneRows(db, () => now).forKey('http://127.0.0.1', 'key').id;
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
      note: `Note ${at}: preço`,
      noteInCrm: false,
      byProgram: false,
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
      inDoubt: state === 'verify' ? { at: now, setAt: now } : null,
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
 * Opens damaged copies of one database. Whatever the damage: no exception; every open change is there, exactly as it
 * was or parked as damaged, or the file was set aside byte for byte, and what could be read is parked. Nothing that is
 * not what was written is sent by itself.
 */
export async function damagedFiles(
  count: number,
  seed = 1,
): Promise<FaultFigures & { readonly setAside: number; readonly salvaged: number; readonly alone: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-damage-'));
  const dice = createDice(seed);
  const violations: string[] = [];
  let [setAside, salvaged, alone] = [0, 0, 0];
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
      alone += result.alone;
      for (const left of readdirSync(folder)) if (left.startsWith('one.db')) rmSync(join(folder, left));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { cases: count, violations, setAside, salvaged, alone };
}

interface Opened {
  /** What is wrong; null when nothing is. */
  readonly said: string | null;
  readonly setAside: boolean;
  readonly salvaged: number;
  /** Rows that are damaged in a file that is not. */
  readonly alone: number;
}

async function openOne(
  path: string,
  damaged: Buffer,
  lane: Entry['lane'],
  before: readonly Entry[],
  lives: boolean,
): Promise<Opened> {
  const opened = openStore(path, () => now);
  if (!opened.ok) return { said: `refused: ${opened.failure.code}`, setAside: false, salvaged: 0, alone: 0 };
  const { view, rows, close } = opened.value;
  try {
    const open = rows.open();
    const spoilt = open.filter(({ reason }) => reason === 'damaged');
    const alone = view.setAside ? 0 : spoilt.length;
    const is = (said: string | null): Opened => ({
      said,
      setAside: view.setAside,
      salvaged: view.salvaged,
      alone,
    });
    if (spoilt.some(({ state }) => state !== 'parked')) return is('a damaged change is not parked');
    const may = new Set(open.filter(({ state }) => state !== 'parked').map(row => row.opportunity));
    const wrong = view.setAside
      ? wrongAside(path, damaged, view.salvaged, open, before)
      : wrongHere(open, before);
    if (wrong !== null) return is(wrong);
    // Where rows are damaged alone, the others go on.
    if (!(lives || alone > 0)) return is(null);
    const met = await requestsOf(rows, lane);
    return is(met.some(id => !may.has(id)) ? 'a change was sent that is not what was written' : null);
  } finally {
    close();
  }
}

const same = (a: Entry, b: Entry): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is wrong with the rows of a file that was taken for good. */
function wrongHere(open: readonly Entry[], before: readonly Entry[]): string | null {
  if (open.length !== before.length) return 'taken for good, and rows are missing';
  const other = open.find((row, at) => row.reason !== 'damaged' && !same(row, before[at] ?? row));
  return other === undefined ? null : 'taken for good, and a row is different';
}

/** What is wrong with a file that was set aside, and with what came back of it. */
function wrongAside(
  path: string,
  damaged: Buffer,
  salvaged: number,
  open: readonly Entry[],
  before: readonly Entry[],
): string | null {
  const aside = readdirSync(join(path, '..')).find(
    name => name.includes('.damaged-') && !/-(wal|shm)$/.test(name),
  );
  if (aside === undefined || !readFileSync(join(path, '..', aside)).equals(damaged)) {
    return 'the damaged file was not set aside as it was';
  }
  if (open.length !== salvaged) return `told ${salvaged}, there are ${open.length}`;
  const loose = open.find(({ state }) => state !== 'parked');
  if (loose !== undefined) return `a change that was read back is ${loose.state}`;
  const asWritten = (row: Entry): boolean => {
    const was = before.find(({ id }) => id === row.id);
    if (was === undefined) return false;
    return was.to.id === row.to.id && was.opportunity === row.opportunity && was.note === row.note;
  };
  const strange = open.find(row => row.reason !== 'damaged' && !asWritten(row));
  return strange === undefined ? null : `a change that was read back says what was never written`;
}

/** Lets the outbox run on the rows for a day; answers the opportunities it made requests for. */
async function requestsOf(
  store: Parameters<typeof createOutbox>[0]['store'],
  lane: Entry['lane'],
): Promise<readonly OpportunityId[]> {
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
  return api.met.map(({ id }) => id);
}
