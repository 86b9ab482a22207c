import type { Speech } from '../../i18n/speak.ts';
import type { BurstEntry } from '../../state/model/news.ts';
import { Icon } from './icon.tsx';
import { useUi } from './ui.ts';

/** "8 moved, 1 pending, 1 needs you"; what is zero is left out. */
export function burstSentence(speech: Speech, burst: readonly BurstEntry[]): string {
  const count = (outcome: BurstEntry['outcome']) => burst.filter(entry => entry.outcome === outcome).length;
  const parts = [
    count('moved') > 0 && speech.n('burstMoved', count('moved')),
    count('pending') > 0 && speech.n('burstPending', count('pending')),
    count('needs-you') > 0 && speech.n('burstNeedsYou', count('needs-you')),
  ];
  return parts.filter(part => part !== false).join(', ');
}

export function BurstSum() {
  const { state, speech } = useUi();
  const sentence = burstSentence(speech, state.burst);
  if (sentence === '') return null;
  return (
    <p class={state.summing ? 'burst summing' : 'burst'}>
      {state.summing ? <Icon name="check" /> : <span class="tag">{speech.t('burst')}</span>}
      {sentence}
    </p>
  );
}
