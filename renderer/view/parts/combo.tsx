import { capsOf } from '../../state/model/accelerator.ts';
import { useUi } from './ui.ts';

interface ComboProps {
  /** An accelerator, or a combination of the key table. */
  readonly keys: string;
  /** Not for a screen reader: it stands in a button, and would be part of its name. */
  readonly isUnread?: boolean;
}

/** Keys that are pressed together, each with its own cap. */
export function Combo({ keys, isUnread }: ComboProps) {
  const { platform, speech } = useUi();
  return (
    <span class="combo" aria-hidden={isUnread}>
      {capsOf(keys, platform, speech.t('spaceKey')).map(cap => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
