import { type Ask, allowedFrom } from '../contract/automation/ask.ts';
import type { Told, ToldChange, ToldOpportunity, ToldStage } from '../contract/automation/told.ts';
import type { Handlers, Request } from '../contract/calls.ts';
import type { ChangeView } from '../contract/change.ts';
import { assertNever, type Result } from '../contract/failure.ts';
import { type Hit, mostHits } from '../contract/find.ts';
import type { Language } from '../contract/language.ts';
import type { Stage } from '../contract/model.ts';
import type { Fill } from '../contract/pushes.ts';
import type { Settings } from '../contract/settings.ts';
import { stageLabel } from '../contract/stages/label.ts';
import { shownStage } from '../contract/stages/shown.ts';
import type { Searchable } from '../search/catalogue.ts';
import { type MeantDeps, rowMeant, stageAndNote } from './meant.ts';

export interface AskedDeps<Row extends Searchable> extends MeantDeps<Row> {
  /** `find` must learn nothing of what is asked. */
  readonly handlers: Pick<
    Handlers,
    'find' | 'outbox.list' | 'history.list' | 'opportunity.look' | 'session.get'
  >;
  /** Saves a change that says that a program made it. */
  readonly move: (request: Request<'move'>) => Result<ChangeView>;
  /** Settles when the rows on disk can be searched. */
  readonly filled: () => Promise<unknown>;
  readonly language: () => Language;
  readonly allows: () => Settings['automation'];
  /** Opens the popup with this filled in, without taking the keys from anybody; false where there is none, or the user is in it. */
  readonly propose: (fill: Fill) => boolean;
  /** Whether one more proposal may come now (`createProposalLimit`). */
  readonly mayPropose: () => boolean;
}

/**
 * Answers other programs of the same user, by the rules that hold for the popup: the same outbox, the same undo window, the same
 * checks. It saves a change only where exactly one opportunity and one stage are meant (`rowMeant`, `stageAndNote`). No reply holds a
 * key, an e-mail address or a phone.
 */
export function createAsked<Row extends Searchable>(deps: AskedDeps<Row>): (ask: Ask) => Promise<Told> {
  const { handlers } = deps;

  const stage = (given: Stage): ToldStage => {
    const { id, role } = given;
    return { id, name: stageLabel(deps.language(), given), role };
  };
  const opportunity = (hit: Hit): ToldOpportunity => {
    const { id, name, company, pipeline, value, currency } = hit.opportunity;
    const shown = shownStage(hit);
    return { id, name, company, pipeline, stage: shown?.id ? stage(shown) : null, value, currency };
  };
  const change = (view: ChangeView): ToldChange => ({
    id: view.id,
    opportunity: { id: view.opportunity, name: view.name, company: view.company },
    from: view.from === null ? null : stage(view.from),
    to: stage(view.to),
    state: view.state,
    reason: view.reason,
    note: view.note,
    byProgram: view.byProgram,
    markedAt: new Date(view.markedAt).toISOString(),
    endedAt: view.endedAt === null ? null : new Date(view.endedAt).toISOString(),
    currentAccount: view.currentLane,
  });

  /** An id that is not known here is looked up; where the server cannot be reached it counts as it is, as in the popup. */
  const lookedUp = async (hit: Hit): Promise<Hit | null> => {
    if (hit.verified) return hit;
    const { id } = hit.opportunity;
    const looked = await handlers['opportunity.look']({ id });
    if (!looked.ok) return looked.failure.code === 'opportunity-unknown' ? null : hit;
    return deps.hits.ofId(id);
  };

  /** What the setting has to say against it at this moment. */
  const forbids = ({ ask }: Ask): Told | null => {
    const allows = deps.allows();
    return allows === 'off' || (allowedFrom[ask] === 'move' && allows !== 'move')
      ? { status: 'off', allows }
      : null;
  };

  type Both =
    | { readonly ok: true; readonly hit: Hit; readonly to: Stage; readonly note: string }
    | { readonly ok: false; readonly told: Told };
  const meant = async (asked: Extract<Ask, { ask: 'move' | 'propose' }>): Promise<Both> => {
    const row = rowMeant(asked.text, deps);
    const hit = row.certain ? await lookedUp(row.value) : null;
    if (hit === null) {
      const { why, hits, stages } = row.certain
        ? { why: 'no-opportunity' as const, hits: [], stages: [] }
        : row;
      return { ok: false, told: unclear(why, hits, stages) };
    }
    // Looking it up takes a while, in which the user may have forbidden it.
    const forbidden = forbids(asked);
    if (forbidden !== null) return { ok: false, told: forbidden };
    const { to, note } = stageAndNote(asked.stage, hit, deps.pipelines());
    return to.certain
      ? { ok: true, hit, to: to.value, note }
      : { ok: false, told: unclear(to.why, to.hits, to.stages) };
  };
  const unclear = (
    why: Extract<Told, { status: 'unclear' }>['why'],
    hits: readonly Hit[],
    stages: readonly Stage[],
  ): Told => ({ status: 'unclear', why, opportunities: hits.map(opportunity), stages: stages.map(stage) });

  const move = async (ask: Extract<Ask, { ask: 'move' }>): Promise<Told> => {
    const both = await meant(ask);
    if (!both.ok) return both.told;
    const { hit, to } = both;
    const note = ask.note || both.note;
    const open = hit.change?.to.id === to.id ? hit.change : null;
    // It could leave no note beside what a person has picked.
    const isPersons = open !== null && !open.byProgram && open.state !== 'parked';
    if (shownStage(hit)?.id === to.id && (note === '' || isPersons)) {
      return { status: 'there', opportunity: opportunity(hit), change: open === null ? null : change(open) };
    }
    const moved = deps.move({
      opportunity: hit.opportunity.id,
      to: to.id,
      seen: shownStage(hit)?.id || null,
      ...(note === '' ? {} : { note }),
    });
    return moved.ok
      ? { status: 'saved', change: change(moved.value) }
      : { status: 'refused', code: moved.failure.code };
  };

  const propose = async (ask: Extract<Ask, { ask: 'propose' }>): Promise<Told> => {
    const both = await meant(ask);
    if (!both.ok) return both.told;
    const { id } = both.hit.opportunity;
    if (!deps.propose({ text: id, opportunity: id, stage: both.to.id, isProposed: true }))
      return { status: 'refused', code: 'popup-busy' };
    return { status: 'proposed', opportunity: opportunity(both.hit), stage: stage(both.to) };
  };

  return async ask => {
    const forbidden = forbids(ask);
    if (forbidden !== null) return forbidden;
    const { account } = await handlers['session.get'](null);
    if (account.kind === 'none') return { status: 'refused', code: 'key-none' };
    await deps.filled();
    switch (ask.ask) {
      case 'find': {
        const reply = await handlers.find({ seq: 0, text: ask.text, limit: Math.min(ask.limit, mostHits) });
        return { status: 'found', opportunities: reply.hits.map(opportunity), total: reply.total };
      }
      case 'move':
        return move(ask);
      case 'pending': {
        const { changes } = await handlers['outbox.list'](null);
        return { status: 'listed', changes: changes.map(change) };
      }
      case 'history': {
        const ended = await handlers['history.list']({ text: ask.text, before: null, limit: ask.limit });
        return { status: 'listed', changes: ended.map(change) };
      }
      case 'propose':
        // Before anything is looked up: a flood of proposals costs neither the popup nor the server anything.
        return deps.mayPropose() ? propose(ask) : { status: 'refused', code: 'too-many-proposals' };
      default:
        return assertNever(ask);
    }
  };
}
