import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaneId } from '../../main/contract/model.ts';
import { type FileCalls, patient, systemFiles } from '../../main/files.ts';
import { loadState, type SandboxState, saveState } from '../../main/sandbox/disk.ts';
import { createIndexFile } from '../../main/store/opportunities/index-file.ts';
import { type OpenStore, openStore } from '../../main/store/store.ts';
import { aDraft, addLane, laneA } from '../main/store/rows.ts';
import { failingFiles } from './failing-files.ts';
import type { FaultFigures } from './network.ts';

/** What an antivirus, an indexer or a cloud folder says (passes soon), and what a disk says (stays). */
const passing = ['EPERM', 'EBUSY', 'EACCES'];
const staying = ['EIO', 'ENOSPC', 'EROFS'];
/** How many calls in a row: one, a few, and more than any call is tried again. */
const lengths = [1, 3, 30];

const now = (): number => Date.UTC(2026, 10, 20, 12);
const secret = 'Quillfeather';

/**
 * Something the program does with files. `prepare` lays them out, `act` meets the fault, `after` looks when it has
 * passed: both say what is wrong, null when nothing is.
 */
interface Deed {
  prepare(folder: string): void | Promise<void>;
  act(folder: string, files: FileCalls): string | null | Promise<string | null>;
  after(folder: string): string | null | Promise<string | null>;
}

const pathIn = (folder: string): string => join(folder, 'raze.db');

function opened(folder: string, files: FileCalls = systemFiles): OpenStore | string {
  const result = openStore(pathIn(folder), now, files);
  return result.ok ? result.value : result.failure.code;
}

/** A store that must open: the fault has passed. */
function sound(folder: string): OpenStore {
  const store = opened(folder);
  if (typeof store === 'string') throw new Error(`does not open any more: ${store}`);
  return store;
}

function fill(folder: string, count: number): void {
  const store = sound(folder);
  addLane(store.db, laneA);
  for (let at = 0; at < count; at += 1) {
    store.rows.commit({ insert: [{ ...aDraft(`opp_${at}`), company: secret }] });
  }
  store.close();
}

/** Opens under the fault and takes a pick; what was accepted is noted beside, for later. */
function openAndPick(folder: string, files: FileCalls): null {
  const store = opened(folder, files);
  if (typeof store === 'string') return null;
  addLane(store.db, laneA);
  const accepted = store.rows.commit({ insert: [aDraft('picked')] });
  store.close();
  if (accepted.ok) writeFileSync(join(folder, 'accepted'), '');
  return null;
}

/** Every row of before is there, and the pick where it was accepted. */
function allThere(folder: string, before: number): string | null {
  const store = sound(folder);
  const names = store.rows.open().map(({ opportunity }) => String(opportunity));
  store.close();
  const missing = Array.from({ length: before }, (_, at) => `opp_${at}`).filter(
    name => !names.includes(name),
  );
  if (missing.length > 0) return `${missing.length} rows are gone`;
  const accepted = readdirSync(folder).includes('accepted');
  return names.includes('picked') === accepted
    ? null
    : `the pick was ${accepted ? 'accepted and is gone' : 'refused and is there'}`;
}

/** The file without its schema's version (https://sqlite.org/fileformat2.html, 1.3): all can be read, nothing trusted. */
const damaged = (folder: string): Buffer => readFileSync(pathIn(folder)).fill(0, 60, 64);

const parts = (value: number) => [new Uint8Array(5000).fill(value), new Uint8Array([value])];
const state = (bornAt: number): SandboxState => ({
  count: 1,
  bornAt,
  key: 'k',
  changed: [],
});

