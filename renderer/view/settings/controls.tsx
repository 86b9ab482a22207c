import type { ComponentChildren } from 'preact';
import { languages } from '../../../main/contract/language.ts';
import { type SettingName, settings } from '../../../main/contract/settings.ts';
import { languageNames } from '../../i18n/speak.ts';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';
import { ClipboardHotkeySetting, HotkeySetting } from './hotkey-controls.tsx';
import { UpdatesSetting } from './updates-setting.tsx';
import { useSetting } from './use-setting.ts';

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
  automation: AutomationSetting,
  updates: UpdatesSetting,
  apiUrl: ApiAddress,
};

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

function AutomationSetting() {
  const { value, set, speech } = useSetting('automation');
  return (
    <Choice name="automation" hint={speech.t('automationHint')} value={value} set={set}>
      {settings.automation.of.map(allows => (
        <option key={allows} value={allows}>
          {speech.t(`automation_${allows}`)}
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
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** A list to choose a setting's value from; its children are the options. */
function Choice<Value extends string>({ name, value, set, hint = '', children }: ChoiceProps<Value>) {
  return (
    <Field name={name} hint={hint}>
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
