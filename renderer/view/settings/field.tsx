import { type SettingName, settings } from '../../../main/contract/settings.ts';
import type { TextKey } from '../../i18n/words.ts';
import { Icon } from '../parts/icon.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';

interface FieldProps {
  /** A setting, or what else the user may do. The text with this key names it. */
  readonly name: SettingName | TextKey;
  readonly hint?: string;
  /** What may be done also where the setting is locked. */
  readonly beside?: preact.ComponentChildren;
  readonly children: preact.ComponentChildren;
}

/** One line of the settings: its name, a hint, the control, and the result of the last change. */
export function Field({ name, hint = '', beside, children }: FieldProps) {
  const { state, speech } = useUi();
  const { trouble, saved } = state.settings;
  const isLocked = state.snapshot?.lockedSettings.some(locked => locked === name) === true;
  const isUnusable = state.snapshot?.unusablePolicy.some(named => named === name) === true;
  return (
    <div class="field">
      <div class="field-name">
        {name in settings ? <label for={name}>{speech.t(name)}</label> : <span>{speech.t(name)}</span>}
        {hint && <span class="muted">{hint}</span>}
        {isLocked && (
          <span class="said">
            <Icon name="lock" />
            {speech.t('locked')}
          </span>
        )}
        {isUnusable && (
          <span class="said">
            <Icon name="alert" />
            {speech.t('unusablePolicy')}
          </span>
        )}
        {trouble?.field === name && <Refusal trouble={trouble.trouble} />}
      </div>
      <div class="field-control">
        {beside}
        <fieldset class="field-control" disabled={isLocked}>
          {saved === name && (
            <span class="said right" role="status">
              <Icon name="check" />
              {speech.t('applied')}
            </span>
          )}
          {children}
        </fieldset>
      </div>
    </div>
  );
}
