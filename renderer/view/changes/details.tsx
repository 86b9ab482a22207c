import { type ChangeView, historyDays } from '../../../main/contract/change.ts';
import { crmPageOf } from '../../../main/contract/crm.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import type { TextKey } from '../../i18n/words.ts';
import { activeHit } from '../../state/model/selection.ts';
import type { DetailsState } from '../../state/model/state.ts';
import { Icon, IconButton } from '../parts/icon.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { FromTo, StageChip } from '../parts/stage-mark.tsx';
import { stateWord } from '../parts/state-word.ts';
import { BackButton } from '../parts/title.tsx';
import { useUi } from '../parts/ui.ts';
import { datesOf } from './past.tsx';

/** All that is known of one opportunity, and what was done to it from here. */
export function Details({ details }: { readonly details: DetailsState }) {
  const { state, send, speech } = useUi();
  const hit = activeHit(state) ?? details.hit;
  const { opportunity } = hit;
  const { name, company, id, pipeline } = opportunity;
  const shown = shownStage(hit);
  const { of } = crmPageOf(id, pipeline, state.snapshot?.dealPage ?? null);
  const label = speech.t(`open_${of}`);
  const title = speech.t('detailsOf', { name: name || id });
  return (
    <>
      <header class="head">
        <BackButton />
        <div class="who">
          <h1 class="name" id="title" dir="auto">
            {name || id}
          </h1>
          {company && (
            <span class="below" dir="auto">
              {company}
            </span>
          )}
        </div>
        {shown?.id && <StageChip stage={shown} pipeline={pipeline} />}
        <button type="button" onClick={() => send({ type: 'choose-stage' })}>
          {speech.t('menuMove')}
        </button>
        <IconButton
          icon="link"
          label={label}
          title={label}
          onClick={() => send({ type: 'open-in-browser' })}
        />
      </header>
      <Scrolled class="pane details" id="details" label={title}>
        <Facts details={details} />
        <h2 class="overline">{speech.t('changesFromHere')}</h2>
        {details.changes?.length === 0 && (
          <p class="muted">{speech.t('historyNone', { days: historyDays })}</p>
        )}
        <ul>
          {details.changes?.map(change => (
            <OwnChange key={change.id} change={change} />
          ))}
        </ul>
      </Scrolled>
    </>
  );
}

function Facts({ details }: { readonly details: DetailsState }) {
  const { state, speech } = useUi();
  const { opportunity, verified } = activeHit(state) ?? details.hit;
  const { value, currency, pipeline } = opportunity;
  const moment = (at: number | null | undefined): string =>
    at === null || at === undefined ? '' : `${speech.moment(at, state.now)} · ${speech.age(at, state.now)}`;
  const isMove = (change: ChangeView) => !['parked', 'cancelled', 'superseded'].includes(change.state);
  const facts: readonly (readonly [TextKey, string])[] = [
    ['fact_email', opportunity.email],
    ['fact_phone', opportunity.phone],
    ['fact_position', opportunity.position],
    ['fact_value', value === null ? '' : speech.money(value, currency)],
    ['fact_owner', opportunity.owner],
    ['fact_pipeline', state.snapshot?.pipelines.find(one => one.id === pipeline)?.name ?? ''],
    ['fact_stage', verified && opportunity.stage.id ? speech.stage(opportunity.stage) : ''],
    ['fact_created', moment(opportunity.createdAt)],
    ['fact_updated', moment(opportunity.updatedAt)],
    ['fact_moved', moment(details.changes?.find(isMove)?.markedAt)],
    ['fact_won', moment(opportunity.wonAt)],
    ['fact_lost', moment(opportunity.lostAt)],
    ['fact_id', opportunity.id],
  ];
  return (
    <dl class="fact-list">
      {facts.map(
        ([key, fact]) =>
          fact !== '' && (
            <div key={key}>
              <dt>{speech.t(key)}</dt>
              <dd dir="auto">{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function OwnChange({ change }: { readonly change: ChangeView }) {
  const { state, speech } = useUi();
  const { word, tone, icon } = stateWord(change);
  return (
    <li class="past">
      <div class="who">
        <span class="below">
          <span class={`word ${tone}`}>
            <Icon name={icon} />
            {speech.t(word)}
          </span>
          <span>{datesOf(speech, change, at => speech.moment(at, state.now))}</span>
        </span>
        {change.reason && change.state !== 'delivered' && (
          <span class="cause">{speech.t(`park_${change.reason}`)}</span>
        )}
      </div>
      <div class="past-side">
        <FromTo from={change.from} to={change.to} pipeline={change.pipeline} />
      </div>
    </li>
  );
}
