import { parkSentence } from '../i18n/sentences.ts';
import type { Speech } from '../i18n/speak.ts';
import type { State } from '../state/state.ts';
import { burstSentence } from './burst-sum.tsx';
import { noticeSentence } from './notices.tsx';
import { stateWord } from './state-word.ts';
import { useUi } from './ui.ts';

/** What a screen reader hears without asking: counts and receipts politely, refusals at once. */
export function Live() {
  const { state, speech } = useUi();
  const urgent = state.toast?.kind === 'refused' || state.notice?.kind === 'trouble';
  const sentence = saidOf(speech, state);
  return (
    <>
      <div class="sr" role="status">
        {urgent ? '' : sentence}
      </div>
      <div class="sr" role="alert">
        {urgent ? sentence : ''}
      </div>
    </>
  );
}

function saidOf(speech: Speech, state: State): string {
  if (state.notice) return noticeSentence(speech, state.notice, state);
  if (state.summing) return burstSentence(speech, state.burst);
  if (state.toast) {
    const { change } = state.toast;
    const word = speech.t(stateWord(change).word);
    const reason = change.reason ? ` ${parkSentence(speech, change.reason)}` : '';
    return `${word}: ${change.name || change.opportunity} → ${speech.stage(change.to)}.${reason}`;
  }
  if (state.screen !== 'search') return '';
  const { reply, text } = state.search;
  if (!reply) return speech.t('loading');
  return reply.total === 0 && text !== '' ? speech.t('nothing', { text }) : speech.n('count', reply.total);
}
