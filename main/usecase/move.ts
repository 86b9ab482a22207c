import type { Request } from '../contract/calls.ts';
import type { ChangeView } from '../contract/change.ts';
import { fail, ok, type Result } from '../contract/failure.ts';
import { type Opportunity, type Pipeline, type Stage, type StageId, unverified } from '../contract/model.ts';
import { homePipeline } from '../contract/stages/home-pipeline.ts';
import type { Outbox, PickedChange } from '../outbox/outbox.ts';
import type { AccountData } from './account-data.ts';
import type { Session } from './session.ts';

export interface MoveDeps {
  readonly session: Pick<Session, 'current'>;
  readonly outbox: Pick<Outbox, 'accept' | 'acceptSeveral'>;
  readonly accountData: Pick<AccountData, 'row' | 'pipelines'>;
}

const stageOf = (pipeline: Pipeline | undefined, id: StageId): Stage | null =>
  pipeline?.stages.find(stage => stage.id === id) ?? null;

/**
 * Accepts picks; one is on disk when its result is ok. Fails with `stage-unknown` unless the stage belongs to the opportunity's
 * own pipeline, which not every server checks, and with `permission-missing` for a key known to be read-only.
 */
export function createMove({ session, outbox, accountData }: MoveDeps) {
  /**
   * The stage on the screen is what a colleague may have changed since, even if it belongs to another pipeline or no
   * longer exists.
   */
  const stageSeen = (id: StageId, { stage }: Opportunity, own: Pipeline | undefined): Stage => {
    const known = [own, ...accountData.pipelines()].map(pipeline => stageOf(pipeline, id));
    return known.find(found => found !== null) ?? (stage.id === id ? stage : { id, name: id, role: 'open' });
  };

  const picked = (
    { opportunity, to, seen, note = '' }: Request<'move'>,
    byProgram: boolean,
  ): Result<PickedChange> => {
    const current = session.current();
    if (current === null) return fail({ code: 'key-none' });
    if (current.write === 'no')
      return fail({ code: 'permission-missing', permission: 'opportunities:write' });
    const known = accountData.row(opportunity);
    const row = known?.row ?? unverified(opportunity);
    const pipeline = homePipeline(row, known !== null, accountData.pipelines());
    const target = stageOf(pipeline, to);
    if (target === null) return fail({ code: 'stage-unknown' });
    const base = seen === null ? null : stageSeen(seen, row, pipeline);
    const fetchedAt = known !== null && row.stage.id === seen ? known.fetchedAt : null;
    return ok({
      lane: current.lane.id,
      opportunity: {
        id: row.id,
        name: row.name,
        company: row.company,
        pipeline: pipeline?.id ?? row.pipeline,
      },
      to: target,
      note,
      byProgram,
      seen: base === null ? null : { stage: base, fetchedAt },
    });
  };
  return {
    /** @param byProgram whether another program asks, and not the user */
    one: (request: Request<'move'>, byProgram = false): Result<ChangeView> => {
      const pick = picked(request, byProgram);
      return pick.ok ? outbox.accept(pick.value) : pick;
    },
    /** Each by the same rules, in the order asked. */
    several: (requests: readonly Request<'move'>[]): readonly Result<ChangeView>[] =>
      outbox.acceptSeveral(requests.map(request => picked(request, false))),
  };
}
