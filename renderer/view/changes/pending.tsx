/**
 * The room of changes. Enters: changes that wait, that ask, and that have ended. Leaves: the pending list with its questions, and
 * the history.
 */

import type { ChangeView } from '../../../main/contract/change.ts';
import type { LaneId } from '../../../main/contract/model.ts';
import { Icon } from '../parts/icon.tsx';
import { Empty } from '../parts/nothing.tsx';
import { Title } from '../parts/title.tsx';
import { useUi } from '../parts/ui.ts';
import { Windowed } from '../parts/windowed.tsx';
import { PendingCard } from './pending-card.tsx';

/** Every open change: what, since when, why it waits, what comes next, and what the user can do about it. */
export function Pending() {
  const { state, send, speech } = useUi();
  const mine = state.outbox.filter(change => change.currentLane);
  const lanes = [...new Set(state.outbox.filter(change => !change.currentLane).map(change => change.lane))];
  return (
    <>
      <Title text={speech.t('pendingTitle')}>
        {state.outbox.length > 0 && (
          <button type="button" onClick={() => send({ type: 'sync' })}>
            <Icon name="sync" />
            {speech.t('syncNow')}
          </button>
        )}
      </Title>
      <div class="pane lists">
        {state.outbox.length === 0 && (
          <Empty icon="check" title={speech.t('pendingNone')} hint={speech.t('pendingNoneHint')} />
        )}
        {mine.length > 0 && <Cards label={speech.t('pendingTitle')} changes={mine} />}
        {lanes.map(lane => (
          <Frozen key={lane} lane={lane} />
        ))}
      </div>
    </>
  );
}

/** Changes of another key or of the sample data: shown, and frozen until the user says where they belong. */
function Frozen({ lane }: { readonly lane: LaneId }) {
  const { state, ask, speech } = useUi();
  const changes = state.outbox.filter(change => change.lane === lane);
  const isSample = lane === state.snapshot?.sampleLane;
  const mayBelongHere = state.snapshot?.account.kind === 'key' && !isSample;
  const title = speech.n(isSample ? 'frozenSample' : 'frozen', changes.length);
  const hint = isSample ? 'frozenSampleHint' : mayBelongHere ? 'frozenHint' : 'frozenElse';
  return (
    <section class="frozen">
      <div class="frozen-head">
        <Icon name={isSample ? 'flask' : 'lock'} />
        <div class="who">
          <h2 class="name">{title}</h2>
          <span class="below">{speech.t(hint)}</span>
        </div>
        {mayBelongHere && (
          <button type="button" onClick={() => ask('session.rebind', { lane })}>
            {speech.t('sameAccount')}
          </button>
        )}
      </div>
      <Cards label={title} changes={changes} />
    </section>
  );
}

/** A card's height with one line of facts and one of cause. */
const usual = 132;

function Cards({ label, changes }: { readonly label: string; readonly changes: readonly ChangeView[] }) {
  const { state } = useUi();
  const selected = state.outbox[state.pendingIndex];
  return (
    // Letters answer a card: within an application a screen reader leaves them to it.
    <div role="application" aria-label={label}>
      <Windowed
        label={label}
        items={changes}
        keyOf={change => change.id}
        active={selected ? changes.indexOf(selected) : -1}
        usual={usual}
        draw={(change, placed) => <PendingCard key={change.id} change={change} placed={placed} />}
      />
    </div>
  );
}
