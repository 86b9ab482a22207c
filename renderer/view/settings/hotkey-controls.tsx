import type { ComponentChildren } from 'preact';
import type { HotkeyName } from '../../../main/contract/settings.ts';
import type { HotkeyState } from '../../../main/contract/snapshot.ts';
import { acceleratorOf } from '../../state/model/accelerator.ts';
import { Combo } from '../parts/combo.tsx';
import { HotkeyNote, HotkeyTest } from '../parts/hotkey-note.tsx';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';
import { useSetting } from './use-setting.ts';

interface HotkeyProps {
  readonly name: HotkeyName;
  readonly hint?: string;
  readonly children?: ComponentChildren;
}

/** Records a hotkey, reports a clash, and asks to press the new one. */
function Hotkey({ name, hint = '', children }: HotkeyProps) {
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
    <Field name={name} hint={hint}>
      <HotkeyTest name={name} />
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
  return (
    <>
      <Hotkey name="hotkey" />
      <HotkeyNote />
    </>
  );
}

const clipboardHints: Readonly<
  Record<HotkeyState, 'hotkeyOff' | 'hotkeyUnconfirmed' | 'clipboardHotkeyHint'>
> = {
  off: 'hotkeyOff',
  unconfirmed: 'hotkeyUnconfirmed',
  works: 'clipboardHotkeyHint',
};

/** Opens the popup with what the clipboard holds; off until it is recorded. */
export function ClipboardHotkeySetting() {
  const { value, set, snapshot, speech } = useSetting('clipboardHotkey');
  const state = value === null ? 'works' : (snapshot?.hotkeys.clipboardHotkey ?? 'works');
  return (
    <Hotkey name="clipboardHotkey" hint={speech.t(clipboardHints[state])}>
      {value !== null && (
        <button type="button" class="quiet" onClick={() => set(null)}>
          {speech.t('hotkeyNone')}
        </button>
      )}
    </Hotkey>
  );
}
