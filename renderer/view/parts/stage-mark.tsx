import { assertNever } from '../../../main/contract/failure.ts';
import type { PipelineId, Stage, StageRole } from '../../../main/contract/model.ts';
import type { State } from '../../state/model/state.ts';
import { progressOf, useUi } from './ui.ts';

interface MarkProps {
  readonly stage: Stage;
  readonly pipeline: PipelineId;
}

/**
 * The sign of a stage: a ring that fills along the pipeline, a tick for won, a cross for lost. The shapes differ;
 * colour only helps.
 */
export function StageMark({ stage, pipeline }: MarkProps) {
  return stageMark(useUi().state, stage, pipeline);
}

/** The same as a function, for a list that is drawn with every key, where another component per row would cost time. */
export function stageMark(state: State, stage: Stage, pipeline: PipelineId) {
  const progress = progressOf(state, pipeline, stage);
  const hue = stage.role === 'open' ? `hue-${Math.min(4, Math.floor(progress * 5))}` : stage.role;
  return (
    <svg class={`mark ${hue}`} viewBox="0 0 16 16" aria-hidden="true">
      {signOf(stage.role, progress)}
    </svg>
  );
}

function signOf(role: StageRole, progress: number) {
  switch (role) {
    case 'open':
      return (
        <>
          <circle
            class="ring"
            cx="8"
            cy="8"
            r="6.25"
            stroke-dasharray={progress === 0 ? '2.2 2.7' : undefined}
          />
          <circle
            class="pie"
            cx="8"
            cy="8"
            r="2"
            stroke-dasharray={`${progress * 12.57} 12.57`}
            transform="rotate(-90 8 8)"
          />
        </>
      );
    case 'won':
      return endSign('m4.8 8.3 2.2 2.2 4.3-4.6');
    case 'lost':
      return endSign('m5.5 5.5 5 5m0-5-5 5');
    default:
      return assertNever(role);
  }
}

function endSign(path: string) {
  return (
    <>
      <circle class="disc" cx="8" cy="8" r="7" />
      <path class="sign" d={path} />
    </>
  );
}

/** A stage with its sign and its name. */
export function StageChip({ stage, pipeline }: MarkProps) {
  const { speech } = useUi();
  return (
    <span class="chip">
      <StageMark stage={stage} pipeline={pipeline} />
      <bdi class="chip-name">{speech.stage(stage)}</bdi>
    </span>
  );
}

interface FromToProps {
  readonly from: Stage | null;
  readonly to: Stage;
  readonly pipeline: PipelineId;
}

export function FromTo({ from, to, pipeline }: FromToProps) {
  return (
    <span class="from-to">
      {from && <StageChip stage={from} pipeline={pipeline} />}
      <span class="arrow">→</span>
      <StageChip stage={to} pipeline={pipeline} />
    </span>
  );
}
