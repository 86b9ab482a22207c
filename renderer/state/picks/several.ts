import type { Reply, Request } from '../../../main/contract/calls.ts';
import type { ChangeView } from '../../../main/contract/change.ts';
import type { Hit } from '../../../main/contract/find.ts';
import { foldWords } from '../../../main/contract/folded.ts';
import type { Pipeline, Stage } from '../../../main/contract/model.ts';
import { homePipeline } from '../../../main/contract/stages/home-pipeline.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { ask } from '../model/event.ts';
import type { Several, ShownFailure } from '../model/news.ts';
import { boardFor, isNews, isOpen } from '../model/pipeline.ts';
import type { PickerState, State, Step } from '../model/state.ts';
import { burstEntryOf, goOn, lastsUntil, noteFor } from './commit.ts';

/** What a stage of the first row's pipeline means for each of several rows. */
interface SeveralParts {
  readonly moves: readonly { readonly hit: Hit; readonly to: Stage }[];
  readonly there: readonly Hit[];
  /** Their own pipelines have no such stage. */
  readonly elsewhere: readonly Hit[];
}

/** The stage of this pipeline that is meant by a stage of another: the one of the same name that is an end where that is one. */
export function sameStage(stages: readonly Stage[], stage: Stage): Stage | undefined {
  const alike = stages.filter(({ role }) => role === stage.role);
  const name = foldWords(stage.name);
  const [named, ...others] = alike.filter(one => foldWords(one.name) === name);
  return alike.find(({ id }) => id === stage.id) ?? (others.length === 0 ? named : undefined);
}

export function partsFor(rows: readonly Hit[], stage: Stage, pipelines: readonly Pipeline[]): SeveralParts {
  const meant = rows.map(hit => {
    const home = homePipeline(hit.opportunity, hit.verified, pipelines);
    return { hit, to: home && sameStage(home.stages, stage) };
  });
  return {
    moves: meant.flatMap(({ hit, to }) => (to && isNews(hit, to, '') ? [{ hit, to }] : [])),
    there: meant.flatMap(({ hit, to }) => (to && !isNews(hit, to, '') ? [hit] : [])),
    elsewhere: meant.flatMap(({ hit, to }) => (to ? [] : [hit])),
  };
}

/** Whether a stage may end an opportunity, so that several are moved there only after a question. */
function mayEnd({ hit }: PickerState, stage: Stage, pipelines: readonly Pipeline[]): boolean {
  return !isOpen(stage) || boardFor(hit, pipelines).unsure.includes(stage.id);
}

/** Asks main to keep a change of each row that the stage moves. A stage that may end them is asked about first. */
export function moveSeveral(
  state: State,
  picker: PickerState,
  to: Stage,
  keep: boolean,
  isSure: boolean,
): Step {
  if (state.saving) return [state];
  const { pipelines = [] } = state.snapshot ?? {};
  const { moves, there, elsewhere } = partsFor(picker.rows, to, pipelines);
  if (moves.length === 0) return [{ ...state, picker, notice: { kind: 'already-there', stage: to } }];
  if (!isSure && mayEnd(picker, to, pipelines)) {
    return [{ ...state, picker: { ...picker, closing: { stage: to, keep } }, notice: null }];
  }
  const saving = {
    keep,
    name: '',
    to,
    typed: '',
    beside: { there: there.length, elsewhere: elsewhere.length },
  };
  const note = noteFor(state);
  const asked = moves.map(({ hit, to: { id } }) => ({
    opportunity: hit.opportunity.id,
    to: id,
    seen: shownStage(hit)?.id || null,
    ...(note === '' ? {} : { note }),
  }));
  return [
    { ...state, picker: { ...picker, closing: null }, saving, notice: null },
    ask('move.several', { moves: asked }),
  ];
}

/** Main has answered for each row. Those that were not kept stay marked; if none was, the stages stay open. */
export function movedSeveral(
  state: State,
  { moves }: Request<'move.several'>,
  answers: Reply<'move.several'>,
): Step {
  const kept = answers.flatMap(one => (one.ok ? [one.value] : []));
  const refused = moves.flatMap(({ opportunity }, at) => {
    const answer = answers[at];
    return !answer || answer.ok || answer.failure.code === 'already-there'
      ? []
      : [{ opportunity, failure: answer.failure }];
  });
  const notice = refused[0] ? troubleOf(refused[0].failure) : null;
  if (kept.length === 0 && notice) {
    // Stages that are no longer the rows' own are not offered again.
    const left = notice.trouble.code === 'stage-unknown';
    const screen = left ? ({ screen: 'search', picker: null, focus: state.focus + 1 } as const) : {};
    return [{ ...state, saving: null, notice, ...screen }];
  }
  const { to = null, beside = { there: 0, elsewhere: 0 } } = state.saving ?? {};
  const several = severalOf(state, 'moved', kept, {
    to,
    there: beside.there + answers.length - kept.length - refused.length,
    elsewhere: beside.elsewhere,
    failed: refused.length,
  });
  const { marks } = state.search;
  const rows = marks.rows.filter(row =>
    refused.some(({ opportunity }) => opportunity === row.opportunity.id),
  );
  return goOn({ ...state, several, toast: null, notice }, kept, { ...marks, rows });
}

export const troubleOf = (trouble: ShownFailure) => ({ kind: 'trouble', trouble }) as const;

/** The sum of what was moved, or taken back, at once. */
export function severalOf(
  { now }: State,
  kind: Several['kind'],
  changes: readonly ChangeView[],
  rest: Pick<Several, 'to' | 'there' | 'elsewhere' | 'failed'>,
): Several {
  const ends = changes.map(({ undoUntil }) => undoUntil ?? 0);
  const undoUntil = Math.max(0, ...ends);
  return {
    kind,
    entries: changes.map(burstEntryOf),
    undoUntil,
    expires: lastsUntil(now, undoUntil),
    ...rest,
  };
}
