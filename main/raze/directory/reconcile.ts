import type { Failure } from '../../contract/failure.ts';
import type { OpportunityId } from '../../contract/model.ts';
import { isPastEnd, rowsPerPage } from '../dialect/list-request.ts';
import { wireOf } from '../dialect/registry.ts';
import type { LocalCopy } from './local-copy.ts';
import { gapOf, type Note, recounted, wantedAfter } from './progress.ts';
import type { ServerList } from './server-list.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The largest share of the plan's requests. An unknown plan counts as a small one. */
const share = 0.25;
const smallestPlan = 100;
const fastestMs = 5_000;

/** The time over which the day's walk is spread: slow enough to be unnoticed, and done within a working day. */
const spreadMs = 8 * hourMs;

/** How many rows that a walk did not meet are asked for one by one at its end. */
const askedCap = 20;

/**
 * Milliseconds between two pages of a reconcile of `known` rows. `soon`: as fast as the share of the plan allows;
 * otherwise spread over the day.
 */
export function reconcilePaceMs(limit: number | null, known: number, soon: boolean): number {
  const least = Math.max(fastestMs, hourMs / ((limit ?? smallestPlan) * share));
  return soon ? least : Math.max(least, spreadMs / Math.ceil(known / rowsPerPage + 1));
}

/** Whether the list differs from what the last walk left: something was deleted since, or that walk must be repeated. */
export function isOff(note: Note, known: number): boolean {
  return note.doubted || gapOf(note, known) !== note.gap || note.gap < 0;
}

/**
 * Whether the list should be walked through now. At once after a first load that does not add up; 15 minutes after the
 * last walk when it has stopped adding up since; an hour after it while it still does not add up or everything is
 * `wanted` again. Otherwise once a day, or less often where a walk is a large part of a small plan.
 */
export function reconcileDue(note: Note, known: number, elapsedSince: (at: number) => number): boolean {
  if (note.reconcile !== null) return true;
  if (!note.complete) return false;
  if (note.reconciledAt === null) return note.shifted || gapOf(note, known) !== 0;
  const age = elapsedSince(note.reconciledAt);
  if (gapOf(note, known) !== note.gap && age >= hourMs / 4) return true;
  if (note.wanted !== 'no' || isOff(note, known)) return age >= hourMs;
  return age >= Math.max(dayMs - spreadMs, (known / rowsPerPage) * 2 * 60_000);
}

/**
 * Fetches one page of the walk that finds what was deleted, what an unstable sort skipped, and what changed without a
 * newer `updated_at`. If one sort meets fewer rows than the server counts, the walk continues by the next sort. Returns
 * why the page failed, null when it came.
 */
export async function reconcileStep(copy: LocalCopy, list: ServerList): Promise<Failure | null> {
  const { store } = copy;
  if (copy.note().reconcile === null) {
    const note = copy.note();
    const wanted = note.wanted === 'no' ? 'no' : 'walking';
    copy.keep({ sighted: 'reset' }, { ...note, reconcile: 1, sort: 0, skipped: 0, shifted: false, wanted });
  }
  const { reconcile, sort: at, dialect } = copy.note();
  const number = reconcile ?? 1;
  const sorts = wireOf(dialect).wholeSorts;
  const fetched = await list.fetch({ page: number, sort: sorts[at] ?? sorts[0] }, null);
  // A server may refuse a sort that it does not know: the next one is tried.
  if (fetched.kind === 'failed' && !fetched.isRejected) return fetched.failure;
  if (fetched.kind === 'unchanged') return null;
  if (fetched.kind === 'page') {
    const { page } = fetched;
    const before = copy.note();
    const skipped = before.skipped + page.unreadable;
    const next = { ...recounted(before, page.total), reconcile: number + 1, skipped };
    copy.keepPage(fetched, next, { sighted: page.rows.map(row => row.id) });
    if (page.hasMore && !isPastEnd(number, page, store.size)) return null;
  }
  const note = copy.note();
  const isShort = note.total === null || store.sightings() + note.skipped < note.total;
  if (isShort && at + 1 < sorts.length) {
    copy.keep({}, { ...note, reconcile: 1, sort: at + 1, skipped: 0 });
    return null;
  }
  await end(copy, list);
  return null;
}

/**
 * Decides about the rows that a finished walk has not met. They are gone if the walk met as many distinct rows as the server
 * counts and none left meanwhile. Even so the first twenty are asked for one by one, since a deleted row may have been made up
 * for by a new one; if the server still has one of them, that one goes only when the next walk does not meet it either. When most
 * rows would go, the next walk has to agree: a server in trouble must not empty the directory.
 */
async function end(copy: LocalCopy, list: ServerList): Promise<void> {
  const { store, clock } = copy;
  const { total, skipped, shifted, doubted, spared: before } = copy.note();
  const missing = store.unsighted();
  const addsUp = !shifted && total !== null && store.sightings() + skipped === total;
  const isHalf = missing.length > store.size / 2;
  const isMost = isHalf && missing.length > askedCap;
  const isBelieved = addsUp && (doubted || !isMost);
  const asked = isBelieved || !addsUp ? missing.slice(0, askedCap) : [];
  const gone: OpportunityId[] = [];
  const spared: OpportunityId[] = [];
  for (const id of asked) {
    const isGone = await list.isGone(id);
    if (isGone === true) gone.push(id);
    else if (isGone === false) spared.push(id);
  }
  // Those that were asked for speak for the others only if the server has none of them.
  if (isBelieved && gone.length === asked.length) gone.push(...missing.slice(askedCap));
  if (addsUp && !isHalf) gone.push(...spared.filter(id => before.includes(id)));
  const isUnsure = shifted || (addsUp && gone.length < missing.length);
  const settled = await copy.settleStages();
  const note = copy.note();
  const ended: Note = {
    ...note,
    reconcile: null,
    sort: 0,
    reconciledAt: clock.now(),
    unreadable: skipped,
    doubted: isUnsure && !doubted,
    shifted: false,
    wanted: wantedAfter[note.wanted],
    spared,
  };
  const gap = gapOf(ended, store.size - gone.length);
  copy.keep({ remove: gone, sighted: 'reset', ...settled }, { ...ended, gap });
}
