import { useState } from 'preact/hooks';
import { assertNever } from '../../main/contract/failure.ts';
import { pauseSentence } from '../i18n/sentences.ts';
import type { Speech } from '../i18n/speak.ts';
import { isUrgent } from '../state/hearing.ts';
import type { Announcement, News, ToastState } from '../state/news.ts';
import type { State } from '../state/state.ts';
import { noticeSentence } from './notices.tsx';
import { burstSentence } from './parts/burst-sum.tsx';
import { stateWord } from './parts/state-word.ts';
import { useUi } from './parts/ui.ts';
import { headingSentence } from './search/list-heading.tsx';

/**
 * What a screen reader announces: each piece of news as an element of its own that is added once and never changed,
 * refusals at once, and the number of rows found.
 */
export function Live() {
  const { state, speech } = useUi();
  const { announced, away } = state.hearing;
  // A hidden popup cannot be heard, and the first picture has no figures yet.
  const audible = away || !speech.figures ? [] : announced;
  const said = (urgent: boolean) =>
    audible.flatMap(one => (isUrgent(one.news) === urgent ? [<Said key={one.id} of={one} />] : []));
  return (
    <>
      <div class="sr" role="status" id="count">
        {countSentence(speech, state)}
      </div>
      <div class="sr" role="status" id="news" aria-atomic="false" aria-relevant="additions">
        {said(false)}
      </div>
      <div class="sr" role="alert" id="urgent" aria-atomic="false" aria-relevant="additions">
        {said(true)}
      </div>
    </>
  );
}

/** The words at the time of the announcement: a running time would be read again every second. */
function Said({ of }: { readonly of: Announcement }) {
  const { state, speech } = useUi();
  const [sentence] = useState(() => newsSentence(speech, of.news, state));
  return <p>{sentence}</p>;
}

function countSentence(speech: Speech, { screen, snapshot, search: { reply, text } }: State): string {
  if (screen !== 'search' || text === '') return '';
  if (!reply) return speech.t('loading');
  const [list] = reply.lists;
  if (list) return headingSentence(speech, snapshot, list);
  return reply.total === 0 ? speech.t('nothing', { text }) : speech.n('count', reply.total);
}

/** News as one sentence that can be understood without seeing the screen. */
function newsSentence(speech: Speech, news: News, state: State): string {
  switch (news.kind) {
    case 'toast':
      return toastSentence(speech, news.toast);
    case 'notice':
      return noticeSentence(speech, news.notice, state);
    case 'burst':
      return burstSentence(speech, news.burst);
    case 'pause':
      return news.pause === null ? speech.t('goesOn') : pauseSentence(speech, news.pause, state.now);
    default:
      return assertNever(news);
  }
}

function toastSentence(speech: Speech, { kind, change }: ToastState): string {
  const name = change.name || change.opportunity;
  const { from, theirs, overwrote, reason } = change;
  const stage = speech.stage(change.to);
  const moved = speech.t('saidMove', { word: speech.t(stateWord(change).word), name, stage });
  switch (kind) {
    case 'saved':
    case 'delivered':
      return moved;
    case 'refused':
      return reason === null ? moved : `${moved} ${speech.t(`park_${reason}`)}`;
    case 'delayed':
      return `${moved} ${speech.t('delayed')}`;
    case 'overwrote':
      return overwrote ? `${name}: ${speech.t('overwrote', { stage: speech.stage(overwrote) })}` : moved;
    case 'withdrawn':
      return from
        ? speech.t('saidBackIn', { name, stage: speech.stage(from) })
        : speech.t('saidUndone', { name });
    case 'put-back':
      return speech.t('saidGoesBack', { name, stage });
    case 'kept-theirs':
      return theirs
        ? speech.t('saidKeptTheirs', { name, stage: speech.stage(theirs) })
        : speech.t('saidUndone', { name });
    case 'left':
      return speech.t('saidLeft', { name, stage: speech.stage(theirs ?? change.to) });
    case 'sent-mine':
      return speech.t('saidSentMine', { name, stage });
    case 'retried':
      return speech.t('saidRetried', { name, stage });
    default:
      return assertNever(kind);
  }
}
