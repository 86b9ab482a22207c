import type { Several } from '../state/model/news.ts';
import { idsOf } from '../state/model/undoable.ts';
import { Icon } from './parts/icon.tsx';
import { severalSentence } from './parts/several-sum.ts';
import { useUi } from './parts/ui.ts';

/** The outcome of several rows at once, with one undo for all of them. */
export function SeveralToast({ several }: { readonly several: Several }) {
  const { state, send, speech } = useUi();
  const { entries, kind, to, undoUntil } = several;
  const sentence = severalSentence(speech, several);
  const [first] = entries;
  const left = Math.ceil((undoUntil - state.now) / 1000);
  const isUndoable = first && state.undoable.some(one => idsOf(one).includes(first.id));
  const needsYou = entries.some(({ outcome }) => outcome === 'needs-you');
  return (
    <section class="toast" aria-label={sentence}>
      <span class="toast-icon">
        <Icon name={kind === 'moved' ? 'saved' : 'undo'} />
      </span>
      <div class="who">
        {to && <strong class="arrow-to">→ {speech.stage(to)}</strong>}
        <span class={to ? 'below' : ''}>{sentence}</span>
      </div>
      {needsYou && (
        <button type="button" onClick={() => send({ type: 'go', place: 'pending' })}>
          {speech.t('review')}
        </button>
      )}
      {isUndoable && (
        <button type="button" class="undo" onClick={() => send({ type: 'undo-several', change: first.id })}>
          {left > 0 ? speech.t('undoIn', { n: left }) : speech.t('undo')}
        </button>
      )}
    </section>
  );
}
