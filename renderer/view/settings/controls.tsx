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
    <Choice name="language" value={value} set={set}>
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
    <Choice name="theme" value={value} set={set}>
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
    <Choice name="undoSeconds" value={String(value)} set={text => set(Number(text))}>
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
  readonly name: SettingName;
  readonly value: Value;
  readonly set: (value: Value) => void;
  readonly children: ComponentChildren;
}

/** A list to choose a setting's value from; its children are the options. */
function Choice<Value extends string>({ name, value, set, children }: ChoiceProps<Value>) {
  return (
    <Field name={name}>
      <select id={name} value={value} onChange={event => set(event.currentTarget.value as Value)}>
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
    <Field name="startAtLogin" hint={hint}>
      <Switch name="startAtLogin" on={value} disabled={!possible} set={set} />
    </Field>
  );
}

function NotificationsSetting() {
  const { value, set, speech } = useSetting('notifications');
  return (
    <Field name="notifications" hint={speech.t('notificationsHint')}>
      <Switch name="notifications" on={value} set={set} />
    </Field>
  );
}

interface SwitchProps {
  readonly name: SettingName;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly set: (on: boolean) => void;
}

function Switch({ name, on, disabled = false, set }: SwitchProps) {
  return (
    <input
      id={name}
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
    <Field name="apiUrl" hint={speech.t('apiHint')}>
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
