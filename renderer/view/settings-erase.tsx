import { troubleSentence } from '../i18n/sentences.ts';
import { Icon } from './icon.tsx';
import { Question } from './question.tsx';
import { Field } from './settings-field.tsx';
import { useUi } from './ui.ts';

/** Leaves nothing of this app on this computer, and says what is left where something is. */
export function EraseEverything() {
  const { state, send, speech, platform } = useUi();
  const { t } = speech;
  const { keyForm, eraseTrouble } = state.settings;
  const pending = state.outbox.length;
  return (
    <>
      <Field field={null} label={t('erase')} hint={t('eraseHint')}>
        <button
          type="button"
          class="quiet danger"
          disabled={keyForm === 'erase'}
          onClick={() => send({ type: 'key-form', form: 'erase' })}
        >
          {t('eraseAsk')}
        </button>
      </Field>
      {eraseTrouble && (
        <p class="said wrong" role="alert">
          <Icon name="alert" />
          {troubleSentence(speech, eraseTrouble, platform)}
        </p>
      )}
      {keyForm === 'erase' && (
        <Question text={t('eraseSure')} warning={pending > 0 ? speech.n('erasePending', pending) : ''}>
          <button type="button" onClick={() => send({ type: 'key-form', form: null })}>
            {t('eraseNo')}
          </button>
          <button type="button" class="danger" onClick={() => send({ type: 'erase-everything' })}>
            {t('eraseYes')}
          </button>
        </Question>
      )}
    </>
  );
}
