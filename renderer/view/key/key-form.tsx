/** The room of the key. Enters: a key that is typed or pasted, and the address it will go to. Leaves: the call that signs in. */

import { troubleSentence } from '../../i18n/sentences.ts';
import { Icon } from '../parts/icon.tsx';
import { useUi } from '../parts/ui.ts';
import { KeyAddress } from './key-address.tsx';

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
            aria-describedby="key-host key-said"
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
