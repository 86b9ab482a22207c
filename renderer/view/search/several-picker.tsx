import type { Stage } from '../../../main/contract/model.ts';
import type { PickerState } from '../../state/model/state.ts';
import { partsFor } from '../../state/picks/several.ts';
import { Combo } from '../parts/combo.tsx';
import { Question } from '../parts/question.tsx';
import { countsOf } from '../parts/several-sum.ts';
import { StageChip } from '../parts/stage-mark.tsx';
import { stampsOf } from '../parts/stamp.ts';
import { BackButton } from '../parts/title.tsx';
import { useUi } from '../parts/ui.ts';
import { NoteField } from './note-field.tsx';
import { StageList, useStages } from './picker.tsx';

/** The names of the first rows, which are shown and said, and how many rows there are beside them. */
export function firstNames({ rows }: PickerState): {
  readonly names: readonly string[];
  readonly more: number;
} {
  const names = rows.slice(0, 3).map(({ opportunity }) => opportunity.name || opportunity.id);
  return { names, more: rows.length - names.length };
}

/** The stages for all marked rows: those of the first one's pipeline. */
export function SeveralPicker({ picker }: { readonly picker: PickerState }) {
  const { state, speech } = useUi();
  const { rows, current, hit, closing } = picker;
  const { selected, pointed, point } = useStages(picker);
  const { pipeline } = hit.opportunity;
  const shown = picker.stages.find(({ id }) => id === current);
  const title = speech.n('count', rows.length);
  const { names, more } = firstNames(picker);
  const board = state.snapshot?.pipelines.find(({ id }) => id === pipeline)?.name;
  const isOne = (state.snapshot?.pipelines.length ?? 0) <= 1;
  return (
    <>
      <header class="head">
        <BackButton />
        <div class="who">
          <h1 class="name" id="title">
            {title}
          </h1>
          <span class="below names">
            {names.map(name => (
              <bdi key={name}>{name}</bdi>
            ))}
            {more > 0 && <span>{speech.n('andMore', more)}</span>}
          </span>
        </div>
        {shown ? (
          <StageChip stage={shown} pipeline={pipeline} />
        ) : (
          !isOne && board && <span class="below">{board}</span>
        )}
      </header>
      <div class="pane">
        {closing ? (
          <Closing picker={picker} stage={closing.stage} />
        ) : (
          <StageList
            picker={picker}
            selected={selected}
            point={point}
            label={`${speech.t('stages')}: ${title}`}
          />
        )}
        {!closing && <NoteField picker={picker} />}
        {!closing && <Meaning picker={picker} stage={pointed ?? selected} isNamed={pointed !== null} />}
      </div>
    </>
  );
}

interface MeaningProps {
  readonly picker: PickerState;
  readonly stage: Stage | undefined;
  /** Names the stage, when it is not the one that Enter takes. */
  readonly isNamed: boolean;
}

/** What a stage means for the rows, and whether the requests last for all of them. Said before, not after. */
function Meaning({ picker, stage, isNamed }: MeaningProps) {
  const ui = useUi();
  const { state, speech } = ui;
  const { quota, pipelines = [] } = state.snapshot ?? {};
  const lines: string[] = [];
  if (stage) {
    const { moves, there, elsewhere } = partsFor(picker.rows, stage, pipelines);
    lines.push(
      countsOf(
        speech,
        ['severalMove', moves.length],
        ['severalThere', there.length],
        ['severalElsewhere', elsewhere.length],
      ),
      ...stampsOf(ui, stage),
    );
  }
  if (quota && quota.resetsAt > state.now && quota.remaining < picker.rows.length) {
    lines.push(speech.n('severalQuota', quota.remaining, { time: speech.timeUntil(quota.resetsAt) }));
  }
  return (
    <p class="consequence" aria-live="polite">
      {isNamed && stage && <strong>{speech.stage(stage)}</strong>}
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}

/** Asks once more about a stage that may end several rows. Enter, which a habit may press, answers nothing. */
function Closing({ picker, stage }: { readonly picker: PickerState; readonly stage: Stage }) {
  const ui = useUi();
  const { state, send, speech } = ui;
  const { moves } = partsFor(picker.rows, stage, state.snapshot?.pipelines ?? []);
  const name = speech.stage(stage);
  return (
    <Question
      text={speech.n('severalAsk', moves.length, { stage: name })}
      warning={stampsOf(ui, stage).slice(0, 2).join(' ')}
    >
      <button type="button" onClick={() => send({ type: 'back' })}>
        {speech.t('severalNo')}
        <Combo keys="Escape" isUnread />
      </button>
      <button type="button" class="danger" onClick={() => send({ type: 'confirm' })}>
        {speech.n('severalYes', moves.length, { stage: name })}
        <Combo keys="Mod+Enter" isUnread />
      </button>
    </Question>
  );
}
