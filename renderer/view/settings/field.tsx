import type { Settings as Values } from '../../../main/contract/settings.ts';
import { Icon } from '../parts/icon.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { useUi } from '../parts/ui.ts';

interface FieldProps {
  readonly field: keyof Values | null;
  readonly label: string;
  readonly hint?: string;
  readonly children: preact.ComponentChildren;
}

/** One line of the settings: its name, a hint, the control, and the result of the last change. */
export function Field({ field, label, hint = '', children }: FieldProps) {
  const { state, speech } = useUi();
  const { trouble, saved } = state.settings;
  return (
    <div class="field">
      <div class="field-name">
        {field ? <label for={field}>{label}</label> : <span>{label}</span>}
        {hint && <span class="muted">{hint}</span>}
        {field !== null && trouble?.field === field && <Refusal trouble={trouble.trouble} />}
      </div>
      <div class="field-control">
        {field !== null && saved === field && (
          <span class="said right" role="status">
            <Icon name="check" />
            {speech.t('applied')}
          </span>
        )}
        {children}
      </div>
    </div>
  );
}
