import type { LaneId } from '../../../main/contract/model.ts';
import { Permission } from '../key/first-run.tsx';
import { KeychainNote, KeyForm } from '../key/key-form.tsx';
import { Icon } from '../parts/icon.tsx';
import { Question } from '../parts/question.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';

/** What the page knows of the key: four characters that distinguish keys, and what the key may do. */
export function AccountSettings() {
  const { state, send, ask, speech } = useUi();
  const { t } = speech;
  const { account, directory, erasing } = state.snapshot ?? {};
  const { openForm } = state.settings;
  if (!account) return null;
  const pending = state.outbox.filter(change => change.currentLane).length;
  return (
    <section class="account" aria-label={t('keyPresent')}>
      <div class="field">
        <div class="field-name">
          <span>{t('keyPresent')}</span>
          {account.kind === 'key' && (
            <span class="muted">
              <code>•••• {account.fingerprint}</code> ·{' '}
              {t(account.kept === 'keychain' ? 'keyKeychain' : 'keySession')}
            </span>
          )}
          {account.kind === 'sample' && (
            <span class="muted">
              {t('sample')} · {t('sampleHint')}
            </span>
          )}
          {account.kind === 'none' && <span class="muted">{t('keyNone')}</span>}
        </div>
        <div class="field-control">
          {account.kind === 'key' && openForm === null && (
            <button
              type="button"
              class="quiet danger"
              onClick={() => send({ type: 'open-form', form: 'remove' })}
            >
              {t('keyRemove')}
            </button>
          )}
          {openForm === null && (
            <button type="button" onClick={() => send({ type: 'open-form', form: 'replace' })}>
              {t(account.kind === 'key' ? 'keyReplace' : 'useOwnKey')}
            </button>
          )}
        </div>
      </div>
      {account.kind === 'key' && (
        <ul class="permissions">
          <Permission label={t('mayRead')} known={account.read} />
          <Permission label={t('mayWrite')} known={account.write} />
        </ul>
      )}
      {account.kind === 'key' && account.earlier && (
        <EarlierKey lane={account.earlier.lane} fingerprint={account.earlier.fingerprint} />
      )}
      {directory !== undefined && directory.missing > 0 && (
        <p class="said">
          <Icon name="alert" />
          {speech.n('knownMissing', directory.missing)}. {t('knownMissingHint')}
        </p>
      )}
      <KeychainNote />
      {openForm === 'replace' && <KeyForm prominent={false} />}
      {openForm === null && state.key.trouble && <Refusal trouble={state.key.trouble} />}
      {openForm === 'remove' && (
        <Question
          text={t('keyRemoveSure')}
          warning={pending > 0 ? speech.n('keyRemovePending', pending) : ''}
        >
          {!erasing && (
            <>
              <button type="button" onClick={() => send({ type: 'open-form', form: null })}>
                {t('keepKey')}
              </button>
              <button
                type="button"
                class="danger"
                onClick={() => ask('session.remove-key', { erase: false })}
              >
                {t('keyRemoveYes')}
              </button>
            </>
          )}
          <button type="button" class="danger" onClick={() => ask('session.remove-key', { erase: true })}>
            {t(erasing ? 'erasing' : 'keyRemoveErase')}
          </button>
        </Question>
      )}
    </section>
  );
}

/** A key that replaced another: the older key's data is useful if both are of one account. */
function EarlierKey({ lane, fingerprint }: { readonly lane: LaneId; readonly fingerprint: string }) {
  const { ask, speech } = useUi();
  return (
    <div class="field">
      <div class="field-name">
        <span class="muted">{speech.t('earlierKey', { fingerprint })}</span>
      </div>
      <div class="field-control">
        <button type="button" onClick={() => ask('session.rebind', { lane })}>
          {speech.t('sameAccount')}
        </button>
      </div>
    </div>
  );
}
