/** The room of the key. Enters: a key that is typed or pasted, and the address it will go to. Leaves: the call that signs in. */

import { useState } from 'preact/hooks';
import { apiAddresses, shownAddress } from '../../../main/contract/addresses.ts';
import { troubleSentence } from '../../i18n/sentences.ts';
import { Icon } from '../parts/icon.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';

/** The field for a key. The key goes to main only: the field is uncontrolled and is emptied at once. */
export function KeyForm({ prominent }: { readonly prominent: boolean }) {
  const { state, ask, tryKey, speech, platform } = useUi();
  const { trying, trouble } = state.key;
  const apiUrl = state.snapshot?.apiUrl ?? '';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = document.getElementById('key');
    if (!(field instanceof HTMLInputElement) || trying) return;
    const key = field.value.trim();
    if (key !== '') tryKey(key, apiUrl);
    else field.focus();
  };
  return (
    <div class="key-entry">
      <form class="key-form" onSubmit={submit}>
        <label for="key">{speech.t('key')}</label>
        <div class="key-line">
          <input
            id="key"
            type="password"
            autocomplete="off"
            spellcheck={false}
            placeholder={speech.t('keyHint')}
            aria-invalid={trouble !== null}
            aria-describedby={trouble ? 'key-host' : 'key-host key-said'}
            // Said once, by the alert that it is.
            aria-errormessage={trouble ? 'key-said' : undefined}
          />
          <button type="submit" class="primary" disabled={trying}>
            {speech.t(trying ? 'keyTrying' : 'keyTry')}
          </button>
        </div>
        <p id="key-said" class={trouble ? 'said wrong' : 'said'} role={trouble ? 'alert' : undefined}>
          {trouble ? (
            <>
              <Icon name="alert" />
              {troubleSentence(speech, trouble, platform)}
            </>
          ) : (
            prominent &&
            state.snapshot?.keychain === 'available' && (
              <>
                <Icon name="lock" />
                {speech.t('keyPromise')}
              </>
            )
          )}
        </p>
        <button type="button" class="link" onClick={() => ask('link.open', { page: 'api-keys' })}>
          {speech.t('keyWhere')}
          <Icon name="link" />
        </button>
      </form>
      <KeyAddress />
    </div>
  );
}

const keychainWords = {
  unavailable: 'keychainUnavailable',
  locked: 'keychainLocked',
  unreadable: 'keychainUnreadable',
  refused: 'fail_keychain-refused',
  'key-empty': 'keychainKeyEmpty',
  'key-unusable': 'keychainKeyUnusable',
} as const;

/** Says before a key is typed that this machine has no keychain, or one that does not answer. */
export function KeychainNote() {
  const { state, speech } = useUi();
  const keychain = state.snapshot?.keychain ?? 'available';
  if (keychain === 'available') return null;
  return (
    <p class="note">
      <Icon name="alert" />
      <span>{speech.t(keychainWords[keychain])}</span>
    </p>
  );
}

/** The host to which the key will go, and the control to choose another. The key goes to no host that is not shown here. */
function KeyAddress() {
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
