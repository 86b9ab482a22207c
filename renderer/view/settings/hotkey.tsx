import { acceleratorOf, capsOf } from '../../state/accelerator.ts';
import { Icon } from '../parts/icon.tsx';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';

/** Records a hotkey, reports a clash, and asks to press the new one: only a press proves that it works. */
export function HotkeySetting() {
  const { state, send, speech, platform } = useUi();
  const { snapshot, settings } = state;
  if (!snapshot) return null;
  const { t } = speech;
  const caps = capsOf(snapshot.settings.hotkey, platform);
  const record = (event: KeyboardEvent) => {
    if (!settings.recording || event.key === 'Escape' || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const hotkey = acceleratorOf(event, platform);
    if (hotkey !== null) send({ type: 'set', patch: { hotkey } });
  };
  return (
    <Field name="hotkey" hint={snapshot.hotkeyRegistered ? '' : t('hotkeyOff')}>
      {settings.test && (
        <span class={settings.test === 'passed' ? 'said right' : 'said'} role="status">
          <Icon name={settings.test === 'passed' ? 'check' : 'key'} />
          {settings.test === 'passed' ? t('hotkeyPassed') : t('hotkeyTest', { keys: caps.join(' ') })}
        </span>
      )}
      <span class="combo">{!settings.recording && caps.map(cap => <kbd key={cap}>{cap}</kbd>)}</span>
      <button
        type="button"
        id="hotkey"
        class={settings.recording ? 'recording' : ''}
        onKeyDown={record}
        onBlur={() => settings.recording && send({ type: 'record', on: false })}
        onClick={() => send({ type: 'record', on: !settings.recording })}
      >
        {t(settings.recording ? 'hotkeyRecording' : 'hotkeyChange')}
      </button>
    </Field>
  );
}
