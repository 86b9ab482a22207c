import { defaultSettings, type SettingName, type Settings } from '../../../main/contract/settings.ts';
import { useUi } from '../parts/ui.ts';

/** The value of a setting and how to change it. The screen is shown only when there is a snapshot. */
export function useSetting<K extends SettingName>(field: K) {
  const { state, send, speech } = useUi();
  return {
    value: (state.snapshot?.settings ?? defaultSettings)[field],
    set: (value: Settings[K]) => send({ type: 'set', patch: { [field]: value } }),
    snapshot: state.snapshot,
    speech,
  };
}
