import { fail, ok, type Result } from '../../contract/failure.ts';
import { isPastEnd } from '../dialect/list-request.ts';
import type { Page } from '../dialect/page.ts';
import { listFailure } from '../requests/fetch-page.ts';
import type { AskedMoment, Core, Fetched } from './directory-core.ts';
import { followPlan, makePlan } from './open-first.ts';
import { gapOf, type Note, recounted, wantedAnew } from './progress.ts';

/** The first page as `tryKey` fetched it, so that it is not fetched twice. */
export interface FirstPage {
  readonly page: Page;
  readonly etag: string | null;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

/**
 * Walks through the list, newest change first, until it meets rows that the last walk left, or the list ends. An interrupted walk
 * first looks at the first page for news and then resumes at the page where it stopped. The first load of a long list goes stage
 * by stage instead (`open-first`). `progress` is called after each page. `why`: the user asks for the first page.
 */
export async function walk(
  core: Core,
  first: FirstPage | null,
  progress: () => void,
  why?: 'asked',
): Promise<Result<null>> {
  const { store } = core.deps;
  if (first !== null) core.heed(first.page);
  let number = 1;
  /** The page before this one. */
  let before: Page | null = null;
  while (number !== ended) {
    const etag = number === 1 && store.size > 0 ? core.note().etag : null;
    const fetched: Fetched | null =
      number === 1 && first !== null
        ? {
            pulled: { kind: 'page', page: first.page, etag: first.etag },
            asked: { moment: 0, at: first.askedAt },
          }
        : await core.fetch({ page: number }, etag, number === 1 ? why : undefined);
    if (fetched === null) return fail(core.noLeave());
    const { pulled, asked } = fetched;
    if (pulled.kind === 'page') {
      const next = takePage(core, pulled, number, asked, before);
      before = next === number + 1 ? pulled.page : null;
      number = next;
    } else if (pulled.kind === 'unchanged') {
      core.renew(asked);
      number = passOver(core, number);
    } else return fail(listFailure(pulled, core.deps.clock.now()));
    if (number !== ended) progress();
    else if (core.note().plan !== null) {
      const planned = await followPlan(core, progress);
      if (!planned.ok) return planned;
      // A server that does not filter by stage is walked through in its own order.
      if (planned.value === 'unfit') number = 2;
    }
  }
  await finish(core);
  return ok(null);
}

/** Stands for the number of the next page when there is none. */
const ended = 0;

/** The first page is unchanged, so nothing is new above the page where an interrupted walk stopped. */
function passOver(core: Core, number: number): number {
  const { cursor, complete, plan } = core.note();
  if (plan !== null || (cursor === null && complete)) return ended;
  return Math.max(number + 1, cursor ?? 0);
}

/** Writes a page together with where the walk continues. Returns the next page's number. */
function takePage(
  core: Core,
  { page, etag }: Pick<FirstPage, 'page' | 'etag'>,
  number: number,
  asked: AskedMoment,
  before: Page | null,
): number {
  const { store } = core.deps;
  const note = core.note();
  // Rows with one time stand on both sides of the page's end: the sort may have skipped some of them.
  const end = before?.rows.at(-1)?.updatedAt ?? null;
  const isCut = end !== null && page.rows[0]?.updatedAt === end;
  const same = page.rows.every(row => store.get(row.id)?.updatedAt === row.updatedAt);
  const { total, shifted } = recounted(note, page.total);
  const plan = note.plan ?? makePlan(core, page, number, total);
  const met = plan === null ? meetsKnown(core, page) : isOlderThan(page, plan.since);
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
  if (number === 1) core.tagged(page.rows);
  const sighted = note.reconcile === null ? {} : { sighted: page.rows.map(row => row.id) };
  core.keep({ upsert: core.current(page, asked), ...core.learnStages(page), ...sighted }, after, asked);
  return next;
}

/**
 * Whether the page's oldest row is as the last finished walk left it, and so everything below it is too. A row learnt
 * since is newer than that walk's watermark and proves nothing about the rows around it.
 */
function meetsKnown(core: Core, { rows }: Page): boolean {
  const { watermark } = core.note();
  const oldest = rows.at(-1);
  if (watermark === null || oldest === undefined || oldest.updatedAt === null) return false;
  const known = core.deps.store.get(oldest.id);
  return (
    oldest.updatedAt <= watermark &&
    known?.updatedAt === oldest.updatedAt &&
    known.stage.id === oldest.stage.id
  );
}

/** Whether everything below this page is at least as old as that moment. */
function isOlderThan({ rows }: Page, moment: number): boolean {
  const oldest = rows.at(-1)?.updatedAt ?? null;
  return oldest !== null && oldest <= moment;
}

async function finish(core: Core): Promise<void> {
  const settled = core.note().complete ? {} : await core.settleStages();
  const note = core.note();
  const { clock, store } = core.deps;
  const isWhole = !note.shifted && gapOf(note, store.size) === 0;
  core.keep(settled, {
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
