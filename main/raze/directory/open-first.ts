import { fail, ok, type Result } from '../../contract/failure.ts';
import { isPastEnd, rowsPerPage } from '../dialect/list-request.ts';
import type { Page } from '../dialect/page.ts';
import { tellsStages, wireOf } from '../dialect/registry.ts';
import { listFailure } from '../requests/fetch-page.ts';
import type { Core } from './directory-core.ts';
import type { Note } from './progress.ts';

type Plan = NonNullable<Note['plan']>;

/** Lists up to this many rows load quickly in any order. */
const shortList = 20 * rowsPerPage;

/**
 * The order in which to load a long list for the first time: the newest page (at hand), then open stages, furthest
 * first, then won and lost. On the smallest plan that saves hours. Null for a short list, for a dialect whose stages
 * are only learnt from rows, and once a walk has begun.
 */
export function makePlan(core: Core, page: Page, number: number, total: number | null): Plan | null {
  const { complete, cursor } = core.note();
  if (complete || cursor !== null || number !== 1 || total === null || total <= shortList) return null;
  const stages = tellsStages(page.dialect) ? (page.pipelines[0]?.stages ?? []) : [];
  const open = stages.filter(({ role }) => role === 'open').map(({ id }) => id as string);
  const closed = stages.filter(({ role }) => role !== 'open').map(({ id }) => id as string);
  if (open.length === 0) return null;
  // The page at hand is the newest: everything newer than its oldest row is known.
  return { stages: [...open.reverse(), ...closed], page: 1, since: page.rows.at(-1)?.updatedAt ?? 0 };
}

/** Loads stage by stage. `unfit`: the server does not filter by stage, and the plan is dropped. */
export async function followPlan(core: Core, progress: () => void): Promise<Result<'done' | 'unfit'>> {
  const [sort] = wireOf(core.note().dialect).wholeSorts;
  while (true) {
    const plan = core.note().plan;
    const stage = plan?.stages[0];
    if (plan === null || stage === undefined) return ok('done');
    const fetched = await core.fetch({ page: plan.page, status: stage, sort }, null);
    if (fetched === null) return fail(core.noLeave());
    const { pulled, asked } = fetched;
    const foreign = pulled.kind === 'page' && pulled.page.rows.some(row => row.stage.id !== stage);
    if (pulled.kind === 'rejected' || foreign) {
      core.keep({}, { ...core.note(), plan: null, cursor: 2 });
      return ok('unfit');
    }
    if (pulled.kind === 'unchanged') return ok('unfit');
    if (pulled.kind !== 'page') return fail(listFailure(pulled, core.deps.clock.now()));
    const { page } = pulled;
    const more = page.hasMore && !isPastEnd(plan.page, page, 0);
    const next = more ? { ...plan, page: plan.page + 1 } : { ...plan, stages: plan.stages.slice(1), page: 1 };
    const note = core.note();
    core.keep(
      { upsert: core.current(page, asked), ...core.learnStages(page) },
      { ...note, unreadable: note.unreadable + page.unreadable, plan: next },
      asked,
    );
    progress();
  }
}
