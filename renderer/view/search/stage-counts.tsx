import { capsOf } from '../../state/model/accelerator.ts';
import { countsShown } from '../../state/model/selection.ts';
import { stageMark } from '../parts/stage-mark.tsx';
import type { Ui } from '../parts/ui.ts';
import { whoseSwitch } from './whose.tsx';

/** How many opportunities stand in each open stage; each opens the list of its stage. */
export function stageCounts(ui: Ui) {
  const { state, send, speech, platform } = ui;
  const counts = countsShown(state);
  const { opened } = state.search;
  const stages = state.snapshot?.pipelines.find(({ id }) => id === counts[0]?.pipeline)?.stages ?? [];
  if (counts.length === 0) return null;
  return (
    <fieldset class="stage-counts" aria-label={speech.t('stageCounts')}>
      {counts.map(({ pipeline, stage: id, count, digit }) => {
        const stage = stages.find(one => one.id === id);
        return (
          stage && (
            <button
              key={id}
              type="button"
              class="quiet"
              aria-pressed={opened?.at.stage === id && opened.at.pipeline === pipeline}
              title={
                digit === null ? undefined : capsOf(`Mod+${digit}`, platform, speech.t('spaceKey')).join(' ')
              }
              onMouseDown={event => event.preventDefault()}
              onClick={() => send({ type: 'open-list', at: { pipeline, stage: id } })}
            >
              {stageMark(state, stage, pipeline)}
              <bdi class="name">{speech.stage(stage)}</bdi>
              <span class="number">{speech.number(count)}</span>
            </button>
          )
        );
      })}
      {whoseSwitch(ui)}
    </fieldset>
  );
}
