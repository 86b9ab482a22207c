import {
  type Pipeline,
  type RoleReason,
  type Stage,
  type StageId,
  stageRoles,
} from '../../../main/contract/model.ts';
import { digitsOf } from '../../../main/contract/stages/digits.ts';
import type { Speech } from '../../i18n/speak.ts';
import { IconButton } from '../parts/icon.tsx';
import { StageMark } from '../parts/stage-mark.tsx';
import { boardNameOf, useUi } from '../parts/ui.ts';

/** The role of each stage and why, the order that the digits follow, and the user's own word on both. */
export function StageSettings() {
  const { state, speech } = useUi();
  const pipelines = state.snapshot?.pipelines ?? [];
  if (pipelines.length === 0) return null;
  return (
    <details class="order">
      <summary>{speech.t('stageSettings')}</summary>
      {pipelines.map(pipeline =>
        // Many pipelines would show hundreds of controls, so each one is opened by itself.
        pipelines.length > 1 ? (
          <details key={pipeline.id} class="board">
            <summary>
              <bdi class="name">{pipeline.name || pipeline.id}</bdi>
              <span class="muted">{speech.n('stagesIn', pipeline.stages.length)}</span>
              {!pipeline.ordered && <span class="muted">{speech.t('orderIsGuess')}</span>}
            </summary>
            <Board pipeline={pipeline} />
          </details>
        ) : (
          <Board key={pipeline.id} pipeline={pipeline} />
        ),
      )}
    </details>
  );
}

function Board({ pipeline }: { readonly pipeline: Pipeline }) {
  const { ask, speech } = useUi();
  const ids = pipeline.stages.map(stage => stage.id);
  const reorder = (order: readonly StageId[]) => ask('stages.reorder', { pipeline: pipeline.id, order });
  return (
    <>
      {!pipeline.ordered && (
        <p class="order-guess">
          {speech.t('orderGuessed')}
          <button type="button" onClick={() => reorder(ids)}>
            {speech.t('orderRight')}
          </button>
        </p>
      )}
      <ol class="order-list">
        {pipeline.stages.map((stage, at) => (
          <Column
            key={stage.id}
            pipeline={pipeline}
            stage={stage}
            at={at}
            swap={by => reorder(swapped(ids, at, at + by))}
          />
        ))}
      </ol>
    </>
  );
}

interface ColumnProps {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly at: number;
  readonly swap: (by: 1 | -1) => void;
}

function Column({ pipeline, stage, at, swap }: ColumnProps) {
  const { state, ask, speech } = useUi();
  const { t } = speech;
  const label = speech.stage(stage);
  const reason = pipeline.reasons.find(one => one.stage === stage.id);
  const onBoard = boardNameOf(state, speech, stage);
  const digit = digitsOf(pipeline.stages)[at] ?? null;
  // Open stages stand before ends in any order, so neither passes the other.
  const sameSide = (other: Stage | undefined): boolean =>
    other !== undefined && (other.role === 'open') === (stage.role === 'open');
  const mark = (text: string) =>
    ask('stages.mark', {
      pipeline: pipeline.id,
      stage: stage.id,
      role: stageRoles.find(role => role === text) ?? null,
    });
  return (
    <li class={at > 0 && !sameSide(pipeline.stages[at - 1]) ? 'first-end' : undefined}>
      {digit === null ? <span class="no-kbd" /> : <kbd>{digit}</kbd>}
      <StageMark stage={stage} pipeline={pipeline.id} />
      <div class="who">
        <span class="name" dir="auto" title={label}>
          {label}
        </span>
        <span class="below">
          {onBoard && <span>{onBoard}</span>}
          {reason && <span>{whyOf(speech, stage, reason, pipeline.unsure.includes(stage.id))}</span>}
        </span>
      </div>
      {reason && (
        <select
          aria-label={t('roleOf', { stage: label })}
          value={reason.source === 'user' ? stage.role : ''}
          onChange={event => mark(event.currentTarget.value)}
        >
          <option value="">{t('roleAutomatic', { role: t(`role_${reason.unmarked}`) })}</option>
          {stageRoles.map(role => (
            <option key={role} value={role}>
              {t(`role_${role}`)}
            </option>
          ))}
        </select>
      )}
      <IconButton
        icon="up"
        label={t('moveUp', { stage: label })}
        disabled={!sameSide(pipeline.stages[at - 1])}
        onClick={() => swap(-1)}
      />
      <IconButton
        icon="down"
        label={t('moveDown', { stage: label })}
        disabled={!sameSide(pipeline.stages[at + 1])}
        onClick={() => swap(1)}
      />
    </li>
  );
}

/** Why the app gives the stage its role. */
function whyOf(speech: Speech, { role }: Stage, reason: RoleReason, unsure: boolean): string {
  const { source, won, lost } = reason;
  const rows = speech.number(reason.rows);
  if (source === 'user') return speech.t('roleByUser');
  if (source === 'rows' && role === 'won') return speech.n('roleByWonRows', won, { rows });
  if (source === 'rows' && role === 'lost') return speech.n('roleByLostRows', lost, { rows });
  if (source === 'rows') return speech.n('roleUnsureRows', won + lost, { rows });
  if (unsure) return speech.t('roleUnsure');
  return speech.t(role === 'open' ? 'roleOpenByName' : 'roleByName');
}

function swapped(ids: readonly StageId[], from: number, to: number): StageId[] {
  const order = [...ids];
  const [taken] = order.splice(from, 1);
  if (taken !== undefined) order.splice(to, 0, taken);
  return order;
}
