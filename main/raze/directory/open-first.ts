import { fail, ok, type Result } from '../../contract/failure.ts';
import { isPastEnd, rowsPerPage } from '../dialect/list-request.ts';
import type { Page } from '../dialect/page.ts';
import { tellsStages, wireOf } from '../dialect/registry.ts';
import type { LocalCopy } from './local-copy.ts';
import type { Note } from './progress.ts';
import type { ServerList } from './server-list.ts';

type Plan = NonNullable<Note['plan']>;

/** Lists up to this many rows load quickly in any order. */
const shortList = 20 * rowsPerPage;

/**
 * The order in which to load a long list for the first time: the newest page (at hand), then open stages, furthest
 * first, then won and lost. On the smallest plan that saves hours. Null for a short list, for a dialect whose stages
 * are only learnt from rows, and once a walk has begun.
 */
export function makePlan(note: Note, page: Page, number: number, total: number | null): Plan | null {
  const { complete, cursor } = note;
  if (complete || cursor !== null || number !== 1 || total === null || total <= shortList) return null;
  const stages = tellsStages(page.dialect) ? (page.pipelines[0]?.stages ?? []) : [];
  const open = stages.filter(({ role }) => role === 'open').map(({ id }) => id as string);
  const closed = stages.filter(({ role }) => role !== 'open').map(({ id }) => id as string);
  if (open.length === 0) return null;
  // The page at hand is the newest: everything newer than its oldest row is known.
  return { stages: [...open.reverse(), ...closed], page: 1, since: page.rows.at(-1)?.updatedAt ?? 0 };
}

/** Loads stage by stage. `unfit`: the server does not filter by stage, and the plan is dropped. */
export async function followPlan(
  copy: LocalCopy,
  list: ServerList,
  progress: () => void,
): Promise<Result<'done' | 'unfit'>> {
  const [sort] = wireOf(copy.note().dialect).wholeSorts;
  while (true) {
    const plan = copy.note().plan;
    const stage = plan?.stages[0];
    if (plan === null || stage === undefined) return ok('done');
    const fetched = await list.fetch({ page: plan.page, status: stage, sort }, null);
    if (fetched.kind === 'failed' && !fetched.isRejected) return fail(fetched.failure);
    if (fetched.kind !== 'page' || fetched.page.rows.some(row => row.stage.id !== stage)) {
      copy.keep({}, { ...copy.note(), plan: null, cursor: 2 });
      return ok('unfit');
    }
    const { page } = fetched;
    const more = page.hasMore && !isPastEnd(plan.page, page, 0);
    const next = more ? { ...plan, page: plan.page + 1 } : { ...plan, stages: plan.stages.slice(1), page: 1 };
    const note = copy.note();
    copy.keepPage(fetched, { ...note, unreadable: note.unreadable + page.unreadable, plan: next });
    progress();
  }
}
