import type { OpportunityId } from '../contract/model.ts';
import type { Core } from './directory-core.ts';
import type { Shelf } from './directory-ports.ts';
import { pageSize } from './list.ts';
import type { Note } from './note.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A quarter of the plan's requests at most; a plan that is not known yet is taken for a small one. */
const share = 0.25;
const smallestPlan = 100;
const fastestMs = 5_000;

/** Rows asked for one by one at the end of a walk that did not quite add up. */
const doubtfulCap = 20;

/** Milliseconds between two pages of a reconcile. */
export function reconcilePaceMs(limit: number | null): number {
  return Math.max(fastestMs, hourMs / ((limit ?? smallestPlan) * share));
}

/**
 * Whether the list should be walked through: at once after a first load that does not add up, an hour after the
 * last time while it does not, else after a day, or longer where a walk is a good part of a small plan.
 */
export function reconcileDue(note: Note, known: number, since: (at: number) => number): boolean {
  if (note.reconcile !== null) return true;
  if (!note.complete) return false;
  const at = note.reconciledAt ?? note.refreshedAt;
  const age = at === null ? 0 : since(at);
  const differs = note.total !== null && note.total !== known + note.unreadable;
  if (differs && note.reconciledAt === null) return true;
  if (differs || note.doubted) return age >= hourMs;
  return age >= Math.max(dayMs, (known / pageSize) * 2 * 60_000);
}

/** One page of the walk that finds what was deleted, or skipped by a sort without a tie-breaker. */
export async function reconcileStep(core: Core): Promise<void> {
  const { shelf, clock } = core.deps;
  if (core.note().reconcile === null) {
    core.keep({ sighted: 'reset' }, { ...core.note(), reconcile: 1, skipped: 0 });
  }
  const number = core.note().reconcile ?? 1;
  const fetched = await core.fetch({ page: number }, null);
  if (fetched === null || fetched.pulled.kind !== 'page') return;
  const { page } = fetched.pulled;
  const note = core.note();
  core.keep(
    {
      upsert: core.current(page.rows, fetched.asked),
      sighted: page.rows.map(row => row.id),
      ...core.learnStages(page),
    },
    {
      ...note,
      reconcile: number + 1,
      skipped: note.skipped + page.unreadable,
      total: page.total ?? note.total,
    },
    fetched.asked,
  );
  if (page.hasMore && number <= Math.ceil((page.total ?? shelf.size) / pageSize) + 1) return;
  const verdict = endReconcile(core.note(), shelf, clock.now());
  const gone = [...verdict.gone];
  for (const id of verdict.doubtful) if ((await core.isGone(id)) === true) gone.push(id);
  core.keep({ remove: gone, sighted: 'reset', ...(await core.settleStages()) }, verdict.note);
}

interface Verdict {
  readonly note: Note;
  /** Rows that are certainly no longer there. */
  readonly gone: readonly OpportunityId[];
  /** Rows to ask for one by one before they go. */
  readonly doubtful: readonly OpportunityId[];
}

/**
 * What a finished walk says of the rows it has not met. It met as many as there are: they are gone. It missed
 * some: the sort may have hidden them, so a few are asked for and the others wait for the next walk. When most
 * rows would go, the next walk has to say so again: a server in trouble must not empty the directory.
 */
function endReconcile(note: Note, shelf: Shelf, now: number): Verdict {
  const missing = shelf.unsighted();
  const ended: Note = {
    ...note,
    reconcile: null,
    reconciledAt: now,
    unreadable: note.skipped,
    doubted: false,
  };
  const addsUp = note.total !== null && shelf.sightings() + note.skipped === note.total;
  if (!addsUp) return { note: ended, gone: [], doubtful: missing.slice(0, doubtfulCap) };
  const most = missing.length > doubtfulCap && missing.length > shelf.size / 2;
  if (most && !note.doubted) return { note: { ...ended, doubted: true }, gone: [], doubtful: [] };
  return { note: ended, gone: missing, doubtful: [] };
}
