import { languages, themes, type Settings as Values } from '../../main/contract/snapshot.ts';
import type { TextKey } from '../i18n/pt-br.ts';
import { languageNames } from '../i18n/speak.ts';
import { AccountSettings } from './settings-account.tsx';
import { EraseEverything } from './settings-erase.tsx';
import { Field } from './settings-field.tsx';
import { HotkeySetting } from './settings-hotkey.tsx';
import { StageSettings } from './settings-stages.tsx';
import { Title } from './title.tsx';
import { useUi } from './ui.ts';

const themeWords: Readonly<Record<Values['theme'], TextKey>> = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
};

/** Everything that can be set. Each control is tried and kept by main at once; what it refuses is said beside it. */
export function Settings() {
  const { state, send, speech } = useUi();
  const { snapshot } = state;
  if (!snapshot) return null;
  const { settings } = snapshot;
  const { t } = speech;
  const set = (patch: Partial<Values>) => send({ type: 'set', patch });
  return (
    <>
      <Title text={t('settings')}>
        <span class="muted">{t('version', { version: snapshot.version })}</span>
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="pane settings" tabIndex={0} aria-label={t('settings')}>
        <AccountSettings />
        <HotkeySetting />
        <Field field="language" label={t('language')}>
          <select
            id="language"
            value={settings.language}
            onChange={event => set({ language: event.currentTarget.value as Values['language'] })}
          >
            <option value="system">{t('languageSystem')}</option>
            {languages.map(code => (
              <option key={code} value={code} lang={code}>
                {languageNames[code]}
              </option>
            ))}
          </select>
        </Field>
        <Field field="theme" label={t('theme')}>
          <select
            id="theme"
            value={settings.theme}
            onChange={event => set({ theme: event.currentTarget.value as Values['theme'] })}
          >
            {themes.map(theme => (
              <option key={theme} value={theme}>
                {t(themeWords[theme])}
              </option>
            ))}
          </select>
        </Field>
        <Field field="undoSeconds" label={t('undoTime')}>
          <select
            id="undoSeconds"
            value={String(settings.undoSeconds)}
            onChange={event => set({ undoSeconds: Number(event.currentTarget.value) })}
          >
            {[...new Set([0, 3, 5, 10, 20, 30, settings.undoSeconds])]
              .sort((a, b) => a - b)
              .map(seconds => (
                <option key={seconds} value={String(seconds)}>
                  {seconds === 0 ? t('atOnce') : speech.n('seconds', seconds)}
                </option>
              ))}
          </select>
        </Field>
        <Field
          field="startAtLogin"
          label={t('startAtLogin')}
          hint={snapshot.canStartAtLogin ? '' : t('startAtLoginOff')}
        >
          <Switch
            field="startAtLogin"
            on={settings.startAtLogin}
            disabled={!snapshot.canStartAtLogin}
            set={on => set({ startAtLogin: on })}
          />
        </Field>
        <Field field="notifications" label={t('notifications')} hint={t('notificationsHint')}>
          <Switch field="notifications" on={settings.notifications} set={on => set({ notifications: on })} />
        </Field>
        <ApiAddress />
        <Field field={null} label={t('forget')} hint={t('forgetHint')}>
          <button type="button" onClick={() => send({ type: 'forget-picks' })}>
            {t(state.settings.forgotten ? 'forgotten' : 'forget')}
          </button>
        </Field>
        <StageSettings />
        <EraseEverything />
      </section>
    </>
  );
}

function Switch({
  field,
  on,
  disabled = false,
  set,
}: {
  readonly field: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly set: (on: boolean) => void;
}) {
  return (
    <input
      id={field}
      type="checkbox"
      role="switch"
      aria-checked={on}
      class="switch"
      checked={on}
      disabled={disabled}
      onChange={event => set(event.currentTarget.checked)}
    />
  );
}

function ApiAddress() {
  const { state, send, speech } = useUi();
  const { settings, apiUrl } = state.snapshot ?? {};
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = document.getElementById('apiUrl');
    const text = field instanceof HTMLInputElement ? field.value.trim() : '';
    send({ type: 'set', patch: { apiUrl: text === '' ? null : text } });
  };
  return (
    <Field field="apiUrl" label={speech.t('api')} hint={speech.t('apiHint')}>
      <form class="inline" onSubmit={submit}>
        <input
          id="apiUrl"
          type="url"
          dir="ltr"
          spellcheck={false}
          placeholder={apiUrl}
          defaultValue={settings?.apiUrl ?? ''}
        />
        <button type="submit">{speech.t('apply')}</button>
      </form>
    </Field>
  );
}