const deeds: Readonly<Record<string, Deed>> = {
  'a first start': {
    prepare: () => {},
    act: openAndPick,
    after: folder => allThere(folder, 0),
  },
  'a start': {
    prepare: folder => fill(folder, 6),
    act: openAndPick,
    after: folder => allThere(folder, 6),
  },
  'a start with a file cut to nothing and a log beside it': {
    prepare: folder => {
      fill(folder, 2);
      truncateSync(pathIn(folder), 0);
    },
    act: openAndPick,
    after: folder => allThere(folder, 0),
  },
  'a start with a damaged file': {
    prepare: folder => {
      fill(folder, 6);
      const bytes = damaged(folder);
      writeFileSync(pathIn(folder), bytes);
      writeFileSync(join(folder, 'as-it-was'), bytes);
    },
    act: openAndPick,
    after: folder => {
      const said = allThere(folder, 6);
      if (said !== null) return said;
      const original = readFileSync(join(folder, 'as-it-was'));
      const kept = readdirSync(folder).some(
        name => name.includes('.damaged-') && readFileSync(join(folder, name)).equals(original),
      );
      return kept ? null : 'the damaged file is not kept as it was';
    },
  },
  'a pick after the file was deleted': {
    prepare: folder => fill(folder, 6),
    act: (folder, files) => takenAway(folder, files, path => rmSync(path)),
    after: folder => allThere(folder, 6),
  },
  'a pick after the file was replaced': {
    prepare: folder => {
      fill(folder, 6);
      mkdirSync(join(folder, 'other'));
      fill(join(folder, 'other'), 1);
    },
    act: (folder, files) =>
      takenAway(folder, files, path => {
        rmSync(path);
        writeFileSync(path, readFileSync(pathIn(join(folder, 'other'))));
      }),
    after: folder => allThere(folder, 6),
  },
  'erasing an account': {
    prepare: folder => {
      fill(folder, 6);
      for (const copy of ['.damaged-1', '.before-2', '.index'])
        writeFileSync(`${pathIn(folder)}${copy}`, secret);
    },
    act: eraseUnder,
    after: () => null,
  },
  'saving the index': {
    prepare: async folder => {
      await createIndexFile(join(folder, 'index'), '1').write(laneA, parts(1), () => true);
    },
    act: async (folder, files) => {
      const written = await createIndexFile(join(folder, 'index'), '1', files).write(
        laneA,
        parts(2),
        () => true,
      );
      writeFileSync(join(folder, written.ok ? 'new' : 'old'), '');
      return null;
    },
    after: folder => indexIs(folder, laneA),
  },
  'reading the index': {
    prepare: async folder => {
      await createIndexFile(join(folder, 'index'), '1').write(laneA, parts(1), () => true);
    },
    act: async (folder, files) => {
      const read = await createIndexFile(join(folder, 'index'), '1', files).read(laneA);
      return read === null || Buffer.from(read[0] ?? []).equals(Buffer.from(parts(1)[0] ?? []))
        ? null
        : 'wrong parts';
    },
    after: () => null,
  },
  'saving the sample data': {
    prepare: folder => saveState(join(folder, 'sample.json'), state(1)),
    act: async (folder, files) => {
      const saved = await saveState(join(folder, 'sample.json'), state(2), files).then(
        () => true,
        () => false,
      );
      writeFileSync(join(folder, saved ? 'new' : 'old'), '');
      return null;
    },
    after: async folder => {
      const kept = await loadState(join(folder, 'sample.json'));
      const isNew = readdirSync(folder).includes('new');
      return kept?.bornAt === (isNew ? 2 : 1) ? null : `it holds ${kept?.bornAt ?? 'nothing'}`;
    },
  },
};

function takenAway(folder: string, files: FileCalls, takeAway: (path: string) => void): string | null {
  const failing = opened(folder, files);
  if (typeof failing === 'string') return null;
  try {
    takeAway(pathIn(folder));
    const first = failing.rows.commit({ insert: [aDraft('refused')] });
    if (first.ok) return 'a pick went into a file that is not there';
    // The fault may still be there; what is accepted now must be found.
    const second = failing.rows.commit({ insert: [aDraft('picked')] });
    if (second.ok) writeFileSync(join(folder, 'accepted'), '');
    else if (failing.rows.open().length !== 6) return 'what was open is not at hand any more';
    else lastTry(failing);
    return null;
  } finally {
    failing.close();
  }
}

/** The program goes on until the fault has passed: what it still has must then find its way to the disk. */
function lastTry(store: OpenStore): void {
  for (let tries = 0; tries < 40 && !store.rows.checkFile().ok; tries += 1);
}

function eraseUnder(folder: string, files: FileCalls): string | null {
  const store = opened(folder, files);
  if (typeof store === 'string') return null;
  const erased = store.erase(laneA);
  store.close();
  const holding = readdirSync(folder)
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile() && readFileSync(path).includes(secret));
  if (erased.ok) return holding.length === 0 ? null : `said to be erased, and in ${holding.join()}`;
  if (erased.failure.code !== 'not-erased') return null;
  const { files: told } = erased.failure;
  const untold = holding.filter(path => !told.includes(path) && !told.includes(folder));
  return untold.length === 0 ? null : `not told of ${untold.join()}`;
}

async function indexIs(folder: string, lane: LaneId): Promise<string | null> {
  const read = await createIndexFile(join(folder, 'index'), '1').read(lane);
  const first = read?.[1]?.[0] ?? null;
  const isNew = readdirSync(folder).includes('new');
  return first === (isNew ? 2 : 1) ? null : `it holds ${first}`;
}

/** Every deed meets every code at every call it makes; `every` leaves some of these out. */
export async function filePortFaults(every = 1): Promise<FaultFigures> {
  const violations: string[] = [];
  let [cases, at] = [0, 0];
  for (const [name, deed] of Object.entries(deeds)) {
    const calls = await run(deed, { first: 0, many: 0, code: '' }).then(({ count }) => count);
    for (let first = 1; first <= calls; first += 1) {
      for (const code of [...passing, ...staying]) {
        for (const many of lengths) {
          at += 1;
          if (at % every !== 0) continue;
          cases += 1;
          const { said } = await run(deed, { first, many, code });
          if (said !== null && violations.length < 20) {
            violations.push(`${name}, ${code} from call ${first} on, ${many}: ${said}`);
          }
        }
      }
    }
  }
  return { cases, violations };
}

async function run(
  deed: Deed,
  failing: Parameters<typeof failingFiles>[0],
): Promise<{ readonly count: number; readonly said: string | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-files-'));
  const files = failingFiles(failing);
  try {
    await deed.prepare(folder);
    const said = (await deed.act(folder, patient(files.calls))) ?? (await deed.after(folder));
    return { count: files.count(), said };
  } catch (error) {
    return { count: files.count(), said: `threw ${error instanceof Error ? error.message : typeof error}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
