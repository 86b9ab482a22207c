import { assertNever } from '../../../main/contract/failure.ts';
import { settings } from '../../../main/contract/settings.ts';
import type { UpdateView } from '../../../main/contract/snapshot.ts';
import type { Speech } from '../../i18n/speak.ts';
import { useUi } from '../parts/ui.ts';
import { Field } from './field.tsx';
import { useSetting } from './use-setting.ts';

/** Which newer versions are taken, how it stands with them, and a button for what can be done now. */
export function UpdatesSetting() {
  const { value, set, snapshot, speech } = useSetting('updates');
  const update = snapshot?.update ?? { state: 'idle' };
  const isFixed = update.state === 'off' && update.because !== 'setting';
  return (
    <Field name="updates" hint={sentenceOf(speech, update)} beside={<UpdateButton update={update} />}>
      <select
        id="updates"
        value={value}
        disabled={isFixed}
        onChange={event => set(event.currentTarget.value as typeof value)}
      >
        {settings.updates.of.map(which => (
          <option key={which} value={which}>
            {speech.t(`updates_${which}`)}
          </option>
        ))}
      </select>
    </Field>
  );
}

function UpdateButton({ update }: { readonly update: UpdateView }) {
  const { ask, speech } = useUi();
  switch (update.state) {
    case 'off':
    case 'checking':
    case 'downloading':
      return null;
    case 'idle':
    case 'none':
    case 'failed':
      return (
        <button type="button" onClick={() => ask('update.look', null)}>
          {speech.t('updateLook')}
        </button>
      );
    case 'ready':
      return update.waits ? null : (
        <button type="button" onClick={() => ask('update.restart', null)}>
          {speech.t('updateNow')}
        </button>
      );
    default:
      return assertNever(update);
  }
}

function sentenceOf(speech: Speech, update: UpdateView): string {
  switch (update.state) {
    case 'off':
      return speech.t(`updateOff_${update.because}`);
    case 'idle':
    case 'checking':
      return speech.t(`update_${update.state}`);
    case 'none':
      return speech.t('update_none', { time: speech.time(update.at) });
    case 'downloading': {
      const { version, percent } = update;
      return speech.t('update_downloading', { version, percent: speech.number(percent) });
    }
    case 'ready':
      return speech.t(update.waits ? 'update_waits' : 'update_ready', { version: update.version });
    case 'failed':
      return speech.t(`update_${update.trouble}`);
    default:
      return assertNever(update);
  }
}
