import { useState } from 'preact/hooks';
import { apiAddresses, shownAddress } from '../../../main/contract/addresses.ts';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';

/** The host to which the key will go, and the control to choose another. The key goes to no host that is not shown here. */
export function KeyAddress() {
  const { state, send, speech } = useUi();
  const { t } = speech;
  const [choosing, choose] = useState(false);
  const { apiUrl = '', apiUrlFixed = true } = state.snapshot ?? {};
  const { trouble } = state.settings;
  const elsewhere = state.key.trouble?.code === 'api-elsewhere' ? state.key.trouble.other : null;
  const take = (address: string) => {
    send({ type: 'key-address', apiUrl: address });
    choose(false);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = document.getElementById('key-api-url');
    const address = field instanceof HTMLInputElement ? field.value.trim() : '';
    if (address !== '') take(address.includes('://') ? address : `https://${address}`);
  };
  return (
    <div class="key-address">
      <p id="key-host">
        {t('keyGoesTo')} <bdi class="host">{shownAddress(apiUrl)}</bdi>
        {!apiUrlFixed && !choosing && (
          <button type="button" class="link" onClick={() => choose(true)}>
            {t('keyOtherHost')}
          </button>
        )}
      </p>
      {elsewhere !== null && elsewhere !== apiUrl && !choosing && (
        <button type="button" onClick={() => take(elsewhere)}>
          {t('keyUseHost', { address: shownAddress(elsewhere) })}
        </button>
      )}
      {trouble?.field === 'apiUrl' && <Refusal trouble={trouble.trouble} />}
      {choosing && (
        <form class="hosts" aria-label={t('apiUrl')} onSubmit={submit}>
          {apiAddresses.map(address => (
            <button
              key={address}
              type="button"
              aria-pressed={address === apiUrl}
              onClick={() => take(address)}
            >
              {shownAddress(address)}
            </button>
          ))}
          <div class="key-line">
            <input
              id="key-api-url"
              dir="ltr"
              autocomplete="off"
              spellcheck={false}
              aria-label={t('apiUrl')}
              defaultValue={apiUrl}
            />
            <button type="submit">{t('apply')}</button>
          </div>
        </form>
      )}
    </div>
  );
}
