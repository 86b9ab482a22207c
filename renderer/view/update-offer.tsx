import { Icon } from './parts/icon.tsx';
import { useUi } from './parts/ui.ts';

/** A newer version is ready. Only its own button restarts; left alone, it is installed when the app is quit. */
export function UpdateOffer() {
  const { state, ask, speech } = useUi();
  const update = state.snapshot?.update;
  // The settings say it themselves.
  if (update?.state !== 'ready' || !update.offered || state.screen === 'settings') return null;
  const { version, waits } = update;
  return (
    <div class="notice">
      <Icon name="download" />
      <span>{waits ? speech.t('update_waits') : speech.t('updateOffer', { version })}</span>
      {!waits && (
        <button type="button" onClick={() => ask('update.restart', null)}>
          {speech.t('updateNow')}
        </button>
      )}
      <button type="button" class="quiet" onClick={() => ask('update.put-off', null)}>
        {speech.t('updateLater')}
      </button>
    </div>
  );
}
