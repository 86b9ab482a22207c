import type { Failure } from '../contract/failure.ts';
import type { OpportunityId } from '../contract/model.ts';
import { failureOf } from '../outbox/trouble.ts';
import { wholeSorts } from './dialect/whole-sorts.ts';
import type { Core, Fetched } from './directory-core.ts';
import type { DirectoryStore } from './directory-ports.ts';
import { isPastEnd, pageSize } from './list.ts';
import { gapOf, type Note } from './note.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A quarter of the plan's requests at most; a plan that is not known yet is taken for a small one. */
const share = 0.25;
const smallestPlan = 100;
const fastestMs = 5_000;

/** Over this long the day's walk is spread: what it asks for is hardly felt, and a working day sees its end. */
const spreadMs = 8 * hourMs;

/** Rows asked for one by one at the end of a walk that did not quite add up. */
const doubtfulCap = 20;

/**
 * Milliseconds between two pages of a reconcile of `known` rows. `soon`: as fast as its share of the plan allows;
 * else spread over the day.
 */
export function reconcilePaceMs(limit: number | null, known: number, soon: boolean): number {
  const least = Math.max(fastestMs, hourMs / ((limit ?? smallestPlan) * share));
  return soon ? least : Math.max(least, spreadMs / Math.ceil(known / pageSize + 1));
}

/** Whether the list is not what the last walk left it: something was deleted since, or that walk has to be repeated. */
export function isOff(note: Note, known: number): boolean {
  return note.doubted || gapOf(note, known) !== note.gap || note.gap < 0;
}

/**
 * Whether the list should be walked through: at once after a first load that does not add up; a quarter of an hour after
 * the last time where it has come not to add up since; an hour after it while it still does not, or when somebody
 * `wanted` what was not found; else so that each row is seen once a day, or less often where a walk is a good part of a
 * small plan.
 */
export function reconcileDue(
  note: Note,
  known: number,
  wanted: boolean,
  elapsedSince: (at: number) => number,
): boolean {
  if (note.reconcile !== null) return true;
  if (!note.complete) return false;
  if (note.reconciledAt === null) return gapOf(note, known) !== 0;
  const age = elapsedSince(note.reconciledAt);
  if (gapOf(note, known) !== note.gap && age >= hourMs / 4) return true;
  if (wanted || isOff(note, known)) return age >= hourMs;
  return age >= Math.max(dayMs - spreadMs, (known / pageSize) * 2 * 60_000);
}

/**
 * One page of the walk that finds what was deleted, what a sort without a tie-breaker kept back, and what was changed
 * without a newer `updated_at`. Where the rows met by one sort are fewer than the server counts, it goes on by the next.
 * Returns why the page did not come, null when it did.
 */
export async function reconcileStep(core: Core): Promise<Failure | null> {
  const { store, clock } = core.deps;
  if (core.note().reconcile === null) {
    core.keep({ sighted: 'reset' }, { ...core.note(), reconcile: 1, sort: 0, skipped: 0 });
  }
  const { reconcile, sort: at, dialect } = core.note();
  const number = reconcile ?? 1;
  const sorts = wholeSorts[dialect ?? 'documented'];
  const fetched = await core.fetch({ page: number, sort: sorts[at] ?? sorts[0] }, null);
  if (fetched === null) return core.noLeave();
  const { pulled } = fetched;
  if (pulled.kind === 'page') {
    const { page } = pulled;
    takePage(core, fetched, number);
    if (page.hasMore && !isPastEnd(number, page, store.size)) return null;
  } else if (pulled.kind === 'unchanged') return null;
  // A server may refuse a sort that it does not know: the next one then.
  else if (pulled.kind !== 'rejected') return failureOf(pulled, clock.now());
  const note = core.note();
  const isShort = note.total === null || store.sightings() + note.skipped < note.total;
  if (isShort && at + 1 < sorts.length) {
    core.keep({}, { ...note, reconcile: 1, sort: at + 1, skipped: 0 });
    return null;
  }
  await end(core);
  return null;
}

function takePage(core: Core, { pulled, asked }: Fetched, number: number): void {
  if (pulled.kind !== 'page') return;
  const { page } = pulled;
  const note = core.note();
  core.keep(
    {
      upsert: core.current(page, asked),
      sighted: page.rows.map(row => row.id),
      ...core.learnStages(page),
    },
    {
      ...note,
      reconcile: number + 1,
      skipped: note.skipped + page.unreadable,
      total: page.total ?? note.total,
    },
    asked,
  );
}

async function end(core: Core): Promise<void> {
  const { store, clock } = core.deps;
  const verdict = endReconcile(core.note(), store, clock.now());
  const gone = [...verdict.gone];
  for (const id of verdict.doubtful) if ((await core.isGone(id)) === true) gone.push(id);
  const settled = await core.settleStages();
  const note = { ...verdict.note, gap: gapOf(verdict.note, store.size - gone.length) };
  core.keep({ remove: gone, sighted: 'reset', ...settled }, note);
}

interface Verdict {
  readonly note: Note;
  /** Rows that are certainly no longer there. */
  readonly gone: readonly OpportunityId[];
  /** Rows to ask for one by one before they go. */
  readonly doubtful: readonly OpportunityId[];
}

/**
 * What a finished walk says of the rows it has not met. It met as many, each counted once, as there are: they are gone.
 * It missed some: the sorts may have hidden them, so a few are asked for and the others wait for the next walk. When most
 * rows would go, the next walk has to say so again: a server in trouble must not empty the directory.
 */
function endReconcile(note: Note, store: DirectoryStore, now: number): Verdict {
  const missing = store.unsighted();
  const ended: Note = {
    ...note,
    reconcile: null,
    reconciledAt: now,
    unreadable: note.skipped,
    doubted: false,
  };
  const addsUp = note.total !== null && store.sightings() + note.skipped === note.total;
  if (!addsUp) return { note: ended, gone: [], doubtful: missing.slice(0, doubtfulCap) };
  const most = missing.length > doubtfulCap && missing.length > store.size / 2;
  if (most && !note.doubted) return { note: { ...ended, doubted: true }, gone: [], doubtful: [] };
  return { note: ended, gone: missing, doubtful: [] };
}
