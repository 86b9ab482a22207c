/** The room of settings. Enters: the settings and the account. Leaves: each setting changed by itself, at once. */

import { Question } from '../parts/question.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { Title } from '../parts/title.tsx';
import { useUi } from '../parts/ui.ts';
import { AccountSettings } from './account.tsx';
import { controls } from './controls.tsx';
import { Field } from './field.tsx';
import { StageSettings } from './stages.tsx';

/** All settings. Main applies and saves each change at once; a refusal is shown beside its control. */
export function SettingsView() {
  const { state, ask, speech } = useUi();
  const { snapshot } = state;
  if (!snapshot) return null;
  const { t } = speech;
  return (
    <>
      <Title text={t('settings')}>
        <span class="muted">{t('version', { version: snapshot.version })}</span>
      </Title>
      <Scrolled class="pane settings" label={t('settings')}>
        <AccountSettings />
        {Object.entries(controls).map(([name, Control]) => (
          <Control key={name} />
        ))}
        <Field name="forget" hint={t('forgetHint')}>
          <button type="button" onClick={() => ask('picks.forget', null)}>
            {t(state.settings.forgotten ? 'forgotten' : 'forgetNow')}
          </button>
        </Field>
        <Field name="diagnostics" hint={t('diagnosticsHint')}>
          <button type="button" class="quiet" onClick={() => ask('logs.show', null)}>
            {t('showLogs')}
          </button>
          <button type="button" onClick={() => ask('diagnostics.copy', null)}>
            {t(state.settings.diagnosed ? 'diagnosticsCopied' : 'copyDiagnostics')}
          </button>
        </Field>
        <StageSettings />
        <EraseEverything />
      </Scrolled>
    </>
  );
}

/** Erases everything of this app on this computer, and names what is left. */
function EraseEverything() {
  const { state, send, ask, speech } = useUi();
  const { t } = speech;
  const { openForm, eraseTrouble } = state.settings;
  const pending = state.outbox.length;
  const erasing = state.snapshot?.erasing === true;
  return (
    <>
      <Field name="erase" hint={t('eraseHint')}>
        <button
          type="button"
          class="quiet danger"
          disabled={openForm === 'erase' || erasing}
          onClick={() => send({ type: 'open-form', form: 'erase' })}
        >
          {t(erasing ? 'erasing' : 'eraseAsk')}
        </button>
      </Field>
      {eraseTrouble && <Refusal trouble={eraseTrouble} />}
      {openForm === 'erase' && (
        <Question text={t('eraseSure')} warning={pending > 0 ? speech.n('erasePending', pending) : ''}>
          {!erasing && (
            <button type="button" onClick={() => send({ type: 'open-form', form: null })}>
              {t('eraseNo')}
            </button>
          )}
          <button type="button" class="danger" onClick={() => ask('session.erase-everything', null)}>
            {t(erasing ? 'erasing' : 'eraseYes')}
          </button>
        </Question>
      )}
    </>
  );
}
