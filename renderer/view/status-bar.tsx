import type { ComponentChildren } from 'preact';
import type { View } from '../../main/contract/pushes.ts';
import { isOfAnotherKey } from '../state/model/outbox.ts';
import { offlineOf } from '../state/model/state.ts';
import { Icon, IconButton, type IconName } from './parts/icon.tsx';
import { useUi } from './parts/ui.ts';

/** The line at the foot: connection, loading, quota, and the ways to the other places. */
export function StatusBar({ children }: { readonly children: ComponentChildren }) {
  const { state, send, speech } = useUi();
  const { snapshot } = state;
  if (!snapshot) return null;
  const { pending, needsYou } = snapshot;
  const none = snapshot.account.kind === 'none';
  const othersWait = state.outbox.some(change => isOfAnotherKey(change, snapshot));
  return (
    <footer class="bar">
      <div class="bar-state">
        <Connection />
        <Loading />
        <Lacking />
      </div>
      {children}
      <nav class="bar-go" aria-label="Raze Quick Stage">
        {(!none || state.outbox.length > 0) && (
          <Go place="pending" icon="inbox" label={speech.t('pending')}>
            {needsYou > 0 && (
              <span class="count needs" aria-hidden="true">
                <Icon name="alert" />
                {speech.number(needsYou)}
              </span>
            )}
            {pending > needsYou && (
              <span class="count" aria-hidden="true">
                {speech.number(pending - needsYou)}
              </span>
            )}
            {pending > 0 && (
              <span class="sr">
                , {speech.n('pendingCount', pending)}
                {needsYou > 0 && `, ${speech.n('burstNeedsYou', needsYou)}`}
              </span>
            )}
            {othersWait && (
              <>
                <Icon name="lock" />
                <span class="sr">, {speech.t('othersWait')}</span>
              </>
            )}
          </Go>
        )}
        {!none && <Go place="history" icon="history" label={speech.t('history')} />}
        <Go place="settings" icon="settings" label={speech.t('settings')} />
        <IconButton
          icon="help"
          label={speech.t('help')}
          title={`${speech.t('help')} (?)`}
          onClick={() => send({ type: 'help' })}
        />
      </nav>
    </footer>
  );
}

interface GoProps {
  readonly place: View;
  readonly icon: IconName;
  readonly label: string;
  readonly children?: ComponentChildren;
}

function Go({ place, icon, label, children }: GoProps) {
  const { state, send } = useUi();
  const here = state.screen === place;
  return (
    <button
      type="button"
      class="quiet"
      aria-current={here ? 'page' : undefined}
      title={label}
      onClick={() => send({ type: 'go', place: here ? 'search' : place })}
    >
      <Icon name={icon} />
      <span class="sr">{label}</span>
      {children}
    </button>
  );
}

function Connection() {
  const { state, speech } = useUi();
  const { snapshot } = state;
  if (!snapshot || snapshot.account.kind === 'none') return null;
  const offline = offlineOf(state);
  const refused = snapshot.pause?.kind === 'auth';
  const { quota } = snapshot;
  return (
    <>
      <span class={offline || refused ? 'net off' : 'net'}>
        {offline ? <Icon name="offline" /> : refused ? <Icon name="key" /> : <i class="net-dot" />}
        {speech.t(offline ? 'offline' : refused ? 'keyRefused' : 'online')}
      </span>
      {quota && quota.remaining * 5 < quota.limit && (
        <span class="low">
          {speech.n('quota', quota.remaining, { time: speech.timeUntil(quota.resetsAt) })}
        </span>
      )}
    </>
  );
}

/** Rows from the server that could not be read, and rows that it counts and does not send. */
function Lacking() {
  const { state, speech } = useUi();
  const { unreadable = 0, missing = 0 } = state.snapshot?.directory ?? {};
  return (
    <>
      {unreadable > 0 && <span class="low">{speech.n('knownUnreadable', unreadable)}</span>}
      {missing > 0 && (
        <span class="low" title={speech.t('knownMissingHint')}>
          {speech.n('knownMissing', missing)}
        </span>
      )}
    </>
  );
}

function Loading() {
  const { state, speech } = useUi();
  const { directory, account } = state.snapshot ?? {};
  if (!directory || account?.kind === 'none' || directory.phase === 'idle') return null;
  const { known, total } = directory;
  const label =
    total === null
      ? speech.t('loading')
      : speech.t('loadingSome', { known: speech.number(known), total: speech.number(total) });
  return (
    <span class="loading">
      <progress aria-label={label} {...(total ? { value: known, max: total } : {})} />
      {label}
    </span>
  );
}
