import type { HotkeyName } from '../../../main/contract/settings.ts';
import { capsOf } from '../../state/model/accelerator.ts';
import { Combo } from './combo.tsx';
import { Icon } from './icon.tsx';
import { useUi } from './ui.ts';

/** Asks to press a hotkey that was just chosen: only a press proves that it works. */
export function HotkeyTest({ name }: { readonly name: HotkeyName }) {
  const { state, speech, platform } = useUi();
  const { test, recorded } = state.settings;
  const keys = state.snapshot?.settings[name];
  if (!test || recorded !== name || !keys) return null;
  return (
    <span class={test === 'passed' ? 'said right' : 'said'} role="status">
      <Icon name={test === 'passed' ? 'check' : 'key'} />
      {test === 'passed'
        ? speech.t('hotkeyPassed')
        : speech.t('hotkeyTest', { keys: capsOf(keys, platform, speech.t('spaceKey')).join(' ') })}
    </span>
  );
}

/** Hyprland has two lines of its own. */
const briefly = 2;

/**
 * What is known of the hotkey that opens the popup where it is not known to work: why, other hotkeys to take, and what to enter in the
 * desktop's own settings. Nothing where it works. `isBrief`: not the lines of every desktop, where this one is unknown.
 */
export function HotkeyNote({ isBrief = false }: { readonly isBrief?: boolean }) {
  const { state, send, speech } = useUi();
  const { hotkeys, hotkeyOffers = [], toggleLines = [] } = state.snapshot ?? {};
  if (hotkeys === undefined || hotkeys.hotkey === 'works') return null;
  const isOff = hotkeys.hotkey === 'off';
  const isDesktops = toggleLines.length > 0;
  const take = (keys: string): void => {
    send({ type: 'record', on: false, hotkey: 'hotkey' });
    send({ type: 'set', patch: { hotkey: keys } });
  };
  const offers = isDesktops && !isOff ? [] : hotkeyOffers;
  return (
    <div class="hotkey-note">
      <p class={isOff ? 'note' : 'muted'}>
        {isOff && <Icon name="alert" />}
        {speech.t(isOff ? (isDesktops ? 'hotkeyNotInstalled' : 'hotkeyOff') : 'hotkeyUnconfirmed')}
      </p>
      {offers.length > 0 && (
        <p class="offers">
          <span>{speech.t(isOff ? 'hotkeyFree' : 'hotkeyOthers')}</span>
          {offers.map(keys => (
            <button type="button" key={keys} onClick={() => take(keys)}>
              <Combo keys={keys} />
            </button>
          ))}
        </p>
      )}
      {isDesktops && !(isBrief && toggleLines.length > briefly) && (
        <>
          <p>{speech.t(isOff ? 'toggleInstead' : 'toggleIfSilent')}</p>
          <dl class="toggle-lines">
            {toggleLines.map(({ desktop, line }) => (
              <div key={desktop}>
                <dt class="muted">{speech.t(`toggle_${desktop}`)}</dt>
                <dd>
                  <code dir="ltr">{line}</code>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
