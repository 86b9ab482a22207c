import { freeHotkeys } from '../../../main/contract/settings.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import { toggleLines } from '../../../main/shell/hotkey/toggle-lines.ts';
import { one, press, type } from '../support/hands.ts';
import { snapshot } from '../support/samples.ts';
import type { Story } from './stories.ts';

const lines = (desktop: string) =>
  toggleLines(desktop, ['/opt/Raze Quick Stage/raze-quick-stage'], freeHotkeys[0]);
const off = { hotkey: 'off', clipboardHotkey: 'off' } as const;
const unconfirmed = { hotkey: 'unconfirmed', clipboardHotkey: 'off' } as const;
const hotkeyOffers = freeHotkeys.slice(1);

const worlds: Readonly<Record<string, Partial<Snapshot>>> = {
  taken: { hotkeys: off, hotkeyOffers },
  mac: { platform: 'mac', hotkeys: unconfirmed, hotkeyOffers },
  wayland: { hotkeys: unconfirmed, toggleLines: lines('') },
  gnome: { hotkeys: unconfirmed, toggleLines: lines('GNOME') },
  'not-installed': { hotkeys: off, toggleLines: lines('KDE') },
};

/** The hotkey that opens the popup, where it is not known to work: in the settings, and at the first run. */
export const hotkeyStories: readonly Story[] = Object.entries(worlds).flatMap(([name, part]) => [
  {
    name: `settings-hotkey-${name}`,
    world: () => ({ snapshot: { ...snapshot, ...part } }),
    act: async () => {
      await one('#search');
      press(part.platform === 'mac' ? ',' : 'Ctrl+,', { metaKey: part.platform === 'mac' });
      (await one('.hotkey-note')).scrollIntoView({ block: 'center' });
    },
  },
  {
    name: `first-run-hotkey-${name}`,
    world: () => ({ snapshot: { ...snapshot, ...part, account: { kind: 'none' } } }),
    act: async () => {
      await one('#key');
      type('#key', 'gr_live_right');
      document.querySelector('form')?.requestSubmit();
      await one('.hotkey-note');
    },
  },
]);
