import { Combo } from '../parts/combo.tsx';
import { Icon } from '../parts/icon.tsx';
import { useUi } from '../parts/ui.ts';

/** How many rows are marked, and what can be done about the marks. */
export function MarksLine() {
  const { state, send, speech } = useUi();
  const { rows, alone } = state.search.marks;
  return (
    <div class="marks">
      <Icon name="check" />
      <strong>{speech.n('marked', rows.length)}</strong>
      <button type="button" class="quiet" onClick={() => send({ type: 'list-marked', alone: !alone })}>
        {speech.t(alone ? 'listFound' : 'listMarked')}
      </button>
      <button type="button" class="quiet" onClick={() => send({ type: 'clear-marks' })}>
        {speech.t('clearMarks')}
        {!alone && <Combo keys="Escape" isUnread />}
      </button>
    </div>
  );
}
