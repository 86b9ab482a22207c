import { useMemo } from 'preact/hooks';
import type { ChangeView, MovedIn } from '../../../main/contract/change.ts';
import type { Speech } from '../../i18n/speak.ts';
import { dayOf } from '../../state/model/days.ts';
import { byDay, lately, movedIn } from '../../state/places/history.ts';
import { useUi } from '../parts/ui.ts';
import { Past } from './past.tsx';

/** Changes that have ended, day by day, each day with what it came to, and above them this week and this month. */
export function PastDays({ rows }: { readonly rows: readonly ChangeView[] }) {
  const { state, speech } = useUi();
  const { history, now } = state;
  const today = dayOf(now).from;
  const list = useMemo(
    () =>
      byDay(rows).map(day => (
        <section key={day.from} class="past-day" aria-labelledby={`day-${day.from}`}>
          <h2 class="overline" id={`day-${day.from}`}>
            <strong>{speech.day(day.from, now)}</strong>
            <MovedSentence of={movedIn(history, day)} />
          </h2>
          <ul>
            {day.changes.map((change, nth) => (
              <Past key={change.id} change={change} active={day.at + nth === history.index} />
            ))}
          </ul>
        </section>
      )),
    [rows, history, today, speech],
  );
  const { week, month } = lately(state);
  return (
    <>
      {history.text === '' && (
        <p class="lately muted">
          <MovedSentence of={movedIn(history, week)} name={speech.t('thisWeek')} />
          <MovedSentence of={movedIn(history, month)} name={speech.t('thisMonth')} />
        </p>
      )}
      {list}
    </>
  );
}

interface MovedSentenceProps {
  readonly of: MovedIn | null;
  readonly name?: string;
}

function MovedSentence({ of, name }: MovedSentenceProps) {
  const { speech } = useUi();
  if (of === null || of.moved === 0) return null;
  return <span>{[...(name === undefined ? [] : [name]), ...movedParts(speech, of)].join(' · ')}</span>;
}

/** "12 moved", "3 won", and what those are worth in each currency; what is zero is left out. */
function movedParts(speech: Speech, { moved, won, sums }: MovedIn): readonly string[] {
  return [
    speech.n('burstMoved', moved),
    ...(won > 0 ? [speech.n('wonCount', won)] : []),
    ...sums.map(({ currency, sum }) => speech.money(sum, currency)),
  ];
}
