import { historyDays } from '../../../main/contract/change.ts';
import { zoneNow } from '../../i18n/times.ts';
import { Icon } from '../parts/icon.tsx';
import { Empty } from '../parts/nothing.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Title } from '../parts/title.tsx';
import { useUi } from '../parts/ui.ts';
import { PastDays } from './past-days.tsx';

/** What became of the changes that are kept, day by day. */
export function History() {
  const { state, send, ask, speech } = useUi();
  const { text, rows, complete, loading } = state.history;
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
        {rows && rows.length > 0 && <PastDays rows={rows} />}
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
