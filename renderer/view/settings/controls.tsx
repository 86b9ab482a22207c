import type { ComponentChildren } from 'preact';
import { languages } from '../../../main/contract/language.ts';
import {
  defaultSettings,
  type SettingName,
  type Settings,
  settings,
} from '../../../main/contract/settings.ts';
import { languageNames } from '../../i18n/speak.ts';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';
import { HotkeySetting } from './hotkey.tsx';

/** The control of each setting, in the order in which they stand. */
export const controls: { readonly [K in SettingName]: () => preact.JSX.Element | null } = {
  hotkey: HotkeySetting,
  language: LanguageSetting,
  theme: ThemeSetting,
  undoSeconds: UndoSetting,
  startAtLogin: StartSetting,
  notifications: NotificationsSetting,
  apiUrl: ApiAddress,
};

/** The value of a setting and how to change it. The screen is shown only when there is a snapshot. */
function useSetting<K extends SettingName>(field: K) {
  const { state, send, speech } = useUi();
  return {
    value: (state.snapshot?.settings ?? defaultSettings)[field],
    set: (value: Settings[K]) => send({ type: 'set', patch: { [field]: value } }),
    snapshot: state.snapshot,
    speech,
  };
}

function LanguageSetting() {
  const { value, set, speech } = useSetting('language');
  return (
    <Choice field="language" label={speech.t('language')} value={value} set={set}>
      <option value="system">{speech.t('languageSystem')}</option>
      {languages.map(code => (
        <option key={code} value={code} lang={code}>
          {languageNames[code]}
        </option>
      ))}
    </Choice>
  );
}

function ThemeSetting() {
  const { value, set, speech } = useSetting('theme');
  return (
    <Choice field="theme" label={speech.t('theme')} value={value} set={set}>
      {settings.theme.of.map(theme => (
        <option key={theme} value={theme}>
          {speech.t(`theme_${theme}`)}
        </option>
      ))}
    </Choice>
  );
}

function UndoSetting() {
  const { value, set, speech } = useSetting('undoSeconds');
  return (
    <Choice
      field="undoSeconds"
      label={speech.t('undoTime')}
      value={String(value)}
      set={text => set(Number(text))}
    >
      {[...new Set([...settings.undoSeconds.offered, value])]
        .sort((a, b) => a - b)
        .map(seconds => (
          <option key={seconds} value={String(seconds)}>
            {seconds === 0 ? speech.t('atOnce') : speech.n('seconds', seconds)}
          </option>
        ))}
    </Choice>
  );
}

interface ChoiceProps<Value extends string> {
  readonly field: SettingName;
  readonly label: string;
  readonly value: Value;
  readonly set: (value: Value) => void;
  readonly children: ComponentChildren;
}

/** A list to choose a setting's value from; its children are the options. */
function Choice<Value extends string>({ field, label, value, set, children }: ChoiceProps<Value>) {
  return (
    <Field field={field} label={label}>
      <select id={field} value={value} onChange={event => set(event.currentTarget.value as Value)}>
        {children}
      </select>
    </Field>
  );
}

function StartSetting() {
  const { value, set, snapshot, speech } = useSetting('startAtLogin');
  const possible = snapshot?.canStartAtLogin === true;
  const hint = possible ? '' : speech.t('startAtLoginOff');
  return (
    <Field field="startAtLogin" label={speech.t('startAtLogin')} hint={hint}>
      <Switch field="startAtLogin" on={value} disabled={!possible} set={set} />
    </Field>
  );
}

function NotificationsSetting() {
  const { value, set, speech } = useSetting('notifications');
  return (
    <Field field="notifications" label={speech.t('notifications')} hint={speech.t('notificationsHint')}>
      <Switch field="notifications" on={value} set={set} />
    </Field>
  );
}

interface SwitchProps {
  readonly field: SettingName;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly set: (on: boolean) => void;
}

function Switch({ field, on, disabled = false, set }: SwitchProps) {
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
  const { value, set, snapshot, speech } = useSetting('apiUrl');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = document.getElementById('apiUrl');
    const text = field instanceof HTMLInputElement ? field.value.trim() : '';
    set(text === '' ? null : text);
  };
  return (
    <Field field="apiUrl" label={speech.t('api')} hint={speech.t('apiHint')}>
      <form class="inline" onSubmit={submit}>
        <input
          id="apiUrl"
          type="url"
          dir="ltr"
          spellcheck={false}
          placeholder={snapshot?.apiUrl}
          defaultValue={value ?? ''}
        />
        <button type="submit">{speech.t('apply')}</button>
      </form>
    </Field>
  );
}
