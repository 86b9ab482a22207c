import type { ComponentChildren } from 'preact';
import type { HotkeyName } from '../../../main/contract/settings.ts';
import { acceleratorOf, capsOf } from '../../state/accelerator.ts';
import { Combo } from '../parts/combo.tsx';
import { Icon } from '../parts/icon.tsx';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';
import { useSetting } from './use-setting.ts';

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

/** Opens the popup. */
export function HotkeySetting() {
  return <Hotkey name="hotkey" isOff={useUi().state.snapshot?.hotkeyRegistered === false} />;
}

/** Opens the popup with what the clipboard holds; off until it is recorded. */
export function ClipboardHotkeySetting() {
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
