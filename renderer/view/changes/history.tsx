import { useMemo } from 'preact/hooks';
import { type ChangeView, historyDays } from '../../../main/contract/change.ts';
import { isUnsure } from '../../../main/contract/offers.ts';
import type { Speech } from '../../i18n/speak.ts';
import { zoneNow } from '../../i18n/times.ts';
import { ChangeName } from '../parts/change-name.tsx';
import { ChangeNote } from '../parts/change-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Empty } from '../parts/nothing.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { FromTo } from '../parts/stage-mark.tsx';
import { stateWord } from '../parts/state-word.ts';
import { Title } from '../parts/title.tsx';
import { useUi } from '../parts/ui.ts';

/** What became of the changes that are kept, with both dates: when it was marked and when it was delivered. */
export function History() {
  const { state, send, ask, speech } = useUi();
  const { text, rows, complete, loading, index } = state.history;
  const list = useMemo(
    () => rows?.map((change, at) => <Past key={change.id} change={change} active={at === index} />),
    [rows, index, speech],
  );
  return (
    <>
      <Title text={speech.t('history')}>
        <input
          id="history-text"
          type="search"
          dir="auto"
          aria-label={speech.t('historySearch')}
          placeholder={speech.t('historySearch')}
          value={text}
          onInput={event => send({ type: 'history-text', text: event.currentTarget.value })}
        />
        <button
          type="button"
          disabled={!rows?.length}
          onClick={() => ask('history.export', { zone: zoneNow() })}
        >
          <Icon name="download" />
          {speech.t('export')}
        </button>
      </Title>
      <section class="pane" tabIndex={rows?.length ? 0 : -1} aria-label={speech.t('history')}>
        {!rows && <Skeleton />}
        {rows?.length === 0 && (
          <Empty
            icon={text === '' ? 'history' : 'search'}
            title={speech.t(text === '' ? 'historyNone' : 'historyNoMatch', { text, days: historyDays })}
            hint={speech.t('historyNoneHint')}
          />
        )}
        {list && list.length > 0 && <ul class="past-list">{list}</ul>}
        {rows && rows.length > 0 && !complete && (
          <button
            type="button"
            class="more"
            disabled={loading}
            onClick={() => send({ type: 'history-more' })}
          >
            {speech.t(loading ? 'loading' : 'more')}
          </button>
        )}
      </section>
    </>
  );
}

function Past({ change, active }: { readonly change: ChangeView; readonly active: boolean }) {
  const { state, send, speech } = useUi();
  const { word, tone, icon } = stateWord(change);
  const warning = monthWarning(speech, change);
  return (
    <li class={active ? 'past active' : 'past'} id={`past-${change.id}`} tabIndex={-1}>
      <div class="who">
        <span class="past-line">
          <ChangeName change={change} />
        </span>
        <span class="below">
          <span class={`word ${tone}`}>
            <Icon name={icon} />
            {speech.t(word)}
          </span>
          <span>{datesOf(speech, change, state.now)}</span>
          {change.unchecked && <span>{speech.t('unchecked')}</span>}
        </span>
        <ChangeNote change={change} />
        {change.reason && (change.state !== 'delivered' || isUnsure(change.reason)) && (
          <span class="cause">{speech.t(`park_${change.reason}`)}</span>
        )}
        {change.overwrote && change.reason !== 'misplaced' && (
          <span class="cause">{speech.t('overwrote', { stage: speech.stage(change.overwrote) })}</span>
        )}
        {warning && (
          <span class="cause warn">
            <Icon name="alert" />
            {warning}
          </span>
        )}
      </div>
      <div class="past-side">
        <FromTo from={change.from} to={change.to} pipeline={change.pipeline} />
        {change.state === 'delivered' && change.undo !== 'possible' && (
          <span class="below">{speech.t(`undo_${change.undo}`)}</span>
        )}
        {change.state === 'delivered' && change.undo === 'possible' && (
          <button
            type="button"
            class="quiet"
            onClick={() => send({ type: 'undo-change', change: change.id })}
          >
            {speech.t('undo')}
            <span class="sr"> {change.name}</span>
          </button>
        )}
      </div>
    </li>
  );
}

/** Both times, or one if they are the same to the minute. */
export function datesOf(speech: Speech, { markedAt, endedAt, state }: ChangeView, now: number): string {
  const marked = speech.moment(markedAt, now);
  if (endedAt === null || endedAt - markedAt < 60_000) return marked;
  return state === 'delivered'
    ? speech.t('markedDelivered', { marked, delivered: speech.moment(endedAt, now) })
    : speech.t('markedEnded', { marked, ended: speech.moment(endedAt, now) });
}

/** A deal won on the 31st and delivered on the 1st counts for another month; the user is told. */
function monthWarning(speech: Speech, { markedAt, endedAt, state, to }: ChangeView): string {
  if (state !== 'delivered' || to.role === 'open' || endedAt === null) return '';
  const marked = speech.month(markedAt);
  const delivered = speech.month(endedAt);
  return marked === delivered ? '' : speech.t('monthWarning', { marked, delivered });
}
