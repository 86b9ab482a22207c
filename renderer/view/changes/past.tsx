import type { ChangeView } from '../../../main/contract/change.ts';
import { isUnsure } from '../../../main/contract/offers.ts';
import type { Speech } from '../../i18n/speak.ts';
import { dayOf } from '../../state/model/days.ts';
import { ChangeName } from '../parts/change-name.tsx';
import { ChangeNote } from '../parts/change-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { FromTo } from '../parts/stage-mark.tsx';
import { stateWord } from '../parts/state-word.ts';
import { useUi } from '../parts/ui.ts';

/** One change that has ended, with both dates: when it was marked and when it was delivered. */
export function Past({ change, active }: { readonly change: ChangeView; readonly active: boolean }) {
  const { state, send, speech } = useUi();
  const { word, tone, icon } = stateWord(change);
  const warning = monthWarning(speech, change);
  const day = dayOf(change.endedAt ?? change.markedAt);
  // The heading has the date.
  const said = (at: number) =>
    at >= day.from && at < day.until ? speech.time(at) : speech.moment(at, state.now);
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
          <span>{datesOf(speech, change, said)}</span>
          {change.unchecked && <span>{speech.t('unchecked')}</span>}
          {change.byProgram && <span>{speech.t('byProgram')}</span>}
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

/** Both times, or one if they are the same to the minute; `said` writes a moment. */
export function datesOf(
  { t }: Speech,
  { markedAt, endedAt, state }: ChangeView,
  said: (at: number) => string,
): string {
  const marked = said(markedAt);
  if (endedAt === null || endedAt - markedAt < 60_000) return marked;
  return state === 'delivered'
    ? t('markedDelivered', { marked, delivered: said(endedAt) })
    : t('markedEnded', { marked, ended: said(endedAt) });
}

/** A deal won on the 31st and delivered on the 1st counts for another month; the user is told. */
function monthWarning(speech: Speech, { markedAt, endedAt, state, to }: ChangeView): string {
  if (state !== 'delivered' || to.role === 'open' || endedAt === null) return '';
  const marked = speech.month(markedAt);
  const delivered = speech.month(endedAt);
  return marked === delivered ? '' : speech.t('monthWarning', { marked, delivered });
}
