import type { Ui } from '../parts/ui.ts';

/** Switches counts and lists between the user's own rows and everybody's; null where the server does not tell owners. */
export function whoseSwitch({ state, send, speech }: Ui) {
  const { owners = null, settings } = state.snapshot ?? {};
  if (owners === null || owners.length === 0) return null;
  return (
    <button
      type="button"
      class="quiet whose"
      aria-pressed={settings?.whose === 'mine'}
      onMouseDown={event => event.preventDefault()}
      onClick={() => send({ type: 'switch-whose' })}
    >
      {speech.t('whose_mine')}
    </button>
  );
}
