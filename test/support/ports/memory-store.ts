import { fail, ok } from '../../../main/contract/failure.ts';
import { foldAccents } from '../../../main/contract/folded.ts';
import type { ChangeId, LaneId } from '../../../main/contract/model.ts';
import { type Entry, isEnded } from '../../../main/outbox/model/entry.ts';
import type { ElapsedTime, LanePause, Store } from '../../../main/outbox/model/ports.ts';

/** What a memory store holds; replaced whole by every commit, so keeping one is keeping a moment. */
export interface Held {
  readonly rows: ReadonlyMap<ChangeId, Entry>;
  readonly pauses: ReadonlyMap<LaneId, LanePause>;
  readonly seq: number;
}

/** The outbox's store without a disk, for simulations. `test/main/store/same.test.ts` holds it to the real one. */
export interface MemoryStore extends Store {
  held(): Held;
  /** Puts an earlier moment back: what a disk that lies about writing does in a power cut. */
  hold(moment: Held): void;
}

const unsent = (row: Entry): boolean => ['held', 'ready', 'waiting', 'parked'].includes(row.state);

export function createMemoryStore(): MemoryStore {
  let now: Held = { rows: new Map(), pauses: new Map(), seq: 0 };
  let open: readonly Entry[] = [];
  let elapsedTime: ElapsedTime | null = null;

  /** The table's own rules: one unsent row per opportunity, one in flight. */
  const check = (rows: readonly Entry[]): void => {
    const seen = new Set<string>();
    for (const row of rows) {
      const key = row.state === 'sending' ? 'sending' : unsent(row) ? `${row.lane}/${row.opportunity}` : null;
      if (key === null) continue;
      if (seen.has(key)) throw new Error(`The store was given two rows where one may be: ${key}`);
      seen.add(key);
    }
  };
  const put = (held: Held): void => {
    now = held;
    open = [...held.rows.values()].filter(row => !isEnded(row.state)).sort((a, b) => a.seq - b.seq);
  };

  return {
    writable: true,
    checkFile: () => ok(false),
    held: () => now,
    hold: put,
    open: () => open,
    find: id => now.rows.get(id) ?? null,
    commit: ({ update = [], insert = [], pause }) => {
      const rows = new Map(now.rows);
      const written: Entry[] = [];
      for (const row of update) {
        if (rows.get(row.id)?.rev !== row.rev) return fail({ code: 'stale' });
        const next = { ...row, rev: row.rev + 1 };
        rows.set(row.id, next);
        written.push(next);
      }
      let seq = now.seq;
      for (const row of insert) {
        seq += 1;
        const next = { ...row, rev: 1, seq };
        rows.set(row.id, next);
        written.push(next);
      }
      const pauses = new Map(now.pauses);
      if (pause !== undefined) {
        if (pause.pause === null) pauses.delete(pause.lane);
        else pauses.set(pause.lane, pause.pause);
      }
      check([...rows.values()].filter(row => !isEnded(row.state)));
      put({ rows, pauses, seq });
      return ok(written);
    },
    sentBefore: ({ lane, opportunity, seq }, since) =>
      [...now.rows.values()]
        .filter(row => row.lane === lane && row.opportunity === opportunity && row.seq < seq)
        .filter(row => row.sentAt !== null && row.sentAt >= since)
        .map(({ to }) => to.id),
    isOvertaken: ({ lane, opportunity, seq }) =>
      [...now.rows.values()]
        .filter(row => row.lane === lane && row.opportunity === opportunity && row.seq > seq)
        .some(row => row.endedAt === null || row.state === 'delivered' || row.sentAt !== null),
    history: (text, before, limit, among = () => true) =>
      [...now.rows.values()]
        .filter(row => row.endedAt !== null && row.endedAt < (before ?? Number.MAX_SAFE_INTEGER))
        .filter(row => among(row.lane))
        .filter(row =>
          [row.name, row.company, row.opportunity, row.to.name, row.base?.name ?? '', row.note].some(part =>
            foldAccents(part).includes(foldAccents(text.trim())),
          ),
        )
        .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || b.seq - a.seq)
        .slice(0, limit),
    endedOf: (lane, opportunity) =>
      [...now.rows.values()]
        .filter(row => row.lane === lane && row.opportunity === opportunity && row.endedAt !== null)
        .sort((a, b) => b.seq - a.seq),
    noted: among =>
      [...now.rows.values()]
        .filter(({ note, lane }) => note !== '' && among(lane))
        .sort((a, b) => b.seq - a.seq),
    prune: isOver => {
      const kept = [...now.rows].filter(([, row]) => row.endedAt === null || !isOver(row.endedAt));
      const pruned = now.rows.size - kept.length;
      if (pruned > 0) put({ ...now, rows: new Map(kept) });
      return pruned;
    },
    pauses: () => now.pauses,
    elapsedTime: () => elapsedTime,
    keepElapsedTime: counted => {
      elapsedTime = counted;
    },
  };
}
