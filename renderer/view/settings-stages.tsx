import type { Pipeline, StageId } from '../../main/contract/model.ts';
import { isOpen } from '../state/pipeline.ts';
import { Icon } from './icon.tsx';
import { StageChip } from './stage-mark.tsx';
import { useUi } from './ui.ts';

/** The order of the open stages, where the server does not tell one and the user knows better. */
export function StageOrder() {
  const { state, speech } = useUi();
  const pipelines = state.snapshot?.pipelines ?? [];
  if (pipelines.length === 0) return null;
  return (
    <details class="order">
      <summary>{speech.t('stageOrder')}</summary>
      {pipelines.map(pipeline => (
        <Order key={pipeline.id} pipeline={pipeline} named={pipelines.length > 1} />
      ))}
    </details>
  );
}

function Order({ pipeline, named }: { readonly pipeline: Pipeline; readonly named: boolean }) {
  const { send, speech } = useUi();
  const open = pipeline.stages.filter(isOpen);
  const ids = pipeline.stages.map(stage => stage.id);
  const swap = (from: number, to: number) =>
    send({ type: 'reorder', pipeline: pipeline.id, order: swapped(ids, from, to) });
  return (
    <>
      {named && <h3 class="overline">{pipeline.name}</h3>}
      <ol class="order-list">
        {open.map((stage, at) => (
          <li key={stage.id}>
            <StageChip stage={stage} pipeline={pipeline.id} />
            <button
              type="button"
              class="quiet"
              disabled={at === 0}
              aria-label={speech.t('moveUp', { stage: speech.stage(stage) })}
              onClick={() => swap(at, at - 1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              class="quiet"
              disabled={at === open.length - 1}
              aria-label={speech.t('moveDown', { stage: speech.stage(stage) })}
              onClick={() => swap(at, at + 1)}
            >
              <Icon name="down" />
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function swapped(ids: readonly StageId[], from: number, to: number): StageId[] {
  const order = [...ids];
  const [taken] = order.splice(from, 1);
  if (taken !== undefined) order.splice(to, 0, taken);
  return order;
}
