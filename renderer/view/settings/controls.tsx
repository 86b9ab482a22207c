import type { ComponentChildren } from 'preact';
import { languages } from '../../../main/contract/language.ts';
import {
  defaultSettings,
  type HotkeyName,
  type SettingName,
  type Settings,
  settings,
} from '../../../main/contract/settings.ts';
import { languageNames } from '../../i18n/speak.ts';
import { acceleratorOf, capsOf } from '../../state/accelerator.ts';
import { Combo } from '../parts/combo.tsx';
import { Icon } from '../parts/icon.tsx';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';

/** The control of each setting, in the order in which they stand. */
export const controls: { readonly [K in SettingName]: () => preact.JSX.Element | null } = {
  hotkey: HotkeySetting,
  clipboardHotkey: ClipboardHotkeySetting,
  language: LanguageSetting,
  theme: ThemeSetting,
  undoSeconds: UndoSetting,
  startAtLogin: StartSetting,
  notifications: NotificationsSetting,
  sendReasons: ReasonsSetting,
  owner: OwnerSetting,
  whose: WhoseSetting,
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

/** Who the user is, of the owners that the server names. */
function OwnerSetting() {
  const { value, set, snapshot, speech } = useSetting('owner');
  const { owners = null } = snapshot ?? {};
  const isSeen = value === null || owners?.some(({ name }) => name === value);
  return (
    <Field name="owner" hint={speech.t(owners === null ? 'ownersUntold' : 'ownerHint')}>
      <select
        id="owner"
        value={value ?? ''}
        disabled={owners === null}
        onChange={event => set(event.currentTarget.value || null)}
      >
        <option value="">{speech.t('ownerNone')}</option>
        {!isSeen && <option value={value}>{value}</option>}
        {owners?.map(({ name, count }) => (
          <option key={name} value={name}>
            {name} ({speech.number(count)})
          </option>
        ))}
      </select>
    </Field>
  );
}

function WhoseSetting() {
  const { value, set, speech } = useSetting('whose');
  return (
    <Choice name="whose" value={value} set={set}>
      {settings.whose.of.map(whose => (
        <option key={whose} value={whose}>
          {speech.t(`whose_${whose}`)}
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
  const { snapshot, speech } = useSetting('startAtLogin');
  const possible = snapshot?.canStartAtLogin === true;
  return (
    <Switch name="startAtLogin" hint={possible ? '' : speech.t('startAtLoginOff')} disabled={!possible} />
  );
}

function NotificationsSetting() {
  return <Switch name="notifications" hint={useUi().speech.t('notificationsHint')} />;
}

function ReasonsSetting() {
  const { value, snapshot, speech } = useSetting('sendReasons');
  const isTaken = (snapshot?.reasonStages.length ?? 0) > 0;
  return (
    <Switch
      name="sendReasons"
      hint={speech.t(isTaken ? 'sendReasonsHint' : 'sendReasonsOff')}
      disabled={!isTaken && !value}
    />
  );
}

interface SwitchProps {
  readonly name: 'startAtLogin' | 'notifications' | 'sendReasons';
  readonly hint: string;
  readonly disabled?: boolean;
}

function Switch({ name, hint, disabled = false }: SwitchProps) {
  const { value, set } = useSetting(name);
  return (
    <Field name={name} hint={hint}>
      <input
        id={name}
        type="checkbox"
        role="switch"
        aria-checked={value}
        class="switch"
        checked={value}
        disabled={disabled}
        onChange={event => set(event.currentTarget.checked)}
      />
    </Field>
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

interface HotkeyProps {
  readonly name: HotkeyName;
  /** It should be there and is not. */
  readonly isOff: boolean;
  readonly hint?: string;
  readonly children?: ComponentChildren;
}

/** Records a hotkey, reports a clash, and asks to press the new one: only a press proves that it works. */
function Hotkey({ name, isOff, hint = '', children }: HotkeyProps) {
  const { state, send, speech, platform } = useUi();
  const { settings } = state;
  const { t } = speech;
  const { value, set } = useSetting(name);
  const isOurs = settings.recorded === name;
  const isRecording = settings.recording && isOurs;
  const record = (event: KeyboardEvent) => {
    if (!isRecording || event.key === 'Escape' || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const accelerator = acceleratorOf(event, platform);
    if (accelerator !== null) set(accelerator);
  };
  return (
    <Field name={name} hint={isOff ? t('hotkeyOff') : hint}>
      {settings.test && isOurs && value !== null && (
        <span class={settings.test === 'passed' ? 'said right' : 'said'} role="status">
          <Icon name={settings.test === 'passed' ? 'check' : 'key'} />
          {settings.test === 'passed'
            ? t('hotkeyPassed')
            : t('hotkeyTest', { keys: capsOf(value, platform).join(' ') })}
        </span>
      )}
      <span id={`${name}-caps`}>{!isRecording && value !== null && <Combo keys={value} />}</span>
      <button
        type="button"
        id={name}
        aria-describedby={`${name}-caps`}
        class={isRecording ? 'recording' : ''}
        onKeyDown={record}
        onBlur={() => isRecording && send({ type: 'record', on: false, hotkey: name })}
        onClick={() => send({ type: 'record', on: !isRecording, hotkey: name })}
      >
        {t(isRecording ? 'hotkeyRecording' : 'hotkeyChange')}
      </button>
      {children}
    </Field>
  );
}

function HotkeySetting() {
  return <Hotkey name="hotkey" isOff={useUi().state.snapshot?.hotkeyRegistered === false} />;
}

/** Opens the popup with what the clipboard holds; off until it is recorded. */
function ClipboardHotkeySetting() {
  const { value, set, snapshot, speech } = useSetting('clipboardHotkey');
  const isOff = value !== null && snapshot?.clipboardHotkeyRegistered === false;
  return (
    <Hotkey name="clipboardHotkey" isOff={isOff} hint={speech.t('clipboardHotkeyHint')}>
      {value !== null && (
        <button type="button" class="quiet" onClick={() => set(null)}>
          {speech.t('hotkeyNone')}
        </button>
      )}
    </Hotkey>
  );
}
