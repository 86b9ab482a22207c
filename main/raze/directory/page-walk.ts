import { fail, ok, type Result } from '../../contract/failure.ts';
import { isPastEnd } from '../dialect/list-request.ts';
import type { Page } from '../dialect/page.ts';
import type { FirstPage } from '../requests/probe.ts';
import type { LocalCopy } from './local-copy.ts';
import { followPlan, makePlan } from './open-first.ts';
import { gapOf, type Note, recounted, wantedAnew } from './progress.ts';
import type { Fetched, ServerList } from './server-list.ts';

/**
 * Walks through the list, newest change first, until it meets rows that the last walk left, or the list ends. An interrupted walk
 * first looks at the first page for news and then resumes at the page where it stopped. The first load of a long list goes stage
 * by stage instead (`open-first`). `progress` is called after each page. `why`: the user asks for the first page.
 */
export async function walk(
  copy: LocalCopy,
  list: ServerList,
  first: FirstPage | null,
  progress: () => void,
  why?: 'asked',
): Promise<Result<null>> {
  if (first !== null) list.heed(first.page);
  let number = 1;
  /** The page before this one. */
  let before: Page | null = null;
  while (number !== ended) {
    const etag = number === 1 && copy.store.size > 0 ? copy.note().etag : null;
    const fetched: Fetched =
      number === 1 && first !== null
        ? { ...first, kind: 'page', asked: { moment: 0, at: first.askedAt } }
        : await list.fetch({ page: number }, etag, number === 1 ? why : undefined);
    if (fetched.kind === 'failed') return fail(fetched.failure);
    if (fetched.kind === 'page') {
      const next = takePage(copy, fetched, number, before);
      before = next === number + 1 ? fetched.page : null;
      number = next;
    } else {
      copy.renew(fetched.asked);
      number = passOver(copy.note(), number);
    }
    if (number !== ended) progress();
    else if (copy.note().plan !== null) {
      const planned = await followPlan(copy, list, progress);
      if (!planned.ok) return planned;
      // A server that does not filter by stage is walked through in its own order.
      if (planned.value === 'unfit') number = 2;
    }
  }
  await finish(copy);
  return ok(null);
}

/** Stands for the number of the next page when there is none. */
const ended = 0;

/** The first page is unchanged, so nothing is new above the page where an interrupted walk stopped. */
function passOver({ cursor, complete, plan }: Note, number: number): number {
  if (plan !== null || (cursor === null && complete)) return ended;
  return Math.max(number + 1, cursor ?? 0);
}

/** Writes a page together with where the walk continues. Returns the next page's number. */
function takePage(
  copy: LocalCopy,
  fetched: Extract<Fetched, { kind: 'page' }>,
  number: number,
  before: Page | null,
): number {
  const { page, etag } = fetched;
  const { store } = copy;
  const note = copy.note();
  // Rows with one time stand on both sides of the page's end: the sort may have skipped some of them.
  const end = before?.rows.at(-1)?.updatedAt ?? null;
  const isCut = end !== null && page.rows[0]?.updatedAt === end;
  const same = page.rows.every(row => store.get(row.id)?.updatedAt === row.updatedAt);
  const { total, shifted } = recounted(note, page.total);
  const plan = note.plan ?? makePlan(note, page, number, total);
  const oldest = page.rows.at(-1)?.updatedAt ?? Number.POSITIVE_INFINITY;
  const met = plan === null ? meetsKnown(copy, page) : oldest <= plan.since;
  const last =
    !page.hasMore || met || (page.pages === null ? number > 1 && same : isPastEnd(number, page, 0));
  const next = last ? ended : same ? Math.max(number + 1, note.cursor ?? 0) : number + 1;
  const highest = page.rows.reduce((most, row) => Math.max(most, row.updatedAt ?? 0), note.highest ?? 0);
  const after: Note = {
    ...(note.complete && isCut ? wantedAnew(note) : note),
    total,
    shifted,
    highest: highest === 0 ? null : highest,
    unreadable: note.complete
      ? Math.max(note.unreadable, page.unreadable)
      : note.unreadable + page.unreadable,
    etag: number === 1 ? etag : note.etag,
    cursor: last || plan !== null ? note.cursor : Math.max(next, note.cursor ?? 0),
    plan: plan !== null && last ? { ...plan, since: highest } : plan,
  };
  if (number === 1) copy.tagged(page.rows);
  const sighted = note.reconcile === null ? {} : { sighted: page.rows.map(row => row.id) };
  copy.keepPage(fetched, after, sighted);
  return next;
}

/**
 * Whether the page's oldest row is as the last finished walk left it, and so everything below it is too. A row learnt
 * since is newer than that walk's watermark and proves nothing about the rows around it.
 */
function meetsKnown(copy: LocalCopy, { rows }: Page): boolean {
  const { watermark } = copy.note();
  const oldest = rows.at(-1);
  if (watermark === null || oldest === undefined || oldest.updatedAt === null) return false;
  const known = copy.store.get(oldest.id);
  return (
    oldest.updatedAt <= watermark &&
    known?.updatedAt === oldest.updatedAt &&
    known.stage.id === oldest.stage.id
  );
}

async function finish(copy: LocalCopy): Promise<void> {
  const settled = copy.note().complete ? {} : await copy.settleStages();
  const note = copy.note();
  const { clock, store } = copy;
  const isWhole = !note.shifted && gapOf(note, store.size) === 0;
  copy.keep(settled, {
    ...(note.complete && note.shifted ? wantedAnew(note) : note),
    complete: true,
    // A walk that has just read everything counts as a reconcile.
    reconciledAt: note.reconciledAt ?? (isWhole ? clock.now() : null),
    cursor: null,
    plan: null,
    watermark: note.plan?.since ?? note.highest ?? note.watermark,
    highest: null,
    refreshedAt: clock.now(),
  });
}
