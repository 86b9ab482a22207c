import { Question } from '../parts/question.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';

/** Erases everything of this app on this computer, and names what is left. */
export function EraseEverything() {
  const { state, send, ask, speech } = useUi();
  const { t } = speech;
  const { openForm, eraseTrouble } = state.settings;
  const pending = state.outbox.length;
  return (
    <>
      <Field name="erase" hint={t('eraseHint')}>
        <button
          type="button"
          class="quiet danger"
          disabled={openForm === 'erase'}
          onClick={() => send({ type: 'open-form', form: 'erase' })}
        >
          {t('eraseAsk')}
        </button>
      </Field>
      {eraseTrouble && <Refusal trouble={eraseTrouble} />}
      {openForm === 'erase' && (
        <Question text={t('eraseSure')} warning={pending > 0 ? speech.n('erasePending', pending) : ''}>
          <button type="button" onClick={() => send({ type: 'open-form', form: null })}>
            {t('eraseNo')}
          </button>
          <button type="button" class="danger" onClick={() => ask('session.erase-everything', null)}>
            {t('eraseYes')}
          </button>
        </Question>
      )}
    </>
  );
}
