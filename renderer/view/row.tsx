import type { Hit } from '../../main/contract/find.ts';
import type { Stage } from '../../main/contract/model.ts';
import { shownStage, stagesFor } from '../state/pipeline.ts';
import { Icon } from './icon.tsx';
import { Marked } from './marked.tsx';
import { FromTo, StageMark } from './stage-mark.tsx';
import { useUi } from './ui.ts';

/** One opportunity: who, which stage, how much, how old, and whether a change of it is on its way. */
export function Row({ hit, active }: { readonly hit: Hit; readonly active: boolean }) {
  const { state, send, speech } = useUi();
  const { opportunity } = hit;
  const { id, pipeline } = opportunity;
  const shown = shownStage(hit);
  const to = targetOf(hit, stagesFor(hit, state.snapshot?.pipelines ?? []));
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the key table's
    <div
      class="row"
      id={`row-${id}`}
      role="option"
      aria-selected={active}
      onPointerMove={() => active || send({ type: 'point', row: id })}
      onMouseDown={event => event.preventDefault()}
      onClick={event => send({ type: 'click-row', row: id, keep: event.shiftKey })}
    >
      <StageMark stage={shown} pipeline={pipeline} />
      <span class="who">
        <span class="name">
          {opportunity.name ? <Marked hit={hit} field="name" /> : <Marked hit={hit} field="id" />}
        </span>
        <Below hit={hit} />
      </span>
      <span class="facts">
        {to ? (
          <FromTo from={hit.verified ? shown : null} to={to} pipeline={pipeline} />
        ) : (
          hit.verified && (
            <span class="chip-name" dir="auto">
              {speech.stage(shown)}
            </span>
          )
        )}
        <Facts hit={hit} />
      </span>
    </div>
  );
}

function targetOf(hit: Hit, stages: readonly Stage[]): Stage | null {
  return stages.find(stage => stage.id === hit.to) ?? null;
}

/** The company, and whatever else matched. */
function Below({ hit }: { readonly hit: Hit }) {
  const { state, speech } = useUi();
  const { opportunity, marks } = hit;
  if (!hit.verified) {
    const looked = state.search.looked.get(opportunity.id);
    const word =
      looked === null ? 'lookingUp' : looked ? (`fail_${looked.code}` as 'fail_offline') : 'unverifiedHint';
    return (
      <span class="below">
        <span class="tag">{speech.t('unverified')}</span> {speech.t(word)}
      </span>
    );
  }
  const also = (['email', 'phone', 'id'] as const).filter(field => marks.some(mark => mark.field === field));
  return (
    <span class="below">
      {opportunity.company && <Marked hit={hit} field="company" />}
      {also.map(field => (
        <span class="also" key={field}>
          <Marked hit={hit} field={field} />
        </span>
      ))}
      {!opportunity.company && also.length === 0 && (
        <bdi>{opportunity.email || opportunity.phone || opportunity.id}</bdi>
      )}
    </span>
  );
}

function Facts({ hit }: { readonly hit: Hit }) {
  const { state, speech } = useUi();
  const { value, currency, updatedAt, createdAt } = hit.opportunity;
  const touched = updatedAt ?? createdAt;
  const { change } = hit;
  return (
    <span class="below">
      {value !== null && <span class="money">{speech.money(value, currency)}</span>}
      {touched !== null && !change && <span>{speech.age(touched, state.now)}</span>}
      {change && (
        <span class={change.state === 'parked' ? 'sync needs' : 'sync'}>
          <Icon name={change.state === 'parked' ? 'alert' : 'saved'} />
          {speech.t(change.state === 'parked' ? 'syncParked' : 'syncHeld')}
        </span>
      )}
    </span>
  );
}
